import type { CreateImageBody } from "../../../provider/services/ims/images";
import type { JobResponse } from "../../../provider/services/ims/jobs";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { FakeIms, refusal } from "./support/fake-ims";
import { cluster, disks, server } from "./support/sources";

let ims: FakeIms;
beforeEach(() => {
	ims = new FakeIms();
});

const create = (inputs: object, options = {}) => cloudImage.create(inputs as Inputs, ims.context(options));
const part = (id: string, name: string, status = "SUCCESS") => ({
	status,
	entities: { image_id: id, image_name: name },
});
const open = (inputs: object) => markerOf(inputs as Inputs, "open");
const done = (inputs: object) => markerOf(inputs as Inputs, "done");

/** The images of the request, as the service makes them: with its tags. */
function make(body: CreateImageBody, status = "active"): void {
	const tagsOf = (list: { key: string; value: string }[] = []) =>
		Object.fromEntries(list.map((tag) => [tag.key, tag.value]));
	if (body.name) ims.put({ id: "s", name: body.name, status }, tagsOf(body.image_tags));
	for (const [at, image] of (body.data_images ?? []).entries()) {
		ims.putData({ id: `d${at + 1}`, name: image.name, status }, tagsOf(image.image_tags));
	}
}

const places: [string, object, JobResponse, string, string[]][] = [
	["a server's, named by the job", server, { entities: { image_id: "s" } }, "s", ["s"]],
	[
		"a file's and its disks', all named, in another order",
		cluster,
		{ entities: { image_id: "s", sub_jobs_result: [part("d2", "base-2"), part("s", "base"), part("d1", "base-1")] } },
		"s",
		["s", "d1", "d2"],
	],
	[
		"a file's and its disks', only the system image named",
		cluster,
		{ entities: { image_id: "s" } },
		"s",
		["s", "d1", "d2"],
	],
	["a file's and its disks', none named", cluster, {}, "s", ["s", "d1", "d2"]],
	[
		"disks', in its parts",
		disks,
		{ entities: { sub_jobs_result: [part("d2", ""), part("d1", "")] } },
		"d1,d2",
		["d1", "d2"],
	],
	["disks', in the jobs that it lists", disks, { entities: { sub_jobs_list: ["k", "l"] } }, "d1,d2", ["d1", "d2"]],
];

test.each(places)("images are found wherever the job has them: %s", async (_what, inputs, job, id, ids) => {
	ims.onCreate = make;
	ims.jobs.set("j1", [{ status: "RUNNING" }, { status: "SUCCESS", ...job }]);
	ims.jobs.set("k", [part("d1", "base-1")]);
	ims.jobs.set("l", [part("d2", "base-2")]);
	const made = await create(inputs);
	expect(made).toMatchObject({ id, outputs: { imageIds: ids, status: "active", jobId: "j1" } });
	expect(made.outputs.imageId).toBe(ids[0]);
	expect(made.outputs).not.toHaveProperty("unfinished");
});

test("a job that the service forgets at once is no loss: the images carry our marker", async () => {
	ims.onCreate = make;
	expect((await create(cluster)).outputs.imageIds).toEqual(["s", "d1", "d2"]);
});

test("the markers are rewritten last, that of the system image as the very last", async () => {
	ims.onCreate = make;
	ims.jobs.set("j1", [{ status: "SUCCESS" }]);
	await create(cluster);
	expect(ims.calls).toEqual(["create", "tag d2 pulumi", "tag d1 pulumi", "tag s pulumi"]);
	for (const id of ["s", "d1", "d2"]) expect(ims.tags.get(id)).toMatchObject(done(cluster));
});

test("images that are not usable yet when the job ends are waited for", async () => {
	ims.onCreate = (body) => {
		make(body, "saving");
		ims.afterLooks(3, () => ims.put({ id: "s", status: "active" }));
	};
	ims.jobs.set("j1", [{ status: "SUCCESS", entities: { image_id: "s" } }]);
	expect((await create(server)).outputs.status).toBe("active");
	expect(ims.shown).toContain("image is saving");
});

test("a lost answer is not repeated: the image that carries our open marker is gone on with, and settled as declared", async () => {
	ims.onCreate = (body) => {
		make({ ...body, description: undefined });
		throw refusal(500, "");
	};
	const { id, outputs } = await create({ ...server, description: "d" });
	expect({ id, status: outputs.status }).toEqual({ id: "s", status: "active" });
	expect(ims.calls).toEqual(["create", "patch s /__description", "tag s pulumi"]);
	expect(ims.warnings).toEqual([expect.stringContaining("Resumed the image base (s)")]);
});

test("an image of another resource, or one that is done, is never taken for ours", async () => {
	ims.put({ id: "old" }, done(server));
	ims.put({ id: "other" }, open({ ...server, rebuild: "2" }));
	ims.onCreate = make;
	ims.jobs.set("j1", [{ status: "SUCCESS", entities: { image_id: "s" } }]);
	expect((await create(server)).id).toBe("s");
	expect(ims.tags.get("old")).toEqual(done(server));
});

test("what another machine has begun is gone on with, nothing is sent twice", async () => {
	ims.put({ id: "s", name: "base" }, open(cluster));
	ims.putData({ id: "d1", name: "base-1" }, open(cluster));
	ims.putData({ id: "d2", name: "base-2" }, open(cluster));
	expect((await create(cluster)).outputs.imageIds).toEqual(["s", "d1", "d2"]);
	expect(ims.calls).not.toContain("create");
});

test.each<[string, () => void]>([
	["some of the images", () => ims.putData({ id: "left", name: "base-1" }, open(cluster))],
	["images that were killed", () => make({ name: "base", ...marked() }, "killed")],
])("%s that a failed job left behind are no beginning", async (_what, leave) => {
	leave();
	ims.onCreate = (body) => make(body);
	ims.jobs.set("j1", [
		{ status: "SUCCESS", entities: { image_id: "s", sub_jobs_result: [part("d1", ""), part("d2", "")] } },
	]);
	expect((await create(cluster)).outputs.imageIds).toEqual(["s", "d1", "d2"]);
	expect(ims.calls[0]).toBe("create");
});

function marked(): CreateImageBody {
	const image_tags = Object.entries(open(cluster)).map(([key, value]) => ({ key, value }));
	return {
		image_tags,
		data_images: [
			{ name: "base-1", image_tags },
			{ name: "base-2", image_tags },
		],
	};
}

test("a name that somebody else has is refused with what it is and what to do", async () => {
	ims.put({ id: "theirs", name: "base", created_at: "2026-11-20T08:00:00Z" });
	ims.onCreate = () => {
		throw refusal(400, "IMG.0009");
	};
	await expect(create(server)).rejects.toThrow(
		/An image named base exists already \(theirs, made 2026-11-20T08:00:00\.000Z\) and was not touched.*deleteBeforeReplace.*adopt: "theirs".* IMS answered 400 IMG\.0009/,
	);
});
