import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { root } from "./support/cli";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { cloudImagesIn, imagesNamed, registeredIn, tagsOf } from "./support/images";
import { newNotebooksIn, theNewNotebookIn } from "./support/notebooks";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let first: Record<string, unknown>;

const folder = join(root, "examples", "images");

/** Its configuration is written beside the project's, where no other run reads it. */
const name = `end-to-end-${process.pid}`;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createImage: 200 } } });
	stack = await openStack({ folder, name, env: environmentOf(cloud) });
	outcome = await stack.up();
	first = await stack.outputs();
}, 90_000);

afterAll(() => rmSync(join(folder, `Pulumi.${name}.yaml`), { force: true }));

/** `pulumi config set`, then `pulumi up`, as in the README. */
async function change(key: string, value: string): Promise<void> {
	cloud.admin.clearRequests();
	expect(await stack.run("config", "set", key, value, "--stack", name)).toMatchObject({ code: 0 });
	outcome = await stack.up();
}

describe("`pulumi up` in examples/images", () => {
	test("creates its images, and a notebook that runs on the registered one", () => {
		expect(outcome.code).toBe(0);
		expect(theNewNotebookIn(cloud)).toMatchObject({ status: "RUNNING", image: { id: registeredIn(cloud)[0]?.id } });
		expect([...outcome.steps].sort()).toEqual(["create base", "create golden", "create lab", "create pytorch"]);
	});

	test("returns their ids as outputs", () => {
		const [base, data] = [...imagesNamed(cloud, "vision-base"), ...imagesNamed(cloud, "vision-data")];
		const golden = cloudImagesIn(cloud).find((image) => tagsOf(image).purpose === "golden");
		expect(first).toEqual({
			notebookImageId: registeredIn(cloud)[0]?.id,
			baseImageId: base?.id,
			dataImageIds: [data?.id],
			goldenImageId: golden?.id,
			notebookUrl: expect.stringContaining(theNewNotebookIn(cloud).id),
		});
	});
});

whenFull(() => {
	test("renames the base image in place with its update", async () => {
		await change("baseName", "vision-base-2");
		expect(outcome).toMatchObject({ code: 0, steps: ["update base"] });
		expect(await stack.outputs()).toEqual(first);
		expect(imagesNamed(cloud, "vision-base-2")).toMatchObject([{ id: first.baseImageId }]);
	}, 90_000);

	test("changes the machine of the same notebook with another flavor", async () => {
		const { id } = theNewNotebookIn(cloud);
		await change("flavor", "modelarts.vm.cpu.8u");
		expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(theNewNotebookIn(cloud)).toMatchObject({ id, flavor: "modelarts.vm.cpu.8u", status: "RUNNING" });
	}, 90_000);

	test("creates new images from the same sources with its rebuild, and then removes the old ones", async () => {
		await change("rebuild", "2026-11");
		expect(outcome).toMatchObject({
			code: 0,
			steps: ["create-replacement base", "replace base", "delete-replaced base"],
		});
		const { baseImageId } = await stack.outputs();
		expect(baseImageId).not.toBe(first.baseImageId);
		expect(cloudImagesIn(cloud)).toHaveLength(3);
	}, 90_000);

	test("creates the new image before the old one is removed with its replacement", async () => {
		await change("instanceId", "another-server");
		expect(outcome).toMatchObject({ code: 0 });
		expect(changesTo(cloud)).toEqual(["createImage", "batchAddOrDeleteTags", "glanceDeleteImage"]);
		expect((await stack.outputs()).goldenImageId).not.toBe(first.goldenImageId);
	}, 90_000);
});

test("is followed by a `pulumi destroy` that removes all of them", async () => {
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect([...cloudImagesIn(cloud), ...registeredIn(cloud), ...newNotebooksIn(cloud)]).toEqual([]);
}, 60_000);
