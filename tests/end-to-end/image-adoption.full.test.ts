import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { cloudImagesIn, declareImages, registeredIn, storedImages, tagsOf } from "./support/images";
import { openStack, type Outcome, type Stack } from "./support/stack";

const swrPath = "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:1.0";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let system: string;
let registered: string;

beforeAll(async () => {
	cloud = await openCloud();
	const made = { name: "made-by-hand", __data_origin: "instance,877a2cda", __description: "by hand" };
	const { cloudImages = [], customImages = [] } = cloud.admin.putObjects({
		cloudImages: [{ create: made, tags: { old: "1" } }],
		customImages: [{ create: { swr_path: swrPath, description: "by hand" } }],
	});
	[system, registered] = [...cloudImages, ...customImages].map((image) => (image as { id: string }).id) as [
		string,
		string,
	];
	stack = await openStack({ env: environmentOf(cloud) });
}, 60_000);

describe("existing images that differ in immutable inputs", () => {
	beforeAll(async () => {
		const other = { instanceId: "another", adopt: system };
		stack.write(declareImages({ system: other, registered: { swrPath, visibility: "PUBLIC", adopt: registered } }));
		outcome = await stack.up({ args: ["--continue-on-error"] });
	}, 60_000);

	test("are not adopted; the errors list the differences", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toContain(`The image ${system} cannot be adopted`);
		expect(outcome.terminal).toContain(
			"instanceId is a text of 8 characters there, another, a text of 7 characters in the program",
		);
		expect(outcome.terminal).toContain(`The registered image ${registered} cannot be adopted`);
		expect(outcome.terminal).toContain('visibility is "PRIVATE" there, "PUBLIC" in the program');
	});

	test("are unchanged, and not in the state", async () => {
		expect(changesTo(cloud)).toEqual([]);
		expect(await storedImages(stack)).toEqual({});
	});
});

describe("existing images with the declared inputs", () => {
	const declared = { instanceId: "877a2cda", name: "ours", description: "now by program", tags: { team: "vision" } };

	beforeAll(async () => {
		const images = {
			system: { ...declared, adopt: system },
			registered: { swrPath, description: "by hand", adopt: registered },
		};
		stack.write(declareImages(images));
		outcome = await stack.up();
	}, 60_000);

	test("are adopted, and none is created", async () => {
		expect(outcome.code).toBe(0);
		expect([...outcome.steps].sort()).toEqual(["create registered", "create system"]);
		expect(changesTo(cloud)).not.toEqual(expect.arrayContaining(["createImage"]));
		expect(changesTo(cloud)).not.toEqual(expect.arrayContaining(["registerImage"]));
		const stored = await storedImages(stack);
		expect([stored.system?.id, stored.registered?.id]).toEqual([system, registered]);
	});

	test("are updated and get our marker; unmanaged tags stay", () => {
		const [image] = cloudImagesIn(cloud);
		expect(image).toMatchObject({ id: system, name: "ours", __description: "now by program" });
		expect(tagsOf(image as never)).toEqual({ old: "1", team: "vision", pulumi: expect.stringMatching(/done$/) });
	});

	test("stay in the state when `adopt` is removed from the program", async () => {
		stack.write(declareImages({ system: declared, registered: { swrPath, description: "by hand" } }));
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);

	test("are deleted by destroy like created images", async () => {
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect([...cloudImagesIn(cloud), ...registeredIn(cloud)]).toEqual([]);
	}, 60_000);
});
