import type { Simulator } from "modelarts-simulator";
import { changesTo, countCalls, environmentOf, openCloud } from "./support/cloud";
import {
	type CloudImageSeen,
	cloudImagesIn,
	declareImages,
	storedImage,
	tagsOf,
	tamperWithImage,
} from "./support/images";
import { openStack, type Outcome, type Stack } from "./support/stack";

/** At first ten, the most that the service takes here, our mark and the default ones included. */
const atFirst = { team: "vision", a: "1", b: "2", c: "3", d: "4" };
const later = { team: "speech", e: "5", f: "6" };

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

/** Requests that change tags, by what they do. */
function tagChanges(): string[] {
	return cloud.admin
		.requests()
		.flatMap(({ operation, fault }) => (operation === "batchAddOrDeleteTags" ? [fault ? "remove" : "add"] : []));
}

function theImage(): CloudImageSeen {
	const [image, ...others] = cloudImagesIn(cloud);
	if (!image || others.length > 0) throw new Error("Expected one image.");
	return image;
}

function write(tags: object): void {
	stack.write(declareImages({ base: { name: "base", instanceId: "877a2cda", tags } }));
}

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createImage: 200 } } });
	// It spoils nothing: it tells in the log which requests remove.
	const marking = { match: { body: '"action":"delete"' }, times: null, action: { delayMs: 1 } };
	cloud.admin.addFault(marking);
	const config = { "huaweicloud:defaultTags": JSON.stringify({ owner: "lab", team: "nobody" }) };
	stack = await openStack({ config, env: environmentOf(cloud) });
	write(atFirst);
	const marked = '"value":"[0-9a-f]{20}\\.[0-9a-f]{8}\\.open"';
	cloud.admin.addFault({ match: { operation: "createImage", body: marked }, action: { delayMs: 1 } });
	outcome = await stack.up();
}, 60_000);

describe("an image with tags", () => {
	test("has its own, those of `defaultTags`, its own winning, and our mark, closed", () => {
		expect(outcome.code).toBe(0);
		const pulumi = expect.stringMatching(/^[0-9a-f]{20}\.[0-9a-f]{8}\.done$/);
		expect(tagsOf(theImage())).toEqual({ ...atFirst, owner: "lab", pulumi });
	});

	test("had the mark open from the first moment on: it came with the creation, and was closed by the last request", () => {
		expect(changesTo(cloud)).toEqual(["createImage", "batchAddOrDeleteTags"]);
		const [created] = cloud.admin.requests().filter(({ operation }) => operation === "createImage");
		expect(created?.fault).not.toBeNull();
		expect(tagChanges()).toEqual(["add"]);
	});

	test("shows the default ones as inputs", async () => {
		expect((await storedImage(stack, "base")).inputs.tags).toEqual({ ...atFirst, owner: "lab" });
	});
});

describe("other tags", () => {
	beforeAll(async () => {
		const { id } = theImage();
		tamperWithImage(cloud, id, {}, { ...tagsOf(theImage()), console: "by hand" });
		cloud.admin.clearRequests();
		write(later);
		outcome = await stack.up();
	}, 60_000);

	test("are changed in place, and those that the program never declared are left alone", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update base"] });
		const pulumi = expect.stringMatching(/done$/);
		expect(tagsOf(theImage())).toEqual({ ...later, owner: "lab", console: "by hand", pulumi });
	});

	test("are added first, and only then old ones removed: no wanted one is ever missing", () => {
		expect(tagChanges()).toEqual(["add", "remove"]);
	});

	test("are not seen as drift where they are not ours", async () => {
		expect(await stack.refresh({ args: ["--expect-no-changes"] })).toMatchObject({ code: 0, steps: [] });
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});

describe("where the image has no room for the new ones", () => {
	beforeAll(async () => {
		cloud.admin.clearRequests();
		write({ ...later, e: "changed", g: "7", h: "8", i: "9", j: "10", k: "11", f: undefined });
		outcome = await stack.up();
	}, 60_000);

	test("the old ones make room first", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update base"] });
		expect(tagChanges()).toEqual(["add", "remove", "add"]);
		expect(Object.keys(tagsOf(theImage()))).toHaveLength(10);
	});
});

describe("an image that the service protects", () => {
	beforeAll(async () => {
		tamperWithImage(cloud, theImage().id, { protected: true });
		outcome = await stack.destroy();
	}, 60_000);

	test("is not deleted, and the error tells the service's reason and what to do", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toContain("IMG.0091");
		expect(outcome.terminal).toMatch(/Image base \([\w-]+\) is not deleted yet/);
		expect(outcome.diagnostics).toMatch(/protect/i);
	});

	test("stays in the state, and goes when the protection is gone", async () => {
		const { id } = theImage();
		expect((await storedImage(stack, "base")).id).toBe(id);
		tamperWithImage(cloud, id, { protected: false });
		expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete base"] });
		expect(countCalls(cloud, "glanceDeleteImage")).toBe(2);
		expect(cloudImagesIn(cloud)).toEqual([]);
	}, 60_000);
});
