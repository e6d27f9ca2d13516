import { ManualClock } from "modelarts-simulator";
import {
	about,
	cloudImage,
	cloudImagesOf,
	cluster,
	countOf,
	customImage,
	customImagesOf,
	disks,
	makeImage,
	markerOf,
} from "../support/images";
import type { HalfCreated, ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";

/** A create takes ten seconds, which elapse when a test says so. */
const LONG = 10_000;
const durations = { createImage: LONG, registerImage: LONG };
const clock = new ManualClock(Date.now());
const at = shareProvider({ simulator: { clock, settings: { durations } } });

const hidden = { imageWhileJobRuns: "hidden", jobShowsImageId: "end" } as const;

/** A create that times out while its job continues. */
async function interrupt(given: Json): Promise<HalfCreated & { inputs: Json }> {
	const { inputs } = await at.provider.check({ ...given, timeouts: { create: 0.15 } }, {}, about(given));
	const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs, about(given)));
	if (!halfCreated) throw new Error("It was not kept.");
	return { ...halfCreated, inputs };
}

const kinds = [
	["a system image", cloudImage(), 1],
	["a file with data disks", cluster, 3],
	["data disks", disks, 2],
] as const;

describe.each(kinds)("an interrupted create of %s", (_what, given, count) => {
	test("keeps the real id, the job, the inputs and the reason", async () => {
		const { id, properties, reasons, inputs } = await interrupt(given);
		const ids = cloudImagesOf(at.world).map((image) => image.id);
		expect(id).toBe(inputs.instanceId || inputs.imageUrl ? ids[0] : ids.join(","));
		expect(properties).toMatchObject({ ...inputs, imageIds: ids, unfinished: "create", status: "saving" });
		expect(properties.jobId).toMatch(/^[0-9a-f]{32}$/);
		expect(reasons).toEqual([expect.stringMatching(/timed out after 0 s while saving.*next `pulumi up` resumes it/)]);
	});

	test("keeps `job:<id>` where the service does not show the image; a read corrects it, and update completes it", async () => {
		at.world.set(hidden);
		const { id, properties, inputs } = await interrupt(given);
		expect(id).toBe(`job:${String(properties.jobId)}`);
		expect(properties).not.toHaveProperty("imageId");

		const early = await at.provider.read(id, properties, about(given));
		expect(early).toMatchObject({ id, outputs: { unfinished: "create", status: "saving" } });
		expect(await at.provider.diff(id, early.outputs, inputs, about(given))).toMatchObject({
			changes: "some",
			replaces: [],
		});

		clock.advance(LONG);
		const { id: healed, outputs } = await at.provider.read(id, early.outputs, about(given));
		const ids = cloudImagesOf(at.world).map((image) => image.id);
		expect(ids).toContain(healed.split(",")[0]);
		expect(outputs).toMatchObject({ imageId: ids[0], imageIds: ids, status: "active" });
		const finished = await at.provider.update(healed, outputs, inputs, about(given));
		expect(finished).not.toHaveProperty("unfinished");
		expect(countOf(at.world, "createImage")).toBe(1);
	});

	test("stays unfinished in a refresh after its images are usable, and update completes its markers", async () => {
		const { id, properties, inputs } = await interrupt(given);
		const states = () => cloudImagesOf(at.world).map((image) => markerOf(image)?.split(".").at(-1));
		expect(new Set(states())).toEqual(new Set(["kept"]));
		clock.advance(LONG);
		await at.world.until(() => cloudImagesOf(at.world).every(({ status }) => status === "active"), "usable images");
		const { outputs } = await at.provider.read(id, properties, about(given));
		expect(outputs).toMatchObject({ status: "active", unfinished: "create" });
		expect(await at.provider.diff(id, outputs, inputs, about(given))).toMatchObject({ changes: "some", replaces: [] });
		expect(await at.provider.update(id, outputs, inputs, about(given))).not.toHaveProperty("unfinished");
		expect(new Set(states())).toEqual(new Set(["done"]));
		expect(countOf(at.world, "createImage")).toBe(1);
	});

	test("is completed by update without a read, under the job's id; `imageId` is the real one", async () => {
		at.world.set(hidden);
		const { id, properties, inputs } = await interrupt(given);
		clock.advance(LONG);
		const outputs = await at.provider.update(id, properties, inputs, about(given));
		const ids = cloudImagesOf(at.world).map((image) => image.id);
		expect(outputs).toMatchObject({ imageId: ids[0], imageIds: ids, status: "active" });
		expect(outputs).not.toHaveProperty("unfinished");
		await at.provider.delete(id, outputs, about(given));
		expect(cloudImagesOf(at.world)).toEqual([]);
	});

	test.each([
		["visible", {}],
		["hidden", hidden],
	] as const)(
		"is deleted while its job runs, with the images %s: the end of the job is awaited",
		async (_how, settings) => {
			at.world.set(settings);
			const { id, properties } = await interrupt(given);
			at.world.admin.clearRequests();
			const deletion = at.provider.delete(id, properties, about(given));
			await at.world.until(() => countOf(at.world, "showJob") > 2, "polls of the job");
			expect(countOf(at.world, "glanceDeleteImage")).toBe(0);
			clock.advance(LONG);
			await deletion;
			expect(cloudImagesOf(at.world)).toEqual([]);
			expect(countOf(at.world, "glanceDeleteImage")).toBe(count);
		},
	);

	test("is replaced by the next up if its job fails in the meantime, and its remaining images are removed", async () => {
		at.world.set({ ...hidden, jobFailures: [{ image: count - 1, failReason: "no room" }] });
		const { id, properties, inputs } = await interrupt(given);
		clock.advance(LONG);
		const read = await at.provider.read(id, properties, about(given));
		expect(read.id).not.toBe("");
		const difference = await at.provider.diff(read.id, read.outputs, inputs, about(given));
		expect(difference).toMatchObject({ changes: "some", replaces: ["status"] });
		await at.provider.delete(read.id, read.outputs, about(given));
		expect(cloudImagesOf(at.world)).toEqual([]);
	});

	test("reports the reason of a job that fails during the next update verbatim, and is replaced by the one after that", async () => {
		at.world.set({ ...hidden, jobFailures: [{ image: count - 1, failReason: "no room: 0 of 3" }] });
		const { id, properties, inputs } = await interrupt(given);
		clock.advance(LONG);
		const update = at.provider.update(id, properties, inputs, about(given));
		const { halfCreated } = await catchError<ProviderError>(update);
		expect(halfCreated?.reasons.join()).toContain("no room: 0 of 3");
		const difference = await at.provider.diff(id, halfCreated?.properties ?? {}, inputs, about(given));
		expect(difference).toMatchObject({ changes: "some", replaces: ["status"] });
		expect(countOf(at.world, "createImage")).toBe(1);
	});
});

test("an interrupted registration is resumed", async () => {
	const given = customImage();
	const { id, properties, inputs } = await interrupt(given);
	expect(customImagesOf(at.world)).toMatchObject([{ id }]);
	expect(properties).toMatchObject({ ...inputs, unfinished: "create" });
	expect(await at.provider.diff(id, properties, inputs, about(given))).toMatchObject({ changes: "some", replaces: [] });
	clock.advance(LONG);
	const outputs = await at.provider.update(id, properties, inputs, about(given));
	expect(outputs).toMatchObject({ status: "ACTIVE" });
	expect(outputs).not.toHaveProperty("unfinished");
	expect(countOf(at.world, "registerImage")).toBe(1);
});

test("a complete image is updated without a read of its job, which may be forgotten by then", async () => {
	at.world.set({ durations: { createImage: 0 } });
	const { id, inputs, outputs } = await makeImage(at.provider, cloudImage());
	at.world.admin.clearRequests();
	await at.provider.update(id, outputs, { ...inputs, description: "new" }, about(inputs));
	expect(countOf(at.world, "showJob")).toBe(0);
});
