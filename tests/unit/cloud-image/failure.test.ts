import type { CreateImageBody } from "../../../provider/services/ims/images";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { FakeIms, refusal, READ_LAG } from "./support/fake-ims";
import { cluster, disks, server } from "./support/sources";

let ims: FakeIms;
beforeEach(() => {
	ims = new FakeIms();
});

const open = (inputs: object) => markerOf(inputs as Inputs, "open");

async function fail(inputs: object, options = {}): Promise<InitFailedError & { outputs: Partial<Outputs> }> {
	const error = await cloudImage.create(inputs as Inputs, ims.context(options)).then(
		() => new Error("it was made"),
		(caught: unknown) => caught,
	);
	return error as InitFailedError & { outputs: Partial<Outputs> };
}

const failed = { status: "FAIL", error_code: "IMG.0057", fail_reason: "the file is empty" };

test("a failed job: its reason word for word, advice, and nothing left", async () => {
	ims.jobs.set("j1", [{ status: "RUNNING" }, failed]);
	const error = await fail(server);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toMatch(
		/^The image base could not be made \(job j1\): IMG\.0057 the file is empty\. Check imageUrl.* Nothing was left behind\.$/,
	);
});

test("what a failed job has made is removed: what it names, what its parts name, what carries our marker", async () => {
	ims.onCreate = () => {
		ims.put({ id: "s", status: "killed" });
		ims.putData({ id: "d1" });
		ims.putData({ id: "d2" }, open(cluster));
	};
	ims.jobs.set("j1", [{ ...failed, entities: { image_id: "s", sub_jobs_list: ["k"] } }]);
	ims.jobs.set("k", [{ status: "SUCCESS", entities: { image_id: "d1" } }]);
	const { message } = await fail(cluster);
	expect(message).toContain("What it had made of it was removed again: s, d1, d2. Nothing was left behind.");
	expect([...ims.images.keys()]).toEqual([]);
});

test("what cannot be removed is kept in the state, and named; what was removed is not", async () => {
	ims.onCreate = () => {
		ims.putData({ id: "d1", name: "base-1" }, open(disks));
		ims.putData({ id: "d2", name: "base-2" }, open(disks));
	};
	ims.onDelete = (id) => {
		if (id === "d1") throw refusal(400, "IMG.0091");
	};
	ims.jobs.set("j1", [failed]);
	const error = await fail(disks);
	expect(error).toBeInstanceOf(InitFailedError);
	expect(error).toMatchObject({
		id: "job:j1",
		outputs: { status: "killed", unfinished: "create", imageIds: ["d1"], jobId: "j1" },
	});
	expect(error.message).toMatch(/the file is empty.*Left behind, and kept in the state: d1\..*IMG\.0091/);
});

test("an image that is killed without a word from its job fails the create, and is removed", async () => {
	ims.onCreate = () => {
		ims.put({ id: "s", status: "saving" }, open(server));
		ims.afterLooks(3, () => ims.put({ id: "s", status: "killed" }, open(server)));
	};
	const error = await fail(server);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toContain("the image is killed. What it had made of it was removed again: s.");
	expect(ims.images.size).toBe(0);
});

const interruptions: [string, (at: FakeIms) => object, RegExp][] = [
	["an interruption", (at) => (at.clock.schedule(20, () => at.stop.abort()), {}), /when this run was interrupted/],
	["a timeout", () => ({ timeout: 20 }), /timed out after/],
];

test.each(interruptions)("%s keeps the real id, as soon as the job names it", async (_what, interrupt, said) => {
	ims.onCreate = () => ims.put({ id: "s", name: "base", status: "saving" });
	ims.jobs.set("j1", [{ status: "RUNNING", entities: { image_id: "s" } }]);
	const error = await fail(server, interrupt(ims));
	expect(error).toMatchObject({
		id: "s",
		outputs: { imageId: "s", status: "saving", unfinished: "create", jobId: "j1" },
	});
	expect(error.message).toMatch(said);
	expect(error.message).toContain("the next `pulumi up` resumes it");
});

test.each(interruptions)(
	"%s finds the real id by our marker where the job does not name it",
	async (_what, interrupt) => {
		ims.onCreate = () => ims.put({ id: "s", name: "base", status: "saving" }, open(server));
		ims.jobs.set("j1", [{ status: "RUNNING" }]);
		expect(await fail(server, interrupt(ims))).toMatchObject({ id: "s", outputs: { imageId: "s" } });
	},
);

test.each(interruptions)("%s keeps the job where no image is to be seen", async (_what, interrupt) => {
	ims.jobs.set("j1", [{ status: "RUNNING" }]);
	const error = await fail(server, interrupt(ims));
	expect(error).toMatchObject({ id: "job:j1", outputs: { jobId: "j1", imageIds: [], status: "saving" } });
	expect(error.outputs.imageId).toBeUndefined();
});

test("data images alone keep the job until all of them are known", async () => {
	ims.onCreate = () => ims.putData({ id: "d2", name: "base-2", status: "saving" }, open(disks));
	ims.jobs.set("j1", [{ status: "RUNNING" }]);
	const error = await fail(disks, { timeout: 20 });
	expect(error).toMatchObject({ id: "job:j1", outputs: { imageIds: ["d2"], dataImageIds: ["d2"] } });
});

test("a service that answers nothing any more after the interruption leaves us what we knew", async () => {
	ims.jobs.set("j1", [{ status: "RUNNING", entities: { image_id: "s" } }]);
	let polls = 0;
	ims.onLookAtJob = () => {
		if (++polls > 1) throw refusal(503, "");
	};
	expect(await fail(server)).toMatchObject({ id: "s", outputs: { imageId: "s", unfinished: "create" } });
});

test("a job that ended well, whose images are not shown, is kept and not called deleted", async () => {
	ims.jobs.set("j1", [{ status: "SUCCESS" }]);
	const error = await fail(server);
	expect(error).toMatchObject({ id: "job:j1", outputs: { unfinished: "create" } });
	expect(error.message).toMatch(/the job has ended, and of 1 images the service shows 0.*pulumi refresh/);
});

test("a job that ended well, some of whose images are not shown, is not called done", async () => {
	ims.onCreate = () => ims.put({ id: "s", name: "base" }, open(cluster));
	ims.jobs.set("j1", [{ status: "SUCCESS", entities: { image_id: "s" } }]);
	const error = await fail(cluster);
	expect(error).toMatchObject({ id: "s", outputs: { unfinished: "create", imageIds: ["s"] } });
	expect(error.message).toContain("of 3 images the service shows 1");
});

test("images of a job that ended well are looked for as long as reads may lag, however often that is", async () => {
	ims.jobs.set("j1", [{ status: "SUCCESS" }]);
	const start = ims.clock.now();
	await fail(server);
	expect(ims.clock.now() - start).toBeGreaterThanOrEqual(READ_LAG);
});

/** A job with the images of the request, which are shown for a while. */
function vanish(...ids: string[]): void {
	ims.onCreate = ({ data_images = [] }: CreateImageBody) => {
		ims.put({ id: "s", name: "base", status: "saving" }, open(cluster));
		for (const [at] of data_images.entries()) ims.putData({ id: `d${at + 1}`, status: "saving" }, open(cluster));
		// Once to find them by their markers, once to see them.
		ims.afterLooks(7, () => ids.forEach((id) => ims.images.delete(id)));
	};
}

test("images that somebody deleted while they were made are gone, and that is said", async () => {
	vanish("s", "d1", "d2");
	const error = await fail(cluster);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect(error.message).toMatch(/\(s, d1, d2\) does not exist any more; somebody deleted it/);
});

test("if somebody deleted one of them, the others are not forgotten", async () => {
	vanish("d1");
	const error = await fail(cluster);
	expect(error).toMatchObject({ id: "s", outputs: { imageIds: ["s", "d2"], unfinished: "create" } });
	expect(error.message).toContain("somebody deleted d1");
});

test("marks that cannot be rewritten leave the image unfinished, not lost", async () => {
	ims.onCreate = () => ims.put({ id: "s", name: "base" }, open(server));
	ims.onAddTags = () => {
		throw refusal(500, "");
	};
	ims.jobs.set("j1", [{ status: "SUCCESS", entities: { image_id: "s" } }]);
	expect(await fail(server)).toMatchObject({ id: "s", outputs: { status: "active", unfinished: "create" } });
});
