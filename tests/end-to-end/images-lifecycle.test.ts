import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { cloudImageKinds, pickInputs } from "./support/image-kinds";
import {
	cloudImagesIn,
	declareImages,
	imagesNamed,
	requestsTo,
	storedImages,
	tagsOf,
	tamperWithImage,
} from "./support/images";
import { openStack, type Outcome, type Stack, type StoredResource } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let stored: Record<string, Required<StoredResource>>;

const kinds = cloudImageKinds.map((kind) => [kind.title, kind] as const);
const names = cloudImageKinds.map(({ name }) => name);

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createImage: 5000 } } });
	stack = await openStack({ program: declareImages(pickInputs("first")), env: environmentOf(cloud) });
}, 60_000);

/** Runs a command, and records the state after it. */
async function run(command: "up" | "refresh" | "destroy"): Promise<void> {
	cloud.admin.clearRequests();
	outcome = await stack[command]();
	stored = await storedImages(stack);
}

function all(operation: string): string[] {
	return names.map((name) => `${operation} ${name}`);
}

/** The images of a kind in the cloud, as its resource lists them. */
function idsInCloud(imageNames: readonly string[]): string[] {
	return imageNames.flatMap((name) => imagesNamed(cloud, name).map(({ id }) => id));
}

describe("the first `up`", () => {
	beforeAll(() => run("up"), 60_000);

	test("creates images from every source at once", () => {
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toEqual(expect.arrayContaining(all("create")));
	});

	test.each(kinds)("creates the requested images of %s, and waits until they can be used", (_title, { images }) => {
		const seen = images.flatMap((name) => imagesNamed(cloud, name));
		const expected = { status: "active", __description: "first edition" };
		expect(seen).toMatchObject(images.map((name) => ({ ...expected, name })));
		for (const image of seen) expect(tagsOf(image)).toMatchObject({ team: "vision", stage: "lab" });
	});

	test.each(kinds)("returns the ids of the images of %s, in the order of the request", (_title, { name, images }) => {
		const ids = idsInCloud(images);
		const isData = name === "disks";
		expect(stored[name]?.id).toBe(isData ? ids.join(",") : ids[0]);
		const dataImageIds = isData ? ids : ids.slice(1);
		expect(stored[name]?.outputs).toMatchObject({ imageId: ids[0], imageIds: ids, dataImageIds, status: "active" });
	});

	test.each(kinds)("keeps the job of the images of %s in the state", (_title, { name }) => {
		const { jobs } = cloud.admin.state() as { jobs: { job_id: string }[] };
		expect(jobs.map(({ job_id }) => job_id)).toContain(stored[name]?.outputs.jobId);
	});

	test.each(kinds)("shows percent, task and time during the create of %s", (_title, { name }) => {
		const row = new RegExp(`CloudImage ${name} creating .* (\\d+) % \\w+Task \\(\\d+ s\\)`);
		const percents = outcome.stdout
			.split("\n")
			.flatMap((line) => row.exec(line)?.[1] ?? [])
			.map(Number);
		expect(percents.length).toBeGreaterThan(1);
		expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b));
	});

	test("repeats none of that in the diagnostics", () => {
		expect(outcome.diagnostics).toBe("");
	});
});

whenFull(() => {
	describe("a second `up`", () => {
		beforeAll(() => run("up"), 60_000);

		test("has no changes, and sends no request that changes anything", () => {
			expect(outcome).toMatchObject({ code: 0, steps: [] });
			expect(changesTo(cloud)).toEqual([]);
		});
	});
});

describe("another name, description, memory and tags", () => {
	let before: Record<string, Required<StoredResource>>;

	beforeAll(async () => {
		before = stored;
		stack.write(declareImages(pickInputs("changed")));
		await run("up");
	}, 60_000);

	test("are changed in place for all kinds", () => {
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toEqual(expect.arrayContaining(all("update")));
		expect(requestsTo(cloud, "createImage", "glanceDeleteImage")).toEqual([]);
	});

	test.each(kinds)("are set for every image of %s", (_title, { name, renamed }) => {
		const seen = renamed.flatMap((image) => imagesNamed(cloud, image));
		expect(seen.map(({ id }) => id)).toEqual(before[name]?.outputs.imageIds);
		for (const image of seen) {
			expect(image.__description).toBe("second edition");
			expect(tagsOf(image)).toMatchObject({ team: "vision", stage: "exam", year: "2" });
			expect(image.min_ram).toBe(image.virtual_env_type === "DataImage" ? 0 : 2048);
		}
	});

	test("take one request an image for the properties, and one for the tags", () => {
		const ids = cloudImagesIn(cloud).map(({ id }) => id);
		const requests = ids.flatMap((id) => [`updateImage ${id}`, `batchAddOrDeleteTags ${id}`]);
		expect(requestsTo(cloud, "updateImage", "batchAddOrDeleteTags").sort()).toEqual(requests.sort());
	});
});

whenFull(() => {
	describe("a change outside of Pulumi", () => {
		beforeAll(async () => {
			for (const { renamed } of cloudImageKinds) {
				const [image] = imagesNamed(cloud, renamed.at(-1) ?? "");
				if (!image) throw new Error(`There is no image ${renamed.at(-1)}.`);
				const tags = { ...tagsOf(image), stage: "gone", console: "added by hand" };
				tamperWithImage(cloud, image.id, { __description: "by hand" }, tags);
			}
			await run("refresh");
		}, 60_000);

		test("is detected by a refresh for all kinds", () => {
			expect(outcome.code).toBe(0);
			expect(outcome.steps).toEqual(expect.arrayContaining(all("update")));
		});

		test.each(kinds)("is in the state after a refresh, for an image of %s", (_title, { name, images }) => {
			const { outputs } = stored[name] ?? {};
			const found = { description: "by hand", tags: { team: "vision", stage: "gone", year: "2" } };
			const last = images.length > 1 || name === "disks" ? (outputs?.dataImages as object[]).at(-1) : outputs;
			expect(last).toMatchObject(found);
			expect(JSON.stringify(outputs)).not.toContain("added by hand");
		});

		test("is corrected by the next `up`, and unmanaged tags stay", async () => {
			await run("up");
			expect(outcome.code).toBe(0);
			expect(outcome.steps).toEqual(expect.arrayContaining(all("update")));
			for (const image of cloudImagesIn(cloud)) {
				expect(image.__description).toBe("second edition");
				expect(tagsOf(image)).toMatchObject({ stage: "exam" });
			}
			expect(cloudImagesIn(cloud).filter((image) => tagsOf(image).console)).toHaveLength(names.length);
		}, 60_000);
	});
});

describe("another source", () => {
	let before: Record<string, Required<StoredResource>>;

	beforeAll(async () => {
		before = stored;
		stack.write(declareImages(pickInputs("replaced")));
		cloud.admin.changeSettings({ durations: { createImage: 300 } });
		await run("up");
	}, 60_000);

	test("replaces images of all kinds", () => {
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toEqual(expect.arrayContaining(all("replace")));
	});

	test.each(kinds)("creates the new images of %s before the old ones are removed", (_title, kind) => {
		const old = before[kind.name]?.outputs.imageIds as string[];
		const ids = idsInCloud(kind.renamed);
		expect(ids).toHaveLength(kind.images.length);
		expect(ids).not.toEqual(expect.arrayContaining([old[0]]));
		const requests = requestsTo(cloud, "createImage", "glanceDeleteImage");
		for (const id of old) {
			expect(requests.indexOf(`glanceDeleteImage ${id}`)).toBeGreaterThan(requests.lastIndexOf("createImage"));
		}
	});
});

describe("a destroy", () => {
	beforeAll(() => run("destroy"), 60_000);

	test("leaves nothing in the cloud or in the state", () => {
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toEqual(expect.arrayContaining(all("delete")));
		expect(cloudImagesIn(cloud)).toEqual([]);
		expect(stored).toEqual({});
	});
});
