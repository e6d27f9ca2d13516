import { readFileSync } from "node:fs";
import { identity, make, notebook, providerText } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { defaultUrn } from "../support/provider-process";
import { sdks } from "../support/quick-start";
import { catchError, shareProvider } from "../support/world";

/** All inputs of a notebook on a public pool. */
const full = {
	name: "full",
	description: "All inputs at once",
	autoStop: { enable: true, duration: 3600, prompt: false },
	annotations: { team: "vision", "a b": "" },
	workspaceId: "0",
	aiProjectId: "default-ai-project",
	desiredState: "RUNNING",
	timeouts: { create: 60, update: 60.5 },
};

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe.each(sdks.map((sdk) => [sdk] as const))("with %s", (sdk) => {
	const at = shareProvider({ sdk });

	test("the process reports the version of its SDK", async () => {
		const { version } = JSON.parse(readFileSync(require.resolve(`${sdk}/package.json`), "utf8")) as { version: string };
		expect(await at.provider.getVersion()).toBe(version);
	});

	test("check fills in a name and the marker, and keeps all other inputs, hidden ones included", async () => {
		const given = notebook({ timeouts: { create: 5.5 } });
		const { inputs, failures } = await at.provider.check(given);
		expect(failures).toEqual([]);
		const description = "Managed by Pulumi: contract:test:lab [012340123456]";
		expect(inputs).toEqual({ ...given, name: "lab-0123456", description });
	});

	test("create returns every input unchanged, the notebook's location, and outputs of the service", async () => {
		const { inputs, outputs, id } = await make(at.provider, full);
		expect(inputs).toEqual(notebook(full));
		expect(outputs).toMatchObject({
			...inputs,
			region: "cn-north-4",
			projectId: at.world.simulator.projectId,
			status: "RUNNING",
			url: expect.stringContaining(id),
			createdAt: expect.stringMatching(isoTime),
			updatedAt: expect.stringMatching(isoTime),
			stopsAt: expect.stringMatching(isoTime),
			remainSeconds: expect.any(Number),
			user: { name: "simulator-user" },
			flavorDetails: { name: "modelarts.vm.cpu.2u", params: { memory: "8GiB" } },
		});
		expect(outputs.__provider).toBe(providerText);
		expect(at.world.instances()).toMatchObject([{ id, description: full.description }]);
	});

	test("read returns the outputs and inputs of the create", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		expect(await at.provider.read(id, outputs)).toEqual({ id, inputs, outputs });
	});

	test("an unchanged notebook has no difference", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		const again = await at.provider.check(notebook(full), inputs);
		expect(again).toEqual({ inputs, failures: [] });
		expect(await at.provider.diff(id, outputs, inputs)).toMatchObject({ changes: "none", replaces: [] });
	});

	test("update changes description and auto-stop in place", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		const news = { ...inputs, description: "new", autoStop: { enable: true, duration: 7200 } };
		const updated = await at.provider.update(id, outputs, news);
		expect(updated).toMatchObject({ ...news, region: "cn-north-4", status: "RUNNING", __provider: providerText });
		expect(at.world.instances()).toMatchObject([
			{ id, description: "new", spec: { auto_stop: { enable: true, duration: 7200 } } },
		]);
	});

	test("delete removes the notebook, and read then returns an empty id", async () => {
		const { id, outputs } = await make(at.provider);
		await at.provider.delete(id, outputs);
		expect(at.world.instances()).toEqual([]);
		expect(await at.provider.read(id, outputs)).toMatchObject({ id: "", inputs: {} });
	});

	test("delete succeeds for a deleted notebook", async () => {
		const { id, outputs } = await make(at.provider);
		at.world.remove(id);
		at.world.admin.clearRequests();
		await at.provider.delete(id, outputs);
		expect(at.world.mutations()).toEqual([]);
	});

	test("several concurrent creates are several notebooks", async () => {
		const names = ["a", "b", "c", "d", "e"];
		const made = await Promise.all(names.map((name) => make(at.provider, { name })));
		expect(new Set(made.map(({ id }) => id)).size).toBe(5);
		expect(at.world.mutations().filter((operation) => operation === "createInstance")).toHaveLength(5);
	});

	test("a partially created notebook has id, properties and reasons, and the next update completes it", async () => {
		at.world.set({ durations: { createInstance: 60_000 } });
		const { inputs } = await at.provider.check(notebook({ timeouts: { create: 0.05 } }));
		const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs));
		const [{ id }] = at.world.instances() as [{ id: string }];
		expect(halfCreated).toMatchObject({
			id,
			properties: { ...inputs, region: "cn-north-4", status: "CREATING" },
			reasons: [expect.stringMatching(/timed out after 0 s while CREATING/)],
		});

		at.world.patch(id, { status: "RUNNING" });
		const outputs = await at.provider.update(id, halfCreated?.properties ?? {}, inputs);
		expect(outputs).toMatchObject({ ...inputs, status: "RUNNING" });
		expect(at.world.mutations()).toEqual(["createInstance", "updateInstance", "updateInstance"]);
	});

	test("live status arrives at the engine under the resource's own URN", async () => {
		const urn = `${defaultUrn}-${sdk}`;
		await make(at.provider, {}, { urn });
		await at.world.until(() => at.provider.engine.statuses(urn).length > 0, "a status");
		expect(at.provider.engine.messages.every((message) => message.urn === urn)).toBe(true);
	});

	test("a rejected create reports the service's reason, and saves nothing", async () => {
		at.world.set({ instanceQuota: 0 });
		const error = await catchError<ProviderError>(make(at.provider));
		expect(error.message).toMatch(/ModelArts\.6302.*maximum/);
		expect(error.halfCreated).toBeUndefined();
	});

	test("the methods print nothing", () => {
		expect([at.provider.stdout, at.provider.stderr]).toEqual(["", ""]);
	});
});

test("the `__provider` text in the state is the agreed one, and short", () => {
	expect(providerText.length).toBeLessThanOrEqual(64);
	expect(identity).toMatch(/#[0-9a-f]{20}-[0-9a-f]{7}$/);
});
