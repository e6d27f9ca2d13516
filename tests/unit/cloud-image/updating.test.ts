import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { SimulatedImages } from "../support/simulated-images";
import { cluster, disks, server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

const done = (inputs: object) => markerOf(inputs as Inputs, "done");

function update(before: object, after: object, imageIds: string[], outputs: Partial<Outputs> = {}) {
	const state = {
		...(before as Inputs),
		region: "cn-north-4",
		projectId: "p1",
		status: "active",
		imageIds,
		...outputs,
	};
	const old = { id: imageIds[0] ?? `job:${outputs.jobId}`, inputs: before as Inputs, outputs: state };
	return cloudImage.update(old, after as Inputs, ims.context());
}

function putCluster(tags: Record<string, string> = {}): string[] {
	ims.put({ id: "s", name: "base" }, { ...tags, ...done(cluster) });
	ims.putData({ id: "d1", name: "base-1" }, { ...tags, ...done(cluster) });
	ims.putData({ id: "d2", name: "base-2" }, { ...tags, ...done(cluster) });
	return ["s", "d1", "d2"];
}

test("an update without a difference sends nothing", async () => {
	const outputs = await update(cluster, cluster, putCluster());
	expect(ims.calls).toEqual([]);
	expect(outputs).toMatchObject({ imageId: "s", dataImageIds: ["d1", "d2"], status: "active" });
});

test("each change goes to the image that it belongs to", async () => {
	const [first, second] = cluster.dataImages;
	const after = {
		...cluster,
		name: "base",
		minRam: 1,
		dataImages: [first, { ...second, name: "two", tags: { a: "b" } }],
	};
	await update(cluster, after, putCluster());
	expect(ims.calls).toEqual(["patch d2 /name", "tag d2 a", "patch s /min_ram"]);
});

test("names that change places do not change the images' places", async () => {
	const named = (...names: string[]) => ({
		...disks,
		dataImages: names.map((name, at) => ({ volumeId: `d${at + 1}`, name })),
	});
	ims.putData({ id: "i1", name: "a" }, done(disks));
	ims.putData({ id: "i2", name: "b" }, done(disks));
	const outputs = await update(named("a", "b"), named("b", "a"), ["i1", "i2"]);
	expect(outputs.dataImageIds).toEqual(["i1", "i2"]);
	expect(ims.image("i1")?.name).toBe("b");
	expect(ims.image("i2")?.name).toBe("a");
});

test.each<[string, string[], string]>([
	["the image", ["s", "d1", "d2"], "s, d1, d2"],
	["the system image", ["s"], "s"],
	["one data image", ["d1"], "d1"],
])("%s that somebody deleted ends an update: nothing is set on the others instead", async (_what, gone, named) => {
	const ids = putCluster();
	ims.remove(...gone);
	await expect(update(cluster, { ...cluster, name: "new" }, ids)).rejects.toThrow(
		`(${named}) does not exist any more; somebody deleted it outside of Pulumi. Run \`pulumi refresh\``,
	);
	expect(ims.calls).toEqual([]);
});

describe("tags", () => {
	const before = { ...server, tags: { keep: "1", drop: "1", change: "1" } };
	const after = { ...server, tags: { keep: "1", change: "2", add: "1" } };
	const there = { ...before.tags, theirs: "x" };

	/** With our marker, as many as an image may have. */
	const crowd = { ...there, a: "", b: "", c: "", d: "", e: "" };

	/** Every state that the tags go through. */
	function watch(): unknown[] {
		const states: unknown[] = [];
		ims.onCall = () => states.push(ims.tagsOf("s"));
		return states;
	}

	test("are added and overwritten first, removed last; those of others are left alone", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, ...done(server) });
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop"]);
		expect(ims.tagsOf("s")).toEqual({ ...after.tags, theirs: "x", ...done(server) });
	});

	test("that do not fit are added when there is room; at no moment a wanted one is missing", async () => {
		ims.put({ id: "s", name: "base" }, { ...crowd, ...done(server) });
		const states = watch();
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop", "tag s add change"]);
		expect(states).toHaveLength(3);
		for (const tags of states) expect(tags).toMatchObject({ keep: "1", theirs: "x", ...done(server) });
		expect(ims.tagsOf("s")).toMatchObject(after.tags);
	});

	test.each<[string, object, string]>([
		["that do not fit at all", { ...server, tags: { ...before.tags, add: "1" } }, "IMG.0116"],
		["that are refused", { ...server, tags: { ...after.tags, add: "=" } }, "IMG.0115"],
	])("%s: the service's reason, and nothing removed", async (_what, desired, code) => {
		ims.put({ id: "s", name: "base" }, { ...crowd, ...done(server) });
		await expect(update(before, desired, ["s"])).rejects.toThrow(code);
		expect(ims.tagsOf("s")).toMatchObject(crowd);
	});

	test("that somebody set to another value stay, while others change: a refresh takes note of them", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, keep: "9", ...done(server) });
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop"]);
		expect(ims.tagsOf("s")).toMatchObject({ ...after.tags, keep: "9" });
	});

	test("that somebody set to another value are brought back after a refresh", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, keep: "9", ...done(server) });
		await update({ ...before, tags: { ...before.tags, keep: "9" } }, before, ["s"]);
		expect(ims.calls).toEqual(["tag s keep"]);
	});

	test("that are as wanted already are not sent", async () => {
		ims.put({ id: "s", name: "base" }, { ...after.tags, ...done(server) });
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual([]);
	});
});

test("an update that fails half-way is gone on with: nothing that was set is forgotten", async () => {
	const before = { ...server, description: "old", tags: { old: "1" } };
	const after = { ...server, tags: { new: "1" } };
	ims.put({ id: "s", name: "base", __description: "old" }, { old: "1", ...done(server) });
	ims.refuse("batchAddOrDeleteTags", 503, "");
	const error = await update(before, after, ["s"]).catch((caught: unknown) => caught as InitFailedError);
	expect(error).toBeInstanceOf(InitFailedError);
	const { outputs } = error as InitFailedError & { outputs: Outputs };
	expect(outputs).toMatchObject({ unfinished: "update", imageIds: ["s"] });

	ims.admin.clearFaults();
	const { status, ...left } = await update(outputs, after, ["s"], outputs);
	expect({ status, unfinished: left.unfinished }).toEqual({ status: "active", unfinished: undefined });
	expect(ims.tagsOf("s")).toEqual({ new: "1", ...done(server) });
	expect(ims.image("s")?.__description).toBe("");
});

test("an interrupted create goes on where it was, and is settled as declared by now", async () => {
	const jobId = await ims.begin(server);
	const [id] = ims.idsOf("base");
	const outputs = await update(server, { ...server, description: "d" }, [], { unfinished: "create", jobId });
	expect(ims.calls).toEqual([`patch ${id} /__description`, `tag ${id} pulumi`]);
	expect(outputs).toMatchObject({ imageId: id, description: "d", status: "active" });
	expect(outputs).not.toHaveProperty("unfinished");
});

test("an interrupted create whose job failed is kept as killed, for the next run to replace", async () => {
	ims.admin.changeSettings({ jobFailures: [{ errorCode: "IMG.0057", failReason: "empty" }] });
	const jobId = await ims.begin(server);
	const error = await update(server, server, [], { unfinished: "create", jobId }).catch((caught: unknown) => caught);
	expect(error).toMatchObject({ id: `job:${jobId}`, outputs: { status: "killed", unfinished: "create" } });
	expect((error as Error).message).toContain("IMG.0057 empty");
});
