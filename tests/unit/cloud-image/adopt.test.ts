import type { CloudImageResponse } from "../../../provider/services/ims/images";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { SimulatedImages } from "../support/simulated-images";
import { cluster, disks, file, server, volume } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

const create = (inputs: object) => cloudImage.create(inputs as Inputs, ims.context());

function put(image: Partial<CloudImageResponse> = {}, tags: Record<string, string> = {}): void {
	ims.put({ id: "s", name: "theirs", ...image }, tags);
}

test.each<[string, object, string | undefined]>([
	["a server", server, `instance,${server.instanceId}`],
	["a volume", volume, "volume,0be1"],
	["a file", file, "file,images:centos7.qcow2"],
	["a source that the service does not tell", server, undefined],
	["a source that is none of ours, such as a copy", server, "image,cn-north-1,x"],
])("an image from %s is adopted, and made what the program says in place", async (_what, inputs, origin) => {
	put({ __data_origin: origin }, { team: "theirs" });
	const declared = { ...inputs, adopt: "s", tags: { a: "b" }, minRam: 1 };
	expect(await create(declared)).toMatchObject({ id: "s", outputs: { ...declared, status: "active", imageId: "s" } });
	expect(ims.calls).toEqual(["patch s /name /min_ram", "tag s a pulumi"]);
	expect(ims.tagsOf("s")).toEqual({ team: "theirs", a: "b", ...markerOf(declared as unknown as Inputs, "done") });
});

test("several images are adopted in the order of the request, whatever the order of their ids", async () => {
	put();
	ims.putData({ id: "x", __data_origin: "file,images:two.qcow2" });
	ims.putData({ id: "y", __data_origin: "file,images:one.qcow2" });
	expect((await create({ ...cluster, adopt: "x, s,y" })).outputs.imageIds).toEqual(["s", "y", "x"]);
});

test.each<[string, object, Partial<CloudImageResponse>, string]>([
	[
		"another server",
		server,
		{ __data_origin: "instance,i-234" },
		"instanceId is a text of 5 characters there, another, a text of 36 characters in the program",
	],
	[
		"another kind of source",
		server,
		{ __data_origin: "volume,v" },
		"volumeId is a text of 1 character there, nothing in the program",
	],
	[
		"another file",
		file,
		{ __data_origin: "file,bkt:x" },
		"imageUrl is a text of 5 characters there, another, a text of 20 characters in the program",
	],
	[
		"another type",
		{ ...file, type: "ECS" },
		{ virtual_env_type: "Ironic" },
		'type is "BMS" there, "ECS" in the program',
	],
	[
		"another key",
		{ ...file, cmkId: "k" },
		{ __system__cmkid: "l" },
		"cmkId is a text of 1 character there, another, a text of 1 character in the program",
	],
	[
		"an image of a data disk",
		server,
		{ virtual_env_type: "DataImage" },
		"there it is 1 data image, the program makes 1 system image",
	],
	["no data images", cluster, {}, "there it is 1 system image, the program makes 1 system image and 2 data images"],
])("%s is not adopted, and not touched", async (_what, inputs, found, expected) => {
	put(found);
	await expect(create({ ...inputs, adopt: "s" })).rejects.toThrow(expected);
	expect(ims.calls).toEqual([]);
});

test("a data image from another disk is not adopted", async () => {
	ims.putData({ id: "x", __data_origin: "volume,d1" });
	ims.putData({ id: "y", __data_origin: "volume,d9" });
	await expect(create({ ...disks, adopt: "x,y" })).rejects.toThrow(
		"dataImages[1].volumeId is a text of 2 characters there, another, a text of 2 characters in the program",
	);
});

test.each<[string, () => void]>([
	["is not there", () => {}],
	["was killed", () => put({ status: "killed" })],
	["is deleted", () => put({ status: "deleted" })],
])("an image that %s cannot be adopted", async (_what, prepare) => {
	prepare();
	await expect(create({ ...server, adopt: "s" })).rejects.toThrow(
		"There is no image s to adopt in region cn-north-4, project p1.",
	);
});

test("a replacement of what was adopted makes a new image: it does not take over the one that is deleted next", async () => {
	put();
	const identity = "shop:dev:replaced#0123456789abcdef9999";
	const adopted = { ...server, identity, adopt: "s" };
	cloudImage.check({ ...adopted }, { ...adopted, rebuild: "2" }, ims.session);
	const { id } = await create({ ...adopted, rebuild: "2" });
	expect(ims.images().map((image) => image.id)).toEqual(["s", id]);
});
