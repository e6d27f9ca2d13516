import { aboutA, kindNames, kinds, makeOne } from "../support/every-kind";
import type { ProviderProcess } from "../support/provider-process";
import { quickly } from "../support/images";
import * as notebooks from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { openWorlds, shareProvider } from "../support/world";
import { isFull } from "../support/full";

/** A tenth of a realistic lag, and of the setting's default. */
const LAG = 300;
const lagging = { settings: { ...quickly.simulator.settings, readLag: LAG } };
const patient = { "huaweicloud:readLag": "3s" };

const at = shareProvider({ simulator: lagging, config: patient });
const openWorld = openWorlds();

/** A provider of another run, which has created nothing itself. */
let other: ProviderProcess;
beforeAll(async () => void (other = await at.world.start({ config: patient })));

/** The create operation. */
const creates = {
	NotebookInstance: "createInstance",
	Notebook: "createNotebook",
	CustomImage: "registerImage",
	CloudImage: "createImage",
} as const;

/** The simulation has lagging reads of every kind (`tests/faults/simulate`): here is one of each service, over HTTP. */
const kindsHere = isFull ? kindNames : (["Notebook", "CloudImage"] as const);

describe.each(kindsHere)("reads lag behind writes: a %s", (kind) => {
	test("that is not visible yet is waited for, and created once", async () => {
		const { id } = await makeOne(at.provider, kind, "lab");
		expect(kinds[kind].existing(at.world)).toMatchObject([{ id }]);
	});

	test("is read unchanged, without a difference", async () => {
		const { id, inputs, outputs } = await makeOne(at.provider, kind, "lab");
		const read = await other.read(id, outputs, aboutA(kind));
		expect(read).toMatchObject({ id, inputs });
		expect(await other.diff(id, read.outputs, inputs, aboutA(kind))).toMatchObject({ changes: "none" });
	});

	test("is deleted by another run right after its create", async () => {
		const { id, outputs } = await makeOne(at.provider, kind, "lab");
		await other.delete(id, outputs, aboutA(kind));
		expect(kinds[kind].existing(at.world)).toEqual([]);
	});

	test("with a lost response is found, and created once", async () => {
		at.world.admin.addFault({ match: { operation: creates[kind] }, action: { reset: true }, afterEffect: true });
		const { id } = await makeOne(at.provider, kind, "lab");
		expect(kinds[kind].existing(at.world)).toMatchObject([{ id }]);
	});

	// Where a create has one object, and where it has a job.
	if (isFull || ["Notebook", "CloudImage"].includes(kind)) {
		test("that stays hidden for longer than the setting is resumed by the next run", async () => {
			const world = await openWorld({ settings: { ...quickly.simulator.settings, readLag: 60_000 } });
			const provider = await world.start({ config: { "huaweicloud:readLag": "100ms" } });
			const first = await makeOne(provider, kind, "lab").catch((error: ProviderError) => error);
			world.set({ readLag: 0 });
			const [{ id }] = kinds[kind].existing(world) as [{ id: string }];
			if (first instanceof Error)
				expect(first.message).toMatch(/does not exist any more|of 1 images the service shows 0/);
			else expect(first.id).toBe(id);

			const next = await world.start();
			expect(await makeOne(next, kind, "lab")).toMatchObject({ id });
			expect(kinds[kind].existing(world)).toHaveLength(1);
		});
	}
});

test("a notebook with a lost response is found although it becomes visible between two lists", async () => {
	at.world.admin.addFault({ match: { operation: "createInstance" }, action: { reset: true }, afterEffect: true });
	// The third list is the owner's, after the name was rejected; the fourth shows the notebooks of all owners.
	const match = { operation: "getInstanceList", nth: 3 };
	at.world.admin.addFault({ match, action: { delayMs: LAG }, afterEffect: true });
	const { id } = await makeOne(at.provider, "NotebookInstance", "lab");
	expect(at.world.instances()).toMatchObject([{ id }]);
	// On a slow machine, the third list shows it already.
	const lists = at.world.operations().filter((operation) => operation === "getInstanceList");
	expect(lists.length).toBeLessThanOrEqual(4);
});

test("a notebook that was deleted outside of Pulumi is detected when it is older than the read lag", async () => {
	at.world.set({ readLag: 0 });
	const provider = await at.world.start({ config: { "huaweicloud:readLag": "1ms" } });
	const { id, outputs } = await makeOne(provider, "CustomImage", "lab");
	kinds.CustomImage.remove(at.world, id);
	expect(await provider.read(id, outputs, aboutA("CustomImage"))).toMatchObject({ id: "" });
});

/** Updates a notebook right after its create; returns the next read, by another run. */
async function updateAndRead(before: Json, after: Json) {
	const made = await notebooks.make(at.provider, before);
	const news = { ...made.inputs, ...after };
	const outputs = await at.provider.update(made.id, made.outputs, news, notebooks.about);
	return { news, outputs, read: await other.read(made.id, outputs, notebooks.about) };
}

const mount = (name: string) => ({ storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` });

test.each<[string, Json, Json]>([
	["description", {}, { description: "new" }],
	...(isFull
		? ([
				["disk", {}, { volume: { category: "EVS", capacity: 10 } }],
				["lease", { lease: { duration: 3_600_000 } }, { lease: { duration: 7_200_000 } }],
			] satisfies [string, Json, Json][])
		: []),
	["flavor", {}, { flavor: "modelarts.vm.cpu.8u" }],
	["mounts", { mounts: [mount("a")] }, { mounts: [mount("b")] }],
])(
	"a change of a notebook's %s succeeds although reads return the old value for a while",
	async (_what, before, after) => {
		const { news, outputs, read } = await updateAndRead(before, after);
		expect(outputs).toMatchObject(after);
		expect(read.inputs).toMatchObject(news);
	},
);

test("a notebook is saved as an image that is not visible yet", async () => {
	const { id: notebookId } = await notebooks.make(at.provider);
	const about = { urn: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:NotebookImage::snapshot" };
	const given = {
		__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
		identity: "contract:test:snapshot#0123456789abcdef0123",
		notebookId,
		namespace: "vision",
	};
	const { inputs } = await at.provider.check(given, {}, about);
	const { id, outputs } = await at.provider.create(inputs, about);
	expect(outputs).toMatchObject({ status: "ACTIVE" });
	expect(await other.read(id, outputs, about)).toMatchObject({ id });
});

test("a failed start is reported although reads still return the earlier failure for a while", async () => {
	const made = await notebooks.make(at.provider);
	notebooks.patch(at.world, made.id, { status: "START_FAILED" });
	await new Promise((resolve) => setTimeout(resolve, LAG));
	const news = { ...made.inputs, desiredState: "RUNNING" };
	expect(await at.provider.update(made.id, made.outputs, news, notebooks.about)).toMatchObject({ status: "RUNNING" });
});

test("a service without a read lag gets no additional request", async () => {
	const world = await openWorld(quickly.simulator);
	const count = async (readLag: string) => {
		world.reset();
		const provider = await world.start({
			config: { "huaweicloud:readLag": readLag, "huaweicloud:pollInterval": "1s" },
		});
		const { id, inputs, outputs } = await makeOne(provider, "CloudImage", "lab");
		await provider.update(id, outputs, { ...inputs, description: "new" }, aboutA("CloudImage"));
		await provider.delete(id, outputs, aboutA("CloudImage"));
		return world.operations();
	};
	expect(await count("30s")).toEqual(await count("1ms"));
});
