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

/** Ten at first, the maximum of this service, including our marker and the default tags. */
const atFirst = { team: "vision", a: "1", b: "2", c: "3", d: "4" };
const later = { team: "speech", e: "5", f: "6" };

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

/** Requests that change tags, by their action. */
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
	// This fault changes nothing: it marks the requests that remove in the log.
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
	test("has its own tags, which override `defaultTags`, and our completed marker", () => {
		expect(outcome.code).toBe(0);
		const pulumi = expect.stringMatching(/^[0-9a-f]{20}\.[0-9a-f]{8}\.done$/);
		expect(tagsOf(theImage())).toEqual({ ...atFirst, owner: "lab", pulumi });
	});

	test("had a pending marker from the create request on, completed by the last request", () => {
		expect(changesTo(cloud)).toEqual(["createImage", "batchAddOrDeleteTags"]);
		const [created] = cloud.admin.requests().filter(({ operation }) => operation === "createImage");
		expect(created?.fault).not.toBeNull();
		expect(tagChanges()).toEqual(["add"]);
	});

	test("shows the default tags as inputs", async () => {
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

	test("are changed in place, and undeclared tags stay", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update base"] });
		const pulumi = expect.stringMatching(/done$/);
		expect(tagsOf(theImage())).toEqual({ ...later, owner: "lab", console: "by hand", pulumi });
	});

	test("are added first, and only then old ones removed: no desired tag is ever missing", () => {
		expect(tagChanges()).toEqual(["add", "remove"]);
	});

	test("are no drift if they are unmanaged", async () => {
		expect(await stack.refresh({ args: ["--expect-no-changes"] })).toMatchObject({ code: 0, steps: [] });
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});

describe("an image without room for the new tags", () => {
	beforeAll(async () => {
		cloud.admin.clearRequests();
		write({ ...later, e: "changed", g: "7", h: "8", i: "9", j: "10", k: "11", f: undefined });
		outcome = await stack.up();
	}, 60_000);

	test("has the old tags removed first", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update base"] });
		expect(tagChanges()).toEqual(["add", "remove", "add"]);
		expect(Object.keys(tagsOf(theImage()))).toHaveLength(10);
	});
});

describe("a protected image", () => {
	beforeAll(async () => {
		tamperWithImage(cloud, theImage().id, { protected: true });
		outcome = await stack.destroy();
	}, 60_000);

	test("is not deleted, and the error has the service's reason and the remediation", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toContain("IMG.0091");
		expect(outcome.terminal).toMatch(/Image base \([\w-]+\) is not deleted yet/);
		expect(outcome.diagnostics).toMatch(/protect/i);
	});

	test("stays in the state, and is deleted when the protection is removed", async () => {
		const { id } = theImage();
		expect((await storedImage(stack, "base")).id).toBe(id);
		tamperWithImage(cloud, id, { protected: false });
		expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete base"] });
		expect(countCalls(cloud, "glanceDeleteImage")).toBe(2);
		expect(cloudImagesIn(cloud)).toEqual([]);
	}, 60_000);
});
