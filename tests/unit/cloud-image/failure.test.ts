import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { MINUTE, READ_LAG, SECOND, SimulatedImages } from "../support/simulated-images";
import { cluster, disks, server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

/** As soon as the job has begun. */
function onceBegun(happens: () => void): void {
	ims.onCall = (call) => call === "create" && happens();
}

async function fail(inputs: object, options = {}): Promise<InitFailedError & { outputs: Partial<Outputs> }> {
	const error = await cloudImage.create(inputs as Inputs, ims.context(options)).then(
		() => new Error("it was made"),
		(caught: unknown) => caught,
	);
	return error as InitFailedError & { outputs: Partial<Outputs> };
}

const failure = { errorCode: "IMG.0057", failReason: "the file is empty" };

test("a failed job: its reason word for word, advice, and nothing left", async () => {
	ims.admin.changeSettings({ jobFailures: [failure] });
	const error = await fail(server);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toMatch(
		/^The image base could not be made \(job \w+\): IMG\.0057 the file is empty\. Check imageUrl.* Nothing was left behind\.$/,
	);
});

test("what a failed job has made is removed: what it names, what its parts name, what carries our marker", async () => {
	const named = ["base", "base-1"];
	ims.admin.changeSettings({ jobFailures: [{ image: 2 }], failedImage: "killed", subJobs: "list" });
	let ids: string[] = [];
	onceBegun(() => {
		ids = ims.images().map(({ id }) => id);
		for (const id of ims.idsOf(...named)) ims.retag(id, {});
	});
	const { message } = await fail(cluster);
	expect(message).toContain(`What it had made of it was removed again: ${ids.join(", ")}. Nothing was left behind.`);
	expect(ims.images()).toEqual([]);
});

test("what cannot be removed is kept in the state, and named; what was removed is not", async () => {
	ims.admin.changeSettings({ jobFailures: [failure], failedImage: "killed" });
	onceBegun(() => ims.patch("base-1", { protected: true }));
	const error = await fail(disks);
	const [id] = ims.idsOf("base-1");
	expect(ims.images()).toHaveLength(1);
	expect(error).toBeInstanceOf(InitFailedError);
	expect(error).toMatchObject({
		id: `job:${error.outputs.jobId}`,
		outputs: { status: "killed", unfinished: "create", imageIds: [id] },
	});
	expect(error.message).toMatch(/the file is empty.*Left behind, and kept in the state: .*IMG\.0091/);
	expect(error.message).toContain(`kept in the state: ${id}.`);
});

test("an image that is killed without a word from its job fails the create, and is removed", async () => {
	ims.admin.changeSettings({ jobFailures: [{}], failedImage: "killed" });
	ims.refuse("showJob", 400, "IMG.0023");
	let id = "";
	onceBegun(() => ([id = ""] = ims.idsOf("base")));
	const error = await fail(server);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toContain(`the image is killed. What it had made of it was removed again: ${id}.`);
	expect(ims.images()).toEqual([]);
});

/** Within a job. */
const EARLY = 20 * SECOND;

const interruptions: [string, () => object, RegExp][] = [
	["an interruption", () => (ims.clock.schedule(EARLY, () => ims.stop.abort()), {}), /when this run was interrupted/],
	["a timeout", () => ({ timeout: EARLY }), /timed out after/],
];

test.each(interruptions)("%s keeps the real id, as soon as the job names it", async (_what, interrupt, said) => {
	onceBegun(() => ims.retag("base", {}));
	const error = await fail(server, interrupt());
	const [id] = ims.idsOf("base");
	expect(error).toMatchObject({
		id,
		outputs: { imageId: id, status: "saving", unfinished: "create", jobId: expect.any(String) },
	});
	expect(error.message).toMatch(said);
	expect(error.message).toContain("the next `pulumi up` resumes it");
});

test.each(interruptions)(
	"%s finds the real id by our marker where the job does not name it",
	async (_what, interrupt) => {
		ims.admin.changeSettings({ jobShowsImageId: "end" });
		const error = await fail(server, interrupt());
		const [id] = ims.idsOf("base");
		expect(error).toMatchObject({ id, outputs: { imageId: id } });
	},
);

test.each(interruptions)("%s keeps the job where no image is to be seen", async (_what, interrupt) => {
	ims.admin.changeSettings({ jobShowsImageId: "end", imageWhileJobRuns: "hidden" });
	const error = await fail(server, interrupt());
	const { jobId } = error.outputs;
	expect(error).toMatchObject({ id: `job:${jobId}`, outputs: { imageIds: [], status: "saving" } });
	expect(jobId).toMatch(/^\w+$/);
	expect(error.outputs.imageId).toBeUndefined();
});

test("data images alone keep the job until all of them are known", async () => {
	ims.admin.changeSettings({ jobShowsImageId: "end" });
	onceBegun(() => ims.retag("base-1", {}));
	const error = await fail(disks, { timeout: EARLY });
	const [id] = ims.idsOf("base-2");
	expect(error).toMatchObject({ id: `job:${error.outputs.jobId}`, outputs: { imageIds: [id], dataImageIds: [id] } });
});

test("a service that answers nothing any more after the interruption leaves us what we knew", async () => {
	ims.clock.schedule(EARLY, () => ims.admin.addFault({ times: null, action: { status: 503 } }));
	const error = await fail(server);
	const [id] = ims.idsOf("base");
	expect(error).toMatchObject({ id, outputs: { imageId: id, unfinished: "create" } });
});

/** A job that ends well long before its images are shown. */
function hideImages(): void {
	ims.admin.changeSettings({ imageWhileJobRuns: "hidden", durations: { createImage: 60 * MINUTE } });
	ims.answerJob({ status: "SUCCESS" });
}

test("a job that ended well, whose images are not shown, is kept and not called deleted", async () => {
	hideImages();
	const error = await fail(server);
	expect(error).toMatchObject({ id: `job:${error.outputs.jobId}`, outputs: { unfinished: "create" } });
	expect(error.message).toMatch(/the job has ended, and of 1 images the service shows 0.*pulumi refresh/);
});

test("a job that ended well, some of whose images are not shown, is not called done", async () => {
	ims.admin.changeSettings({ systemWithDataIds: "imageId" });
	onceBegun(() => ims.remove("base-1", "base-2"));
	const error = await fail(cluster);
	const [id] = ims.idsOf("base");
	expect(error).toMatchObject({ id, outputs: { unfinished: "create", imageIds: [id] } });
	expect(error.message).toContain("of 3 images the service shows 1");
});

test("images of a job that ended well are looked for as long as reads may lag, however often that is", async () => {
	hideImages();
	const start = ims.clock.now();
	await fail(server);
	expect(ims.clock.now() - start).toBeGreaterThanOrEqual(READ_LAG);
});

/** The images of a job are shown for a while; then somebody deletes these, whose ids are the result. */
function vanish(...names: string[]): string[] {
	const ids: string[] = [];
	onceBegun(() => {
		ids.push(...ims.idsOf(...names));
		ims.clock.schedule(2 * MINUTE, () => ims.remove(...ids));
		for (const { id } of ims.images()) ims.patch(id, { status: "saving" });
	});
	return ids;
}

test("images that somebody deleted while they were made are gone, and that is said", async () => {
	const ids = vanish("base", "base-1", "base-2");
	const error = await fail(cluster);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toContain(`(${ids.join(", ")}) does not exist any more; somebody deleted it`);
});

test("if somebody deleted one of them, the others are not forgotten", async () => {
	const gone = vanish("base-1");
	const error = await fail(cluster);
	const [id, other] = ims.idsOf("base", "base-2");
	expect(error).toMatchObject({ id, outputs: { imageIds: [id, other], unfinished: "create" } });
	expect(error.message).toContain(`somebody deleted ${gone.join()}`);
});

test("marks that cannot be rewritten leave the image unfinished, not lost", async () => {
	ims.refuse("batchAddOrDeleteTags", 500, "");
	const error = await fail(server);
	expect(error).toMatchObject({ id: ims.idsOf("base")[0], outputs: { status: "active", unfinished: "create" } });
});
