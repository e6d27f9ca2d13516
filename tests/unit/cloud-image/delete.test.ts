import type { SettingsChange } from "modelarts-simulator";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { SimulatedImages } from "../support/simulated-images";
import { cluster, disks, server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

function remove(inputs: object, id: string, outputs: Partial<Outputs> = {}) {
	const state = { ...(inputs as Inputs), region: "cn-north-4", projectId: "p1", status: "active", ...outputs };
	return cloudImage.delete({ id, inputs: inputs as Inputs, outputs: state }, ims.context());
}

const unfinished: Partial<Outputs> = { unfinished: "create", status: "saving", imageIds: [] };

/** Deletes what an interrupted run has asked for. */
const removeBegun = (inputs: object, jobId: string, outputs: Partial<Outputs> = {}) =>
	remove(inputs, `job:${jobId}`, { ...unfinished, jobId, ...outputs });

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
	ims.refuse("glanceDeleteImage", 400, code, 2);
	await remove(server, "s", { imageIds: ["s"] });
	expect(ims.calls).toEqual(["delete s", "delete s", "delete s"]);
	expect(ims.images()).toEqual([]);
});

test("one that must not be deleted: the service's reason, and that it stays in the state", async () => {
	ims.put({ id: "s", protected: true });
	await expect(remove(server, "s", { imageIds: ["s"] })).rejects.toThrow(
		/Image base \(s\) is not deleted yet: it is active, but .*IMG\.0091.* It is kept in the state/,
	);
});

test("the end of the job is awaited: its images cannot be deleted before", async () => {
	const jobId = await ims.begin(server);
	const [id] = ims.idsOf("base");
	await removeBegun(server, jobId);
	expect(ims.shown[0]).toBe("0 % CreateImageByInstanceTask");
	expect(ims.calls).toEqual([`delete ${id}`]);
});

test.each<[string, SettingsChange, string[]]>([
	["in its parts", { subJobs: "list" }, ["base-1", "base-2"]],
	["in its parts, although it failed", { subJobs: "list", jobFailures: [{ image: 0 }] }, ["base-2"]],
])("images that the job has %s are removed", async (_where, settings, names) => {
	ims.admin.changeSettings(settings);
	const jobId = await ims.begin(disks);
	const ids = ims.idsOf(...names);
	for (const { id } of ims.images()) ims.retag(id, {});
	await removeBegun(disks, jobId);
	expect(ims.calls.toSorted()).toEqual(ids.map((id) => `delete ${id}`).toSorted());
	expect(ims.images()).toEqual([]);
});

test.each<[string, object]>([
	["nowhere, but they carry our marker", { status: "SUCCESS" }],
	["nowhere, it failed, but they carry our marker", { status: "FAIL" }],
])("images that the job has %s are removed", async (_where, job) => {
	const jobId = await ims.begin(disks);
	ims.answerJob(job);
	await removeBegun(disks, jobId);
	expect(ims.images()).toEqual([]);
});

test("images in the state are removed although job and markers are lost", async () => {
	ims.putData({ id: "d1" });
	await removeBegun(disks, "forgotten", { imageIds: ["d1"] });
	expect(ims.calls).toEqual(["delete d1"]);
});

test("a job that nobody knows, of which nothing is left, is deleted", async () => {
	await removeBegun(server, "forgotten");
	expect(ims.calls).toEqual([]);
});

test("data images without their system image are removed", async () => {
	ims.putData({ id: "d1" });
	await remove(cluster, "s", { status: "deleted", imageIds: ["d1"] });
	expect(ims.calls).toEqual(["delete d1"]);
});
