import { customImagesOf } from "../support/images";
import { fewLostAnswers, lostAnswers } from "../support/lost-answers";
import { make, notebooksOf, patch } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import { newestSdk, sdks } from "../support/quick-start";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";
import { isFull } from "../support/full";

const about = { urn: "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:NotebookImage::snapshot" };

/** The class's inputs for saving a notebook; `undefined` removes an input. */
function image(notebookId: string, changes: Json = {}): Json {
	return {
		__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
		identity: "contract:test:snapshot#0123456789abcdef0123-0123456",
		notebookId,
		namespace: "vision",
		tag: "1.0",
		...changes,
	};
}

describe.each((isFull ? sdks : newestSdk).map((sdk) => [sdk] as const))("with %s", (sdk) => {
	const at = shareProvider({ sdk });

	async function save(changes: Json = {}, found: Json = {}) {
		const { id: notebookId } = await make(at.provider);
		if (Object.keys(found).length > 0) patch(at.world, notebookId, found);
		at.world.admin.clearRequests();
		return saveAgain(notebookId, changes);
	}

	async function saveAgain(notebookId: string, changes: Json = {}) {
		const { inputs, failures } = await at.provider.check(image(notebookId, changes), {}, about);
		if (failures.length > 0) throw new Error(JSON.stringify(failures));
		return { notebookId, inputs, ...(await at.provider.create(inputs, about)) };
	}

	test("a running notebook is saved, and the image is waited for", async () => {
		const { id, inputs, outputs } = await save();
		expect(inputs).toMatchObject({
			name: "snapshot-0123456",
			description: "Managed by Pulumi: contract:test:snapshot [012340123456]",
		});
		expect(outputs).toMatchObject({
			...inputs,
			region: "cn-north-4",
			status: "ACTIVE",
			swrPath: expect.stringMatching(/\/vision\/snapshot-0123456:1\.0$/),
			size: expect.any(Number),
			createdAt: expect.stringMatching(/Z$/),
		});
		expect(customImagesOf(at.world)).toMatchObject([{ id, origin: "IMAGE_SAVE" }]);
		expect(at.world.mutations()).toEqual(["createNotebookImage"]);
		expect(at.provider.engine.statuses(about.urn).join()).toMatch(/^(INIT|CREATING) \(0 s\)/);
	});

	test("read returns the outputs and inputs of the create, without a difference", async () => {
		const { id, inputs, outputs } = await save();
		expect(await at.provider.read(id, outputs, about)).toEqual({ id, inputs, outputs });
		expect(await at.provider.diff(id, outputs, inputs, about)).toMatchObject({ changes: "none" });
	});

	test("every change replaces the image; the old one is deleted first where the path stays", async () => {
		const { id, inputs, outputs } = await save();
		const other = { ...inputs, tag: "2.0" };
		expect(await at.provider.diff(id, outputs, other, about)).toMatchObject({
			replaces: ["tag"],
			deleteBeforeReplace: false,
		});
		const again = { ...inputs, rebuild: "2" };
		expect(await at.provider.diff(id, outputs, again, about)).toMatchObject({
			replaces: ["rebuild"],
			deleteBeforeReplace: true,
		});
	});

	test("delete removes the registration, and with purgeOnDelete the content", async () => {
		const kept = await save({ tag: "kept" });
		await at.provider.delete(kept.id, kept.outputs, about);
		expect(at.world.admin.state()).toMatchObject({ purgedSwrImages: [] });
		const purged = await saveAgain(kept.notebookId, { tag: undefined, purgeOnDelete: true });
		await at.provider.delete(purged.id, purged.outputs, about);
		expect(at.world.admin.state()).toMatchObject({ purgedSwrImages: [expect.anything()] });
		expect(customImagesOf(at.world)).toEqual([]);
		expect(await at.provider.read(purged.id, purged.outputs, about)).toMatchObject({ id: "" });
	});

	test("a stopped notebook is a clear error, and is not started", async () => {
		const error = await catchError<ProviderError>(save({}, { status: "STOPPED" }));
		expect(error.message).toMatch(/is STOPPED, and only a running one can be saved.*`startIfStopped: true`/);
		expect(error.halfCreated).toBeUndefined();
		expect(at.world.mutations()).toEqual([]);
	});

	test("a stopped notebook with startIfStopped is started, saved and stopped again", async () => {
		await save({ startIfStopped: true }, { status: "STOPPED" });
		expect(at.world.mutations()).toEqual(["startNotebook", "createNotebookImage", "stopNotebook"]);
		expect(notebooksOf(at.world)).toMatchObject([{ status: "STOPPED" }]);
	});

	test("a running notebook with startIfStopped is not stopped", async () => {
		await save({ startIfStopped: true });
		expect(notebooksOf(at.world)).toMatchObject([{ status: "RUNNING" }]);
		expect(at.world.mutations()).toEqual(["createNotebookImage"]);
	});

	test("a missing notebook is reported with region and project", async () => {
		const error = await catchError<ProviderError>(saveAgain("e1a07296-22a8-4f05-8bc8-e936c8e54091"));
		expect(error.message).toMatch(/^There is no notebook .* to save as an image in region cn-north-4, project /);
	});

	test("a failed image is removed again with its reason, and the notebook stopped again", async () => {
		at.world.set({ customImageFailures: [{ statusMessage: "layer too large" }] });
		const error = await catchError<ProviderError>(save({ startIfStopped: true }, { status: "STOPPED" }));
		expect(error.message).toMatch(/ended as CREATE_FAILED: layer too large.*removed again/);
		expect(customImagesOf(at.world)).toEqual([]);
		expect(notebooksOf(at.world)).toMatchObject([{ status: "STOPPED" }]);
	});

	test("an interrupted create is resumed, and its notebook stopped again", async () => {
		at.world.set({ durations: { createNotebookImage: 60_000 } });
		const changes = { startIfStopped: true, timeouts: { create: 0.3 } };
		const { halfCreated } = await catchError<ProviderError>(save(changes, { status: "STOPPED" }));
		const [{ id, notebookId }] = [{ id: halfCreated?.id ?? "", notebookId: notebooksOf(at.world)[0]?.id ?? "" }];
		expect(halfCreated?.reasons[0]).toMatch(/while (INIT|CREATING)/);
		at.world.admin.putObjects({ customImages: [{ id, patch: { status: "ACTIVE" } }] });
		patch(at.world, notebookId, { status: "RUNNING" });

		const properties = halfCreated?.properties ?? {};
		const { inputs } = await at.provider.check(image(notebookId, changes), properties, about);
		expect(await at.provider.diff(id, properties, inputs, about)).toMatchObject({ changes: "some", replaces: [] });
		const outputs = await at.provider.update(id, properties, inputs, about);
		expect(outputs).toMatchObject({ status: "ACTIVE" });
		expect(outputs).not.toHaveProperty("stopNotebook");
		expect(notebooksOf(at.world)).toMatchObject([{ status: "STOPPED" }]);
	});

	test("an existing image is resumed, or rejected with its differences", async () => {
		const first = await save({ description: "by hand" });
		at.world.admin.clearRequests();
		const same = await saveAgain(first.notebookId, { description: "by hand", adopt: first.id });
		expect(same.id).toBe(first.id);
		const error = await catchError<ProviderError>(saveAgain(first.notebookId, { tag: "2.0", adopt: first.id }));
		expect(error.message).toMatch(
			/tag is a text of 3 characters there, another, a text of 3 characters in the program/,
		);
		expect(at.world.mutations()).toEqual([]);
	});

	test("a path registered by somebody else is not touched; the error names it and `adopt`", async () => {
		const { notebookId, id } = await save({ description: "theirs" });
		const identity = "contract:test:other#1123456789abcdef0123-0123456";
		const given = { identity, name: "snapshot-0123456", description: "ours" };
		const error = await catchError<ProviderError>(saveAgain(notebookId, given));
		expect(error.message).toMatch(new RegExp(`is registered already \\(image ${id}, made 20.*Z\\).*adopt: "${id}"`));
		expect(customImagesOf(at.world)).toHaveLength(1);
	});
});

describe.each(isFull ? lostAnswers : fewLostAnswers)("a response that was lost by %s", (_what, action) => {
	const at = shareProvider();

	test.each([
		["after", true],
		["before", false],
	])("%s the notebook was saved: there is one image in the end", async (_when, afterEffect) => {
		const { id: notebookId } = await make(at.provider);
		const { inputs } = await at.provider.check(image(notebookId), {}, about);
		at.world.admin.addFault({ match: { operation: "createNotebookImage" }, action, afterEffect });
		const { id } = await at.provider.create(inputs, about);
		expect(customImagesOf(at.world)).toMatchObject([{ id, status: "ACTIVE" }]);
	});
});

describe("two images without a tag, of the same words and one notebook, saved at a time", () => {
	const at = shareProvider();
	const second = {
		urn: about.urn.replace("::snapshot", "::second"),
		identity: "contract:test:second#1123456789abcdef0123-1123456",
	};

	/** Gives an image a tag of its own: the simulator's are in seconds. */
	function makeOlder(id: unknown, second: number): void {
		const tag = `2026010100000${second}`;
		const patch = { tag, swr_path: `swr.example.com/vision/shared:${tag}` };
		if (id !== undefined) at.world.admin.putObjects({ customImages: [{ id, patch }] });
	}

	async function saveTwo(description: string | undefined, afterEffect: boolean) {
		const { id: notebookId } = await make(at.provider);
		const words = { name: "shared", tag: undefined, description };
		const declare = async (more: Json, { urn }: typeof about) =>
			(await at.provider.check(image(notebookId, { ...words, ...more }), {}, { urn })).inputs;
		const inputs = await declare({}, about);
		const others = await declare({ identity: second.identity }, second);
		at.world.admin.clearRequests();
		at.world.admin.addFault({ match: { operation: "createNotebookImage" }, action: { reset: true }, afterEffect });
		// The search for what the lost request has made begins when the other image is there.
		at.world.admin.addFault({ match: { operation: "listImage" }, action: { hold: true } });
		const first = at.provider.create(inputs, about);
		await at.world.until(() => at.world.operations().includes("listImage"), "the search");
		makeOlder(customImagesOf(at.world)[0]?.id, 1);
		const other = at.provider.create(others, { urn: second.urn });
		const sent = afterEffect ? 2 : 1;
		await at.world.until(() => customImagesOf(at.world).length === sent, "the other request");
		makeOlder(customImagesOf(at.world)[sent - 1]?.id, 0);
		at.world.admin.release();
		return Promise.all([first, other]);
	}

	describe.each([
		["with the markers of their resources", undefined],
		["with the user's own description", "of the team"],
	])("%s", (_what, description) => {
		test.each([
			["after its effect", true],
			["before its effect", false],
		])("are two images although the response to one of them was lost %s", async (_when, afterEffect) => {
			const made = await saveTwo(description, afterEffect);
			const ids = made.map(({ id }) => id);
			expect(new Set(ids).size).toBe(2);
			expect(customImagesOf(at.world).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
			expect(customImagesOf(at.world)).toHaveLength(2);
		});
	});
});
