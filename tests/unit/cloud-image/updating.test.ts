import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { FakeIms, refusal } from "./support/fake-ims";
import { cluster, disks, server } from "./support/sources";

let ims: FakeIms;
beforeEach(() => {
	ims = new FakeIms();
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
	const old = { id: imageIds[0] ?? "job:j1", inputs: before as Inputs, outputs: state };
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
	expect(ims.images.get("i1")?.name).toBe("b");
	expect(ims.images.get("i2")?.name).toBe("a");
});

test.each<[string, string[], string]>([
	["the image", ["s", "d1", "d2"], "s, d1, d2"],
	["the system image", ["s"], "s"],
	["one data image", ["d1"], "d1"],
])("%s that somebody deleted ends an update: nothing is set on the others instead", async (_what, gone, named) => {
	const ids = putCluster();
	for (const id of gone) ims.images.delete(id);
	await expect(update(cluster, { ...cluster, name: "new" }, ids)).rejects.toThrow(
		`(${named}) does not exist any more; somebody deleted it outside of Pulumi. Run \`pulumi refresh\``,
	);
	expect(ims.calls).toEqual([]);
});

describe("tags", () => {
	const before = { ...server, tags: { keep: "1", drop: "1", change: "1" } };
	const after = { ...server, tags: { keep: "1", change: "2", add: "1" } };
	const there = { ...before.tags, theirs: "x" };

	/** Every state that the tags go through. */
	function watch(): Record<string, string>[] {
		const states: Record<string, string>[] = [];
		const set = ims.tags.set.bind(ims.tags);
		jest.spyOn(ims.tags, "set").mockImplementation((id, tags) => {
			states.push(tags);
			return set(id, tags);
		});
		return states;
	}

	test("are added and overwritten first, removed last; those of others are left alone", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, ...done(server) });
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop"]);
		expect(ims.tags.get("s")).toEqual({ ...after.tags, theirs: "x", ...done(server) });
	});

	test("that do not fit are added when there is room; at no moment a wanted one is missing", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, ...done(server) });
		const states = watch();
		ims.onAddTags = (id, tags) => {
			if (Object.keys({ ...ims.tags.get(id), ...tags }).length > 5) throw refusal(400, "IMG.0116");
		};
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop", "tag s add change"]);
		for (const tags of states) expect(tags).toMatchObject({ keep: "1", theirs: "x", ...done(server) });
		expect(ims.tags.get("s")).toMatchObject(after.tags);
	});

	test.each<[string, object, string]>([
		["that do not fit at all", { ...server, tags: { ...before.tags, add: "1" } }, "IMG.0116"],
		["that are refused", after, "IMG.0115"],
	])("%s: the service's reason, and nothing removed", async (_what, desired, code) => {
		ims.put({ id: "s", name: "base" }, { ...there, ...done(server) });
		ims.onAddTags = () => {
			throw refusal(400, code);
		};
		await expect(update(before, desired, ["s"])).rejects.toThrow(code);
		expect(ims.tags.get("s")).toMatchObject(there);
	});

	test("that somebody set to another value stay, while others change: a refresh takes note of them", async () => {
		ims.put({ id: "s", name: "base" }, { ...there, keep: "9", ...done(server) });
		await update(before, after, ["s"]);
		expect(ims.calls).toEqual(["tag s add change", "untag s drop"]);
		expect(ims.tags.get("s")).toMatchObject({ ...after.tags, keep: "9" });
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
	ims.onAddTags = () => {
		throw refusal(503, "");
	};
	const error = await update(before, after, ["s"]).catch((caught: unknown) => caught as InitFailedError);
	expect(error).toBeInstanceOf(InitFailedError);
	const { outputs } = error as InitFailedError & { outputs: Outputs };
	expect(outputs).toMatchObject({ unfinished: "update", imageIds: ["s"] });

	ims.onAddTags = () => {};
	const { status, ...left } = await update(outputs, after, ["s"], outputs);
	expect({ status, unfinished: left.unfinished }).toEqual({ status: "active", unfinished: undefined });
	expect(ims.tags.get("s")).toEqual({ new: "1", ...done(server) });
	expect(ims.images.get("s")?.__description).toBe("");
});

test("an interrupted create goes on where it was, and is settled as declared by now", async () => {
	ims.jobs.set("j1", [{ status: "RUNNING" }, { status: "SUCCESS", entities: { image_id: "s" } }]);
	ims.put({ id: "s", name: "base" }, markerOf(server, "open"));
	const outputs = await update(server, { ...server, description: "d" }, [], { unfinished: "create", jobId: "j1" });
	expect(ims.calls).toEqual(["patch s /__description", "tag s pulumi"]);
	expect(outputs).toMatchObject({ imageId: "s", description: "d", status: "active" });
	expect(outputs).not.toHaveProperty("unfinished");
});

test("an interrupted create whose job failed is kept as killed, for the next run to replace", async () => {
	ims.jobs.set("j1", [{ status: "FAIL", error_code: "IMG.0057", fail_reason: "empty" }]);
	const error = await update(server, server, [], { unfinished: "create", jobId: "j1" }).catch(
		(caught: unknown) => caught,
	);
	expect(error).toMatchObject({ id: "job:j1", outputs: { status: "killed", unfinished: "create" } });
	expect((error as Error).message).toContain("IMG.0057 empty");
});
