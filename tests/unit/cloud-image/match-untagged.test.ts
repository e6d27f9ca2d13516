import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { MINUTE, SimulatedImages } from "../support/simulated-images";
import { cluster } from "./support/sources";

const DAY = 24 * 60 * MINUTE;

/** The service keeps the system image's tags only, and the job names that one alone. */
let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages({ dataImageTags: "dropped", systemWithDataIds: "imageId" });
});

const create = (tags?: Record<string, string>) => cloudImage.create({ ...cluster, tags }, ims.context());
const at = (age: number) => new Date(ims.clock.now() - age).toISOString();

/** A create that was interrupted before its data images were known, as it is in the state. */
async function interrupt() {
	const jobId = await ims.begin(cluster);
	const [id = ""] = ims.idsOf("base");
	const outputs = { ...cluster, region: "r", projectId: "p1", jobId, imageIds: [id], unfinished: "create" };
	return { id, inputs: cluster, outputs } as unknown as Parameters<typeof cloudImage.delete>[0];
}

test("data images whose tags the service has dropped are found by name, source and age, and get all their tags", async () => {
	const { id, outputs } = await create({ team: "vision" });
	const ids = ims.idsOf("base", "base-1", "base-2");
	expect({ id, ids: outputs.imageIds }).toEqual({ id: ids[0], ids });
	for (const image of ids) {
		expect(ims.tagsOf(image)).toEqual({ team: "vision", ...markerOf({ ...cluster, tags: {} }, "done") });
	}
});

test.each<[string, () => Record<string, unknown>, Record<string, string>, string]>([
	["from another file", () => ({ __data_origin: "file,images:other.qcow2" }), {}, "it was made from something else"],
	["whose source is not told", () => ({ __data_origin: null }), {}, "it was made from something else"],
	["from the day before", () => ({ created_at: at(DAY) }), {}, "it was made at another time"],
	["of a later day", () => ({ created_at: at(-DAY) }), {}, "it was made at another time"],
	["whose age is not told", () => ({ created_at: null }), {}, "it was made at another time"],
	["that is a system image", () => ({ virtual_env_type: "FusionCompute" }), {}, "it is no data image"],
	["with the marker of somebody else", () => ({}), { pulumi: "x.y.done" }, "it carries the marker of another resource"],
])("a data image %s is never taken, but named with the reason", async (_what, change, tags, why) => {
	let id = "";
	ims.onCall = (call) => {
		if (call !== "create") return;
		[id = ""] = ims.idsOf("base-2");
		ims.patch(id, change());
		ims.retag(id, tags);
	};
	const failing = create();
	await expect(failing).rejects.toThrow("was not taken");
	await expect(failing).rejects.toThrow(
		`of 3 images the service shows 2. The image base-2 (${id}) was not taken: ${why}. Delete what this resource has made and nobody needs.`,
	);
	expect(ims.tagsOf(id)).toEqual(tags);
});

test("of two data images that fit, none is taken, and both are named", async () => {
	ims.onCall = () => ims.putData({ id: "twin", name: "base-1", __data_origin: "file,images:one.qcow2" });
	const failing = create();
	await expect(failing).rejects.toThrow("base-1 (twin) was not taken: there are several that fit. ");
	const [id] = ims.idsOf("base-1");
	await expect(failing).rejects.toThrow(`base-1 (${id}) was not taken: there are several that fit. `);
});

test("a create that was interrupted before its data images were known is removed together with them", async () => {
	await cloudImage.delete(await interrupt(), ims.context());
	expect(ims.images()).toEqual([]);
});

test("a refresh of an interrupted create finds its data images as well", async () => {
	const old = await interrupt();
	await ims.clock.sleep(2 * MINUTE);
	const read = await cloudImage.read(old, ims.context());
	const imageIds = ims.idsOf("base", "base-1", "base-2");
	expect(read?.outputs).toMatchObject({ imageIds, unfinished: "create" });
});
