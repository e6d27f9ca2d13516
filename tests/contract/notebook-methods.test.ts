import { about, anotherImage, full, make, notebook, notebooksOf, patch, restarts } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import { newestSdk, sdks } from "../support/quick-start";
import { catchError, shareProvider } from "../support/world";
import { isFull } from "../support/full";

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const mark = "Managed by Pulumi: contract:test:lab [012340123456]";

describe.each((isFull ? sdks : newestSdk).map((sdk) => [sdk] as const))("with %s", (sdk) => {
	const at = shareProvider({ sdk });

	test("check fills in a name and the marker, and keeps all other inputs, hidden ones included", async () => {
		const given = notebook({ timeouts: { create: 5.5 } });
		const { inputs, failures } = await at.provider.check(given, {}, about);
		expect(failures).toEqual([]);
		expect(inputs).toEqual({ ...given, name: "lab-0123456", description: mark });
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
			sshUri: expect.stringContaining("ssh://"),
			image: { id: inputs.imageId },
			actualVolume: { category: "EVS", ownership: "MANAGED", capacity: 10 },
			leaseEndsAt: expect.stringMatching(isoTime),
			createdAt: expect.stringMatching(isoTime),
			updatedAt: expect.stringMatching(isoTime),
		});
		expect(outputs).not.toHaveProperty("token");
		expect(notebooksOf(at.world)).toMatchObject([{ id, description: full.description }]);
	});

	test("read returns the outputs and inputs of the create", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		expect(await at.provider.read(id, outputs, about)).toEqual({ id, inputs, outputs });
	});

	test("an unchanged notebook has no difference", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		expect(await at.provider.check(notebook(full), inputs, about)).toEqual({ inputs, failures: [] });
		expect(await at.provider.diff(id, outputs, inputs, about)).toMatchObject({ changes: "none", replaces: [] });
	});

	test("name, description, size, lease, tags and mounts change while the notebook runs", async () => {
		const { id, inputs, outputs } = await make(at.provider, full);
		at.world.admin.clearRequests();
		const news = {
			...inputs,
			name: "renamed",
			description: "new",
			volume: { category: "EVS", capacity: 20 },
			lease: { duration: 10_800_000 },
			tags: { team: "audio", year: "2" },
			mounts: [{ storagePath: "obs://sets/two/", mountDirectory: "/data/two/" }],
		};
		const updated = await at.provider.update(id, outputs, news, about);
		expect(updated).toMatchObject({ ...news, status: "RUNNING", actualVolume: { capacity: 20 } });
		expect(at.world.mutations()).toEqual([
			"updateNotebook",
			"createNotebookTags",
			"deleteNotebookTags",
			"renewLease",
			"detachDynamicStorage",
			"attachDynamicStorage",
		]);
	});

	test("flavor, image and endpoints of a running notebook change in one stop, and it runs again", async () => {
		const { id, inputs, outputs } = await make(at.provider);
		at.world.admin.clearRequests();
		const news = { ...inputs, flavor: "modelarts.vm.cpu.8u", imageId: anotherImage, endpoints: full.endpoints };
		const updated = await at.provider.update(id, outputs, news, about);
		expect(updated).toMatchObject({ ...news, image: { id: anotherImage }, status: "RUNNING" });
		expect(at.world.mutations()).toEqual(restarts);
	});

	test("a flavor change leaves a stopped notebook stopped", async () => {
		const { id, inputs, outputs } = await make(at.provider);
		patch(at.world, id, { status: "STOPPED" });
		at.world.admin.clearRequests();
		const news = { ...inputs, flavor: "modelarts.vm.cpu.8u" };
		expect(await at.provider.update(id, outputs, news, about)).toMatchObject({ ...news, status: "STOPPED" });
		expect(at.world.mutations()).toEqual(["updateNotebook"]);
	});

	test("delete removes a running notebook, and read then returns an empty id", async () => {
		const { id, outputs } = await make(at.provider);
		at.world.admin.clearRequests();
		await at.provider.delete(id, outputs, about);
		expect(at.world.mutations()).toEqual(["deleteNotebook"]);
		expect(notebooksOf(at.world)).toEqual([]);
		expect(await at.provider.read(id, outputs, about)).toMatchObject({ id: "", inputs: {} });
	});

	test("a partially created notebook has id, properties and reasons, and the next update completes it", async () => {
		at.world.set({ durations: { createNotebook: 60_000 } });
		const { inputs } = await at.provider.check(notebook({ timeouts: { create: 0.05 } }), {}, about);
		const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs, about));
		const [{ id }] = notebooksOf(at.world) as unknown as [{ id: string }];
		expect(halfCreated).toMatchObject({
			id,
			properties: { ...inputs, region: "cn-north-4", status: "CREATING" },
			reasons: [expect.stringMatching(/timed out after 0 s while CREATING/)],
		});

		patch(at.world, id, { status: "RUNNING", volume: { status: null } });
		const outputs = await at.provider.update(id, halfCreated?.properties ?? {}, inputs, about);
		expect(outputs).toMatchObject({ ...inputs, status: "RUNNING" });
		expect(notebooksOf(at.world)).toMatchObject([{ description: mark }]);
		expect(at.world.mutations()).toEqual(["createNotebook", "updateNotebook", "updateNotebook"]);
	});

	test("a rejected create reports the service's reason, and saves nothing", async () => {
		at.world.set({ notebookQuota: 0 });
		const error = await catchError<ProviderError>(make(at.provider));
		expect(error.message).toMatch(/ModelArts\.\d+.*quota/i);
		expect(error.halfCreated).toBeUndefined();
	});

	test("the methods print nothing", () => {
		expect([at.provider.stdout, at.provider.stderr]).toEqual(["", ""]);
	});
});
