import { customImagesOf } from "../support/images";
import { make, notebooksOf, patch } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";
import { catchError, openWorlds, type World } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();
const about = { urn: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:NotebookImage::snapshot" };

async function save(provider: ProviderProcess, notebookId: string, changes: Json = {}) {
	const given = {
		__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
		identity: "contract:test:snapshot#0123456789abcdef0123-0123456",
		notebookId,
		namespace: "vision",
		...changes,
	};
	const { inputs } = await provider.check(given, {}, about);
	return { inputs, ...(await provider.create(inputs, about)) };
}

/** Warnings use a channel of their own, sometimes after the response. */
async function readWarning(world: World, { engine }: ProviderProcess): Promise<string> {
	await world.until(() => engine.warnings(about.urn).length > 0, "a warning");
	return engine.warnings(about.urn).join();
}

const stopped = { tag: "1.0", startIfStopped: true };

/** A run that is killed as soon as it has sent this request about a stopped notebook. */
async function killAt(operation: string, world: World, changes: Json = stopped): Promise<string> {
	world.set({ durations: { startNotebook: 100, createNotebookImage: 100 } });
	const killed = await world.start();
	const { id } = await make(killed);
	patch(world, id, { status: "STOPPED" });
	const dying = catchError(save(killed, id, changes));
	await world.until(() => world.operations().includes(operation), operation);
	killed.kill();
	await dying;
	return id;
}

/** The others are moments of `faults/kill-create` as well. */
const moments = isFull ? ["startNotebook", "createNotebookImage", "showImage"] : ["createNotebookImage"];

test.each(moments)(
	"a notebook that a run started before it was killed at %s is stopped again by the next run on that machine",
	async (operation) => {
		const world = await openWorld();
		const notebookId = await killAt(operation, world);
		const { id } = await save(await world.start(), notebookId, stopped);
		expect(customImagesOf(world)).toMatchObject([{ id, status: "ACTIVE" }]);
		expect(notebooksOf(world)).toMatchObject([{ id: notebookId, status: "STOPPED" }]);
	},
);

test("a notebook that a killed run started, and that the program does not declare any more, is reported and not changed", async () => {
	const world = await openWorld();
	const notebookId = await killAt("createNotebookImage", world);
	const provider = await world.start();
	const { id: other } = await make(provider, { identity: "contract:test:other#1123456789abcdef0123-0123456" });
	await save(provider, other, stopped);
	expect(await readWarning(world, provider)).toContain(
		`An interrupted run started the notebook ${notebookId} to save it as an image, and did not stop it again.`,
	);
	await world.until(() => notebooksOf(world).every(({ status }) => status === "RUNNING"), "both running");
});

test("a notebook that was stopped again after a failure, and started by the user since, is not stopped", async () => {
	const world = await openWorld();
	const provider = await world.start();
	const { id } = await make(provider);
	patch(world, id, { status: "STOPPED" });
	world.admin.addFault({ match: { operation: "createNotebookImage" }, action: { reset: true }, times: 3 });
	await catchError<ProviderError>(save(provider, id, stopped));
	expect(notebooksOf(world)).toMatchObject([{ status: "STOPPED" }]);

	patch(world, id, { status: "RUNNING" });
	await save(provider, id, stopped);
	expect(notebooksOf(world)).toMatchObject([{ status: "RUNNING" }]);
});

describe("an image without a tag, after a kill on another machine", () => {
	async function saveElsewhere(world: World, earlier: Json, prepare: () => void = () => {}) {
		const notebookId = await killAt("showImage", world, { startIfStopped: true, ...earlier });
		const [first] = customImagesOf(world);
		// The simulator's tags are in seconds: this one is older.
		const path = { tag: "20260101000000", swr_path: "swr.example.com/vision/snapshot-0123456:20260101000000" };
		world.admin.putObjects({ customImages: [{ id: first?.id, patch: path }] });
		const provider = await world.startElsewhere();
		prepare();
		const { id } = await save(provider, notebookId);
		return { first, id, provider };
	}

	test("is duplicated, and a warning names the first one", async () => {
		const world = await openWorld();
		const { first, id, provider } = await saveElsewhere(world, {});
		expect(customImagesOf(world)).toMatchObject([{ id: first?.id }, { id }]);
		expect(await readWarning(world, provider)).toContain(
			`(${String(first?.id)}) carries a marker of an earlier create of this resource, and is finished.`,
		);
	});

	test("is not reported if it has another description", async () => {
		const { provider } = await saveElsewhere(await openWorld(), { description: "of somebody" });
		// The process ends after all of its messages.
		await provider.stop();
		expect(provider.engine.warnings(about.urn)).toEqual([]);
	});

	test("is created although the list is forbidden, and that is reported", async () => {
		const world = await openWorld();
		const action = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };
		const forbid = () => world.admin.addFault({ match: { operation: "listImage" }, action, times: null });
		const { provider } = await saveElsewhere(world, {}, () => void forbid());
		expect(await readWarning(world, provider)).toMatch(
			/^Whether an interrupted run has left another image of this resource is not known: .*403/s,
		);
	});
});
