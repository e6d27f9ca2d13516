import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import type { Intent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { SimulatedImages } from "../support/simulated-images";
import { server } from "./support/sources";

const HOUR = 3_600_000;

const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

test.each<[string, number | undefined, string[], string]>([
	["23 hours ago is gone on with", 23, ["tag"], "Resumed the image"],
	["25 hours ago is named and left alone, as its source may have other content by now", 25, ["create", "tag"], "begun"],
	["at a time that the service does not tell is named and left alone", undefined, ["create", "tag"], "begun"],
])("what another machine began %s", async (_what, age, calls, warning) => {
	const ims = new SimulatedImages();
	ims.put(
		{ id: "begun", name: "base", created_at: age === undefined ? undefined : ago(age) },
		markerOf(server, "open"),
	);
	await cloudImage.create(server, ims.context());
	expect(ims.calls.map((call) => call.split(" ")[0])).toEqual(calls);
	expect(ims.warnings).toEqual([expect.stringContaining(warning)]);
});

test("a leftover that is too old is not taken for what a lost answer has begun", async () => {
	const ims = new SimulatedImages();
	ims.put({ id: "begun", name: "base", created_at: ago(25) }, markerOf(server, "open"));
	ims.loseResponse("createImage");
	const { id } = await cloudImage.create(server, ims.context());
	expect(ims.images().map((image) => image.id)).toEqual(["begun", id]);
	expect(ims.calls.filter((call) => call === "create")).toHaveLength(1);
});

test("what this machine's intent names is gone on with whatever its age", async () => {
	const ims = new SimulatedImages();
	ims.put({ id: "begun", name: "base", created_at: ago(100) }, markerOf(server, "open"));
	let kept: Intent | undefined;
	const intent = { ...ims.context().intent, read: () => kept, write: (now: Intent) => void (kept ??= now) };
	const context = { ...ims.context(), intent };
	ims.refuse("createImage", 403, "IMG.0026");
	await expect(cloudImage.create({ ...server }, context)).rejects.toThrow();
	kept = kept && { ...kept, id: "begun" };
	expect(await cloudImage.create(server, context)).toMatchObject({ id: "begun" });
});
