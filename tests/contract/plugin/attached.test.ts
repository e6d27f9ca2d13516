import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { FakeEngine } from "../../support/fake-engine";
import { notebook, notebooksOf } from "../../support/notebooks";
import { aboutPlugin, defaultProvider, explicitProvider, settingsOf, startPlugin } from "../../support/plugin";
import type { ProviderError } from "../../support/provider-error";
import type { ProviderProcess } from "../../support/provider-process";
import type { Json } from "../../support/structs";
import { catchError, openWorlds, type World } from "../../support/world";

/** A plugin that somebody has started by hand, and that serves one run after another (`PULUMI_DEBUG_PROVIDERS`). */

const openWorld = openWorlds();
const about = aboutPlugin();

const engines: FakeEngine[] = [];
afterEach(() => {
	for (const engine of engines.splice(0)) engine.stop();
});

/** The next `up`, with an engine of its own. */
async function beginRun(plugin: ProviderProcess, world: World, settings: Json = {}): Promise<FakeEngine> {
	const engine = await FakeEngine.start();
	engines.push(engine);
	await plugin.handshake(engine.address);
	const request = new PluginAttach();
	request.setAddress(engine.address);
	await plugin.call("attach", request);
	await plugin.configure({ ...settingsOf(world), ...settings }, defaultProvider);
	return engine;
}

async function create(plugin: ProviderProcess, changes: Json = {}) {
	const { inputs } = await plugin.check(notebook(changes), {}, about);
	return { inputs, ...(await plugin.create(inputs, about)) };
}

test("a plugin works in the run after one that has ended, and shows what it does to that run's engine", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	await create(plugin);
	await plugin.cancel();
	const before = plugin.engine.messages.length;

	const engine = await beginRun(plugin, world);
	expect((await create(plugin, { name: "second" })).outputs.status).toBe("RUNNING");
	expect(engine.statuses(about.urn).length).toBeGreaterThan(0);
	expect(plugin.engine.messages).toHaveLength(before);
});

test("a plugin finds the engine that attaches to it without a handshake", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world, { engine: "gone" });
	const engine = await FakeEngine.start();
	engines.push(engine);
	const request = new PluginAttach();
	request.setAddress(engine.address);
	await plugin.call("attach", request);
	await create(plugin);
	expect(engine.statuses(about.urn).length).toBeGreaterThan(0);
});

test("a plugin uses the settings of the present run alone", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const first = await create(plugin);
	await plugin.cancel();
	await beginRun(plugin, world, { region: "eu-de", defaultTags: '{"team":"vision"}' });
	expect((await create(plugin, { name: "second" })).outputs).toMatchObject({
		region: "eu-de",
		tags: { team: "vision" },
	});
	expect(first.outputs.region).toBe(world.simulator.region);
});

test("a created object that the killed engine has not saved is resumed by the next run, and made once", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const { id } = await create(plugin);
	await beginRun(plugin, world);
	expect((await create(plugin)).id).toBe(id);
	expect(notebooksOf(world)).toMatchObject([{ id }]);
});

test("an object that the saved state holds is not resumed by the next run", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const { id } = await create(plugin);
	await plugin.cancel();
	await beginRun(plugin, world);
	expect((await create(plugin)).id).not.toBe(id);
});

test("a create that the killed engine has left behind ends when the next run begins, which resumes its object", async () => {
	const world = await openWorld({ settings: { durations: { createNotebook: 3_600_000 } } });
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook(), {}, about);
	const left = catchError<ProviderError>(plugin.create(inputs, about));
	await world.until(() => plugin.engine.statuses(about.urn).length > 0 && notebooksOf(world).length > 0, "a create");
	await beginRun(plugin, world);
	const { halfCreated } = await left;
	const { inputs: again } = await plugin.check(notebook(), {}, about);
	const resumed = await catchError<ProviderError>(plugin.create(again, { ...about, timeout: 1 }));
	expect(resumed.halfCreated?.id).toBe(halfCreated?.id);
	await plugin.cancel();
	await beginRun(plugin, world);
	expect(notebooksOf(world)).toMatchObject([{ id: halfCreated?.id }]);
});

test("a second handshake in a run, for another provider of the program, leaves its creates alone", async () => {
	const world = await openWorld({ settings: { durations: { createNotebook: 500 } } });
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook(), {}, about);
	const creation = plugin.create(inputs, about);
	await world.until(() => notebooksOf(world).length > 0, "a create");
	await plugin.handshake(plugin.engine.address);
	expect((await creation).outputs.status).toBe("RUNNING");
});

test("a second provider of a run is refused, as its requests could not be told from the first one's", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const error = await catchError<ProviderError>(plugin.configure(settingsOf(world), explicitProvider));
	expect(error.message).toMatch(/serves the provider .*::default already/);
	await plugin.configure(settingsOf(world), defaultProvider);
});
