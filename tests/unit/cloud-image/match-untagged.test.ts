import type { CloudImageResponse, CreateImageBody } from "../../../provider/services/ims/images";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { FakeIms } from "./support/fake-ims";
import { cluster } from "./support/sources";

const AT = "2026-11-22T10:00:00Z";
const open = markerOf(cluster, "open");

let ims: FakeIms;
beforeEach(() => {
	ims = new FakeIms();
	ims.jobs.set("j1", [{ job_id: "j1", status: "SUCCESS", entities: { image_id: "s" } }]);
	ims.onCreate = make;
});

/** The service keeps the system image's tags only, and the job names that one alone. */
function make({ name = "", image_tags: tags = [] }: CreateImageBody): void {
	ims.put({ id: "s", name, created_at: AT }, Object.fromEntries(tags.map(({ key, value }) => [key, value])));
	for (const [at, file] of ["one", "two"].entries()) putPart(`d${at + 1}`, { name: `base-${at + 1}`, ...from(file) });
}

function putPart(id: string, more: Partial<CloudImageResponse>, tags = {}): void {
	ims.putData({ id, created_at: AT, ...more }, tags);
}

const from = (file: string) => ({ __data_origin: `file,images:${file}.qcow2` });
const create = (tags?: Record<string, string>) => cloudImage.create({ ...cluster, tags }, ims.context());

test("data images whose tags the service has dropped are found by name, source and age, and get all their tags", async () => {
	const { id, outputs } = await create({ team: "vision" });
	expect({ id, ids: outputs.imageIds }).toEqual({ id: "s", ids: ["s", "d1", "d2"] });
	for (const image of ["s", "d1", "d2"]) {
		expect(ims.tags.get(image)).toEqual({ team: "vision", ...markerOf({ ...cluster, tags: {} }, "done") });
	}
});

test.each<[string, Partial<CloudImageResponse>, Record<string, string>, string]>([
	["from another file", from("other"), {}, "it was made from something else"],
	["whose source is not told", { __data_origin: undefined }, {}, "it was made from something else"],
	["from the day before", { created_at: "2026-11-21T10:00:00Z" }, {}, "it was made at another time"],
	["of a later day", { created_at: "2026-11-23T10:00:00Z" }, {}, "it was made at another time"],
	["whose age is not told", { created_at: undefined }, {}, "it was made at another time"],
	["that is a system image", { virtual_env_type: "FusionCompute" }, {}, "it is no data image"],
	["with the marker of somebody else", {}, { pulumi: "x.y.done" }, "it carries the marker of another resource"],
])("a data image %s is never taken, but named with the reason", async (_what, more, tags, why) => {
	ims.onCreate = (body) => {
		make(body);
		putPart("d2", { name: "base-2", ...from("two"), ...more }, tags);
	};
	await expect(create()).rejects.toThrow(
		`of 3 images the service shows 2. The image base-2 (d2) was not taken: ${why}. Delete what this resource has made and nobody needs.`,
	);
	expect(ims.tags.get("d2")).toEqual(tags);
});

test("of two data images that fit, none is taken, and both are named", async () => {
	ims.onCreate = (body) => {
		make(body);
		putPart("twin", { name: "base-1", ...from("one") });
	};
	await expect(create()).rejects.toThrow(
		/base-1 \(d1\) was not taken: there are several that fit\. .*base-1 \(twin\) was not taken/,
	);
});

test("a create that was interrupted before its data images were known is removed together with them", async () => {
	make({ name: "base", image_tags: [{ key: "pulumi", value: open.pulumi ?? "" }] });
	const outputs = { ...cluster, region: "r", projectId: "p1", jobId: "j1", imageIds: ["s"], unfinished: "create" };
	const old = { id: "s", inputs: cluster, outputs } as unknown as Parameters<typeof cloudImage.delete>[0];
	await cloudImage.delete(old, ims.context());
	expect([...ims.images.keys()]).toEqual([]);
});

test("a refresh of an interrupted create finds its data images as well", async () => {
	make({ name: "base", image_tags: [{ key: "pulumi", value: open.pulumi ?? "" }] });
	const outputs = { ...cluster, region: "r", projectId: "p1", jobId: "j1", imageIds: ["s"], unfinished: "create" };
	const old = { id: "s", inputs: cluster, outputs } as unknown as Parameters<typeof cloudImage.read>[0];
	const read = await cloudImage.read(old, ims.context());
	expect(read?.outputs).toMatchObject({ imageIds: ["s", "d1", "d2"], unfinished: "create" });
});
