import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { declareImages } from "./support/images";
import { declareNewLab, declareSnapshot, newNotebooksIn } from "./support/notebooks";
import { openStack, type Outcome } from "./support/stack";

const golden = { imageUrl: "images:golden.qcow2", minDisk: 40 };
const left = { enterpriseProjectId: "11111111-2222-4333-8444-555555555555", hwFirmwareType: "uefi" };
const size = { category: "EVS", capacity: 20 };

let cloud: Simulator;
let preview: Outcome;

/** One preview: the notebook was deleted, some inputs were removed from the program, and an ISO is new in it. */
beforeAll(async () => {
	cloud = await openCloud();
	const stack = await openStack({
		program: declareNewLab({ volume: size }, declareSnapshot({}) + declareImages({ golden: { ...golden, ...left } })),
		env: environmentOf(cloud),
	});
	expect(await stack.up()).toMatchObject({ code: 0 });

	for (const { id } of newNotebooksIn(cloud)) cloud.admin.putObjects({ notebooks: [{ id, remove: true }] });
	expect(await stack.refresh()).toMatchObject({ code: 0 });
	const images = { golden: { ...golden, description: "new" }, setup: { imageUrl: "images:setup.iso", minDisk: 40 } };
	stack.write(declareNewLab({ volume: size }, declareSnapshot({}) + declareImages(images)));
	preview = await stack.preview();
}, 90_000);

test("a preview says that an image of a deleted notebook would be replaced, and how to keep it", () => {
	expect(preview.steps).toEqual(expect.arrayContaining(["create lab"]));
	expect(preview.terminal).toMatch(/deletes this image: if its notebook has been lost.*ignoreChanges/);
});

test("a preview shows the actual change, and no removal of kept inputs", () => {
	expect(preview.steps).toContain("update golden");
	expect(preview.terminal).toMatch(/description/);
	expect(preview.terminal).not.toMatch(/enterpriseProjectId|hwFirmwareType/);
});

test("a preview asks whether a file named like an ISO is one", () => {
	expect(preview.terminal).toMatch(/the file is named like an ISO; is `type: "IsoImage"` meant\?/);
});
