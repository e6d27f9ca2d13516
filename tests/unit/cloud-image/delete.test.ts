import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { FakeIms, refusal } from "./support/fake-ims";
import { cluster, disks, server } from "./support/sources";

let ims: FakeIms;
beforeEach(() => {
	ims = new FakeIms();
});

function remove(inputs: object, id: string, outputs: Partial<Outputs> = {}) {
	const state = { ...(inputs as Inputs), region: "cn-north-4", projectId: "p1", status: "active", ...outputs };
	return cloudImage.delete({ id, inputs: inputs as Inputs, outputs: state }, ims.context());
}

const open = (inputs: object) => markerOf(inputs as Inputs, "open");
const unfinished: Partial<Outputs> = { unfinished: "create", status: "saving", jobId: "j1", imageIds: [] };

test.each<[string, object, string, string[]]>([
	["an image", server, "s", ["delete s"]],
	["an image with its data images, the system image last", cluster, "s", ["delete d2", "delete d1", "delete s"]],
	["data images", disks, "d1,d2", ["delete d2", "delete d1"]],
])("a deletion removes %s, and waits until nothing is left", async (_what, inputs, id, calls) => {
	for (const known of ["s", "d1", "d2"]) ims.put({ id: known });
	await remove(inputs, id, { imageIds: inputs === cluster ? ["s", "d1", "d2"] : id.split(",") });
	expect(ims.calls).toEqual(calls);
});

test("what is gone already is not asked for", async () => {
	ims.putData({ id: "d2" });
	await remove(disks, "d1,d2", { imageIds: ["d1", "d2"] });
	expect(ims.calls).toEqual(["delete d2"]);
});

test.each([["IMG.0090"], ["IMG.0148"]])("an image that is busy (%s) is asked again until it is not", async (code) => {
	ims.put({ id: "s" });
	let refusals = 2;
	ims.onDelete = () => {
		if (refusals-- > 0) throw refusal(400, code);
	};
	await remove(server, "s", { imageIds: ["s"] });
	expect(ims.calls).toEqual(["delete s", "delete s", "delete s"]);
	expect(ims.images.size).toBe(0);
});

test("one that must not be deleted: the service's reason, and that it stays in the state", async () => {
	ims.put({ id: "s" });
	ims.onDelete = () => {
		throw refusal(400, "IMG.0091");
	};
	await expect(remove(server, "s", { imageIds: ["s"] })).rejects.toThrow(
		/Image base \(s\) is not deleted yet: it is active, but .*IMG\.0091.* It is kept in the state/,
	);
});

test("the end of the job is awaited: its images cannot be deleted before", async () => {
	ims.jobs.set("j1", [{ status: "RUNNING" }, { status: "SUCCESS", entities: { image_id: "s" } }]);
	ims.put({ id: "s" });
	await remove(server, "job:j1", unfinished);
	expect(ims.shown[0]).toBe("RUNNING");
	expect(ims.calls).toEqual(["delete s"]);
});

test.each<[string, object, string]>([
	["in its parts", { status: "SUCCESS", entities: { sub_jobs_list: ["k"] } }, "d1"],
	["in its parts, although it failed", { status: "FAIL", entities: { sub_jobs_list: ["k"] } }, "d1"],
	["nowhere, but they carry our marker", { status: "SUCCESS" }, "marked"],
	["nowhere, it failed, but they carry our marker", { status: "FAIL" }, "marked"],
])("images that the job has %s are removed", async (_where, job, id) => {
	ims.jobs.set("j1", [job]);
	ims.jobs.set("k", [{ entities: { image_id: "d1" } }]);
	ims.putData({ id }, id === "marked" ? open(disks) : {});
	await remove(disks, "job:j1", unfinished);
	expect(ims.calls).toEqual([`delete ${id}`]);
});

test("images in the state are removed although job and markers are lost", async () => {
	ims.putData({ id: "d1" });
	await remove(disks, "job:j1", { ...unfinished, imageIds: ["d1"] });
	expect(ims.calls).toEqual(["delete d1"]);
});

test("a job that nobody knows, of which nothing is left, is deleted", async () => {
	await remove(server, "job:j1", unfinished);
	expect(ims.calls).toEqual([]);
});

test("data images without their system image are removed", async () => {
	ims.putData({ id: "d1" });
	await remove(cluster, "s", { status: "deleted", imageIds: ["d1"] });
	expect(ims.calls).toEqual(["delete d1"]);
});
