import { notebook, notebooksOf, patch } from "../../support/notebooks";
import { aboutPlugin, launchPlugin, startPlugin } from "../../support/plugin";
import type { ProviderError } from "../../support/provider-error";
import type { ProviderProcess } from "../../support/provider-process";
import { catchError, openWorlds, type World } from "../../support/world";
import { isFull } from "../../support/full";

const openWorld = openWorlds();
const about = aboutPlugin();

/** Longer than any test: no object here becomes ready, on any machine. */
const slow = { settings: { durations: { createNotebook: 3_600_000 } } };

/** Milliseconds, on any machine: what does not end at once waits for the create. */
const LIMIT = 60_000;

async function beginCreate(world: World, plugin: ProviderProcess) {
	const { inputs } = await plugin.check(notebook(), {}, about);
	const creation = catchError<ProviderError>(plugin.create(inputs, about));
	creation.catch(() => {});
	await world.until(() => plugin.engine.statuses(about.urn).some((text) => text.includes("CREATING")), "a wait");
	return { inputs, creation };
}

test("a Cancel ends a create at once, with a state that the next update resumes", async () => {
	const world = await openWorld(slow);
	const plugin = await startPlugin(world);
	const { inputs, creation } = await beginCreate(world, plugin);
	const began = performance.now();
	await plugin.cancel();
	const { halfCreated } = await creation;
	expect(performance.now() - began).toBeLessThan(LIMIT);
	const [{ id } = { id: "" }, ...others] = notebooksOf(world);
	expect(others).toEqual([]);
	expect(halfCreated).toMatchObject({ id, properties: { unfinished: "create", name: inputs.name } });
	expect(halfCreated?.reasons).toEqual([expect.stringContaining("was CREATING when this run was interrupted")]);

	patch(world, id, { status: "RUNNING", volume: { status: null } });
	const next = await startPlugin(world);
	const state = halfCreated?.properties ?? {};
	const options = { ...about, oldInputs: inputs };
	expect(await next.diff(id, state, inputs, options)).toMatchObject({ changes: "some", replaces: [] });
	expect(await next.update(id, state, inputs, options)).toMatchObject({ status: "RUNNING", name: inputs.name });
	expect(notebooksOf(world)).toMatchObject([{ id }]);
});

test("a create that fails after its object exists keeps the id, the properties and the reason", async () => {
	const world = await openWorld(slow);
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook(), {}, about);
	const { code, message, halfCreated } = await catchError<ProviderError>(
		plugin.create(inputs, { ...about, timeout: 1 }),
	);
	const [{ id } = { id: "" }] = notebooksOf(world);
	expect(halfCreated).toMatchObject({ id, properties: { ...inputs, unfinished: "create", status: "CREATING" } });
	expect(halfCreated?.properties).not.toHaveProperty("__provider");
	expect(halfCreated?.reasons).toEqual([message]);
	expect(code).toBe(2);
});

test("a create that fails for good has no id, and leaves nothing", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	world.admin.addFault({ match: { operation: "createNotebook" }, action: { status: 400, body: { error_msg: "no" } } });
	const { inputs } = await plugin.check(notebook(), {}, about);
	const error = await catchError<ProviderError>(plugin.create(inputs, about));
	expect(error).toMatchObject({ message: expect.stringContaining("no"), halfCreated: undefined });
	expect(notebooksOf(world)).toEqual([]);
});

const stages: [when: string, begin: (world: World) => Promise<ProviderProcess>][] = [
	["before its first request", (world) => launchPlugin(world)],
	[
		"while it waits for a create",
		async (world) => {
			const plugin = await startPlugin(world);
			await beginCreate(world, plugin);
			return plugin;
		},
	],
];

describe.each(stages)("a plugin %s", (_when, begin) => {
	test("ends by itself when its CLI is gone", async () => {
		const plugin = await begin(await openWorld(slow));
		const began = performance.now();
		plugin.closeStdin();
		await plugin.ended;
		expect(performance.now() - began).toBeLessThan(LIMIT);
	});

	test.each(isFull ? (["SIGINT", "SIGTERM"] as const) : (["SIGINT"] as const))(
		"ends with %s, as the engine ends every run",
		async (signal) => {
			const plugin = await begin(await openWorld(slow));
			plugin.kill(signal);
			expect(await plugin.ended).toEqual({ code: 0, signal: null });
		},
	);
});

test("an error outside of every call ends neither the plugin nor a create in progress, and is shown", async () => {
	const hook = "data:text/javascript,process.once('SIGUSR2',()=>setTimeout(()=>{throw new TypeError('of-a-timer')}))";
	const world = await openWorld({ settings: { durations: { createNotebook: 300 } } });
	const plugin = await startPlugin(world, { environment: { NODE_OPTIONS: `--import "${hook}"` } });
	const { inputs } = await plugin.check(notebook(), {}, about);
	const creation = plugin.create(inputs, about);
	await world.until(() => notebooksOf(world).length > 0, "a create");
	plugin.kill("SIGUSR2");
	expect((await creation).outputs.status).toBe("RUNNING");
	expect(plugin.engine.warnings()).toEqual([expect.stringMatching(/A bug in pulumi-modelarts itself.*of-a-timer/)]);
});

test("a plugin whose standard input is no pipe keeps running", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world, { stdin: "none" });
	await new Promise((resolve) => setTimeout(resolve, 60));
	const { inputs } = await plugin.check(notebook(), {}, about);
	expect((await plugin.create(inputs, about)).outputs.status).toBe("RUNNING");
});
