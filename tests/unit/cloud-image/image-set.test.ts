import type { SettingsChange } from "modelarts-simulator";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { MINUTE, SimulatedImages } from "../support/simulated-images";
import { cluster, disks, server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

const create = (inputs: object) => cloudImage.create(inputs as Inputs, ims.context());
const open = (inputs: object) => markerOf(inputs as Inputs, "open");
const done = (inputs: object) => markerOf(inputs as Inputs, "done");

const all = ["base", "base-1", "base-2"];
const data = ["base-1", "base-2"];

/** Which images of the request the job names: those are shown without their tags, so that nothing else does. */
const places: [what: string, inputs: object, settings: SettingsChange, named: string[], order: string[]][] = [
	["a server's, named by the job", server, {}, ["base"], ["base"]],
	["a file's and its disks', all named, in another order", cluster, { subJobOrder: "reverse" }, all, all],
	[
		"a file's and its disks', only the system image named",
		cluster,
		{ systemWithDataIds: "imageId" },
		["base"],
		["base", ...data],
	],
	["a file's and its disks', none named", cluster, {}, [], all],
	["disks', in its parts", disks, { subJobOrder: "reverse" }, data, data],
	["disks', in the jobs that it lists", disks, { subJobs: "list" }, data, data],
];

test.each(places)("images are found wherever the job has them: %s", async (_what, inputs, settings, named, order) => {
	ims.admin.changeSettings(settings);
	if (named.length === 0) ims.answerJob({ status: "RUNNING" }, { status: "SUCCESS" });
	ims.onCall = (call) => call === "create" && ims.idsOf(...named).forEach((id) => ims.retag(id, {}));
	const made = await create(inputs);
	const imageIds = ims.idsOf(...order);
	const id = inputs === disks ? imageIds.join(",") : imageIds[0];
	expect(made).toMatchObject({ id, outputs: { imageIds, status: "active", jobId: expect.any(String) } });
	expect(made.outputs.imageId).toBe(imageIds[0]);
	expect(made.outputs).not.toHaveProperty("unfinished");
});

test("a job that the service forgets at once is no loss: the images carry our marker", async () => {
	ims.refuse("showJob", 400, "IMG.0023");
	expect((await create(cluster)).outputs.imageIds).toEqual(ims.idsOf(...all));
});

test("the markers are rewritten last, that of the system image as the very last", async () => {
	await create(cluster);
	const [s, d1, d2] = ims.idsOf(...all);
	expect(ims.calls).toEqual(["create", `tag ${d2} pulumi`, `tag ${d1} pulumi`, `tag ${s} pulumi`]);
	for (const { id } of ims.images()) expect(ims.tagsOf(id)).toMatchObject(done(cluster));
});

test("images that are not usable yet when the job ends are waited for", async () => {
	ims.onCall = (call) => {
		if (call !== "create") return;
		const [id = ""] = ims.idsOf("base");
		ims.patch(id, { status: "saving" });
		ims.clock.schedule(3 * MINUTE, () => ims.patch(id, { status: "active" }));
	};
	expect((await create(server)).outputs.status).toBe("active");
	expect(ims.shown).toContain("image is saving");
});

test("a lost answer is not repeated: the image that carries our open marker is gone on with, and settled as declared", async () => {
	ims.loseResponse("createImage");
	ims.onCall = (call) => call === "create" && ims.patch("base", { __description: null });
	const { id, outputs } = await create({ ...server, description: "d" });
	expect({ id, status: outputs.status }).toEqual({ id: ims.idsOf("base")[0], status: "active" });
	expect(ims.calls).toEqual(["create", `patch ${id} /__description`, `tag ${id} pulumi`]);
	expect(ims.warnings).toEqual([expect.stringContaining(`Resumed the image base (${id})`)]);
});

test("an image of another resource, or one that is done, is never taken for ours", async () => {
	ims.put({ id: "old" }, done(server));
	ims.put({ id: "other" }, open({ ...server, rebuild: "2" }));
	const { id } = await create(server);
	expect(ims.images().map((image) => image.id)).toEqual(["old", "other", id]);
	expect(ims.tagsOf("old")).toEqual(done(server));
});

test("what another machine has begun is gone on with, nothing is sent twice", async () => {
	await ims.begin(cluster);
	expect((await create(cluster)).outputs.imageIds).toEqual(ims.idsOf(...all));
	expect(ims.calls).not.toContain("create");
});

test.each<[string, string[], string]>([
	["some of the images", ["base-1"], "active"],
	["images that were killed", all, "killed"],
])("%s that a failed job left behind are no beginning", async (_what, left, status) => {
	for (const name of left) {
		const image = { id: `left ${name}`, name, status };
		if (name === "base") ims.put(image, open(cluster));
		else ims.putData(image, open(cluster));
	}
	const { outputs } = await create(cluster);
	const made = ims.images().filter(({ id }) => !id.startsWith("left"));
	expect(made.map(({ name }) => name)).toEqual(all);
	expect(outputs.imageIds).toEqual(made.map(({ id }) => id));
	expect(ims.calls[0]).toBe("create");
});

test("a name that somebody else has is refused with what it is and what to do", async () => {
	ims.admin.changeSettings({ uniqueImageNames: true });
	ims.put({ id: "theirs", name: "base", created_at: "2026-11-20T08:00:00Z" });
	await expect(create(server)).rejects.toThrow(
		/An image named base exists already \(theirs, made 2026-11-20T08:00:00\.000Z\) and was not touched.*deleteBeforeReplace.*adopt: "theirs".* IMS answered 400 IMG\.0009/,
	);
});
