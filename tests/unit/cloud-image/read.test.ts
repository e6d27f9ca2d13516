import type { SettingsChange } from "modelarts-simulator";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import {
	cloudImage as definition,
	type Inputs,
	type Outputs,
} from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { computeDigest } from "../../../provider/lifecycle/create-safety/digest";
import { derive } from "../../support/derived";
import { MINUTE, SimulatedImages } from "../support/simulated-images";
import { cluster, disks, server } from "./support/sources";

const { diff, listReplacing } = derive(definition);

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

function read(inputs: object, id: string, outputs: Partial<Outputs> = {}) {
	const state = { ...(inputs as Inputs), region: "cn-north-4", projectId: "p1", status: "active", ...outputs };
	return cloudImage.read({ id, inputs: inputs as Inputs, outputs: state }, ims.context());
}

const open = (inputs: object) => markerOf(inputs as Inputs, "open");
const done = (inputs: object) => markerOf(inputs as Inputs, "done");
const unfinished: Partial<Outputs> = { unfinished: "create", status: "saving", imageIds: [] };

/** Reads what an interrupted run has asked for. */
const readBegun = (inputs: object, jobId: string) => read(inputs, `job:${jobId}`, { ...unfinished, jobId });

function putCluster(tags = done(cluster)): void {
	ims.put({ id: "s", name: "base" }, tags);
	ims.putData({ id: "d1", name: "base-1" }, tags);
	ims.putData({ id: "d2", name: "base-2" }, tags);
}

test("what somebody changed is in the inputs, and in the outputs, with which the engine compares", async () => {
	ims.put({ id: "s", name: "renamed" }, done(server));
	const observed = await read(server, "s", { imageIds: ["s"] });
	expect(observed).toMatchObject({ id: "s", inputs: { name: "renamed" }, outputs: { name: "renamed", imageId: "s" } });
	expect(ims.calls).toEqual([]);
});

test.each<[string, object, string, string[]]>([
	["an image", server, "s", ["s"]],
	["an image with data images", cluster, "s", ["s", "d1", "d2"]],
	["data images", disks, "d1,d2", ["d1", "d2"]],
	["an image that was interrupted after its job was forgotten", server, "s", []],
])("%s of which the service shows nothing is gone", async (_what, inputs, id, imageIds) => {
	expect(await read(inputs, id, { imageIds })).toBeUndefined();
});

test("a data image that is gone makes all of them anew", async () => {
	putCluster();
	ims.remove("d1");
	const observed = await read(cluster, "s", { imageIds: ["s", "d1", "d2"] });
	expect(observed?.outputs).toMatchObject({ imageIds: ["s", "d2"], dataImageIds: ["d2"] });
	const existing = { id: "s", inputs: observed?.inputs as Inputs, outputs: observed?.outputs as Outputs };
	expect(diff(existing, { ...cluster })).toEqual({ replaces: ["dataImages"] });
});

test("data images without their system image stay in the state, to be replaced and removed", async () => {
	putCluster();
	ims.remove("s");
	const observed = await read(cluster, "s", { imageIds: ["s", "d1", "d2"] });
	expect(observed).toMatchObject({ id: "s", outputs: { status: "deleted", imageIds: ["d1", "d2"] } });
	expect(observed?.outputs.imageId).toBeUndefined();
	const existing = { id: "s", inputs: observed?.inputs as Inputs, outputs: observed?.outputs as Outputs };
	expect(diff(existing, { ...cluster })).toEqual({ changes: true, replaces: ["status"] });
});

test("the id of an interrupted create is healed as soon as the job names the image", async () => {
	const jobId = await ims.begin(server);
	const [id = ""] = ims.idsOf("base");
	ims.retag(id, {});
	await ims.clock.sleep(MINUTE / 2);
	expect(await readBegun(server, jobId)).toMatchObject({
		id,
		inputs: server,
		outputs: { imageId: id, status: "saving", unfinished: "create" },
	});
});

test.each<[string, SettingsChange, object]>([
	["running", { imageWhileJobRuns: "hidden", jobShowsImageId: "end" }, { status: "saving", unfinished: "create" }],
	["failed", { jobFailures: [{ after: 0.4 }] }, { status: "killed", unfinished: "create" }],
])("a job that is %s and names no image keeps its id", async (_what, settings, outputs) => {
	ims.admin.changeSettings(settings);
	const jobId = await ims.begin(server);
	await ims.clock.sleep(MINUTE / 2);
	expect(await readBegun(server, jobId)).toMatchObject({ id: `job:${jobId}`, outputs });
});

test("a forgotten job is no loss: the images carry our marker", async () => {
	ims.admin.changeSettings({ jobLifetime: 0 });
	const jobId = await ims.begin(cluster);
	await ims.clock.sleep(2 * MINUTE);
	const [id = "", ...dataIds] = ims.idsOf("base", "base-1", "base-2");
	const outputs = { imageIds: [id, ...dataIds], unfinished: "create" };
	expect(await readBegun(cluster, jobId)).toMatchObject({ id, outputs });
});

test("data images alone keep the job's id until all are known", async () => {
	ims.admin.changeSettings({ subJobs: "list" });
	const jobId = await ims.begin(disks);
	const [first = "", second] = ims.idsOf("base-1", "base-2");
	ims.retag(first, {});
	// Its parts do not name their images yet.
	const outputs = { dataImageIds: [second] };
	expect(await readBegun(disks, jobId)).toMatchObject({ id: `job:${jobId}`, outputs });
	await ims.clock.sleep(2 * MINUTE);
	const ids = [first, second];
	expect(await readBegun(disks, jobId)).toMatchObject({ id: ids.join(","), outputs: { imageIds: ids } });
});

test("a job that ended well and whose image is gone since: nothing is there", async () => {
	const jobId = await ims.begin(server);
	await ims.clock.sleep(2 * MINUTE);
	ims.remove(...ims.idsOf("base"));
	expect(await readBegun(server, jobId)).toBeUndefined();
});

test.each<[string, Record<string, string>, string, string | undefined]>([
	["whose marker is open", open(server), "active", "create"],
	["whose marker is kept", markerOf(server, "kept"), "active", "create"],
	["that is not usable", done(server), "queued", "create"],
	["that is done", done(server), "active", undefined],
])("an interrupted image %s: still unfinished?", async (_what, tags, status, expected) => {
	ims.put({ id: "s", name: "base", status }, tags);
	const observed = await read(server, "s", { ...unfinished, imageIds: ["s"] });
	expect(observed?.outputs.unfinished).toBe(expected);
});

test("an error is an error, and not a loss", async () => {
	ims.refuse("showJob", 403, "IMG.0026");
	await expect(readBegun(server, "j1")).rejects.toThrow("IMG.0026");
});

test.each<[string, string, object]>([
	["a system image", "s", { name: "base", instanceId: "i", imageId: "s" }],
	["a data image", "d1", { name: "data", dataImages: [{ volumeId: "d", name: "data" }], imageId: "d1" }],
])("%s can be imported by its id", async (_what, id, expected) => {
	ims.put({ id: "s", name: "base", __data_origin: "instance,i" });
	ims.putData({ id: "d1", name: "data", __data_origin: "volume,d" });
	const observed = await cloudImage.read({ id, inputs: {} as Inputs, outputs: {} as Outputs }, ims.context());
	expect(observed).toMatchObject({ id, outputs: { ...expected, status: "active" } });
});

test("a refresh names the image that an interrupted replacement began, although its job was never learnt", async () => {
	ims.put({ id: "s", name: "base" }, done(server));
	ims.put({ id: "new", name: "base", status: "saving" }, open(server));
	const digest = computeDigest(listReplacing(server));
	const intent = { kind: "CloudImage", startedAt: new Date().toISOString(), digest };
	const context = { ...ims.context(), intent: { ...ims.context().intent, readUnnamed: () => intent } };
	const state = { id: "s", inputs: server as Inputs, outputs: { ...server, imageIds: ["s"] } as unknown as Outputs };
	expect(await cloudImage.read(state, context)).toMatchObject({ id: "s", outputs: { imageIds: ["s"] } });
	expect(ims.warnings).toEqual([expect.stringContaining("has made the image base (new), which nothing refers to")]);
});
