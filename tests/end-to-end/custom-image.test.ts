import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { declareImages, registeredIn, requestsTo, storedImage, storedImages } from "./support/images";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { isFull, whenFull } from "../support/full";

const repository = "swr.cn-north-4.myhuaweicloud.com/vision";
const pytorch = {
	swrPath: `${repository}/pytorch:2.4`,
	arch: "X86_64",
	resourceCategory: ["CPU"],
	purgeOnDelete: true,
};
const shared = { swrPath: `${repository}/shared:1.0`, purgeOnDelete: true };
const kept = { swrPath: `${repository}/kept:1.0` };

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { registerImage: 300 } } });
	stack = await openStack({ program: declareImages({ pytorch, shared, kept }), env: environmentOf(cloud) });
	outcome = await stack.up();
}, 60_000);

async function up(images: Record<string, object>): Promise<void> {
	cloud.admin.clearRequests();
	stack.write(declareImages(images));
	outcome = await stack.up();
}

/** The repositories and tags that were deleted in SWR, and with which requests. */
function purges(): unknown {
	return cloud.admin.state().purgedSwrImages;
}

/** The registration of an image. */
function registrationOf({ swrPath }: { swrPath: string }) {
	return registeredIn(cloud).find((image) => image.swr_path === swrPath);
}

describe("the first `up`", () => {
	test("registers the images, and ends when they are active", () => {
		expect(outcome.code).toBe(0);
		expect([...outcome.steps].sort()).toEqual(["create kept", "create pytorch", "create shared"]);
		expect(registeredIn(cloud).map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
	});

	test("shows each status", () => {
		expect(outcome.stdout).toMatch(/CustomImage pytorch creating .*INIT/);
	});

	test("describes an image with its owner", () => {
		expect(registrationOf(kept)?.description).toMatch(/^Managed by Pulumi: proof:dev:kept \[[0-9a-f]{12}\]$/);
	});

	test("returns id, name and status", async () => {
		const { id, outputs } = await storedImage(stack, "pytorch");
		expect(id).toBe(registrationOf(pytorch)?.id);
		expect(outputs).toMatchObject({ ...pytorch, status: "ACTIVE", name: "pytorch", namespace: "vision", tag: "2.4" });
	});
});

whenFull(() => {
	test("a second `up` has no changes, even with explicit service defaults and another order of a list", async () => {
		const asService = {
			arch: "x86_64",
			resourceCategory: ["GPU", "CPU"],
			services: ["SSH", "NOTEBOOK"],
			workspaceId: "0",
		};
		await up({ pytorch, shared: { ...shared, ...asService, purgeOnDelete: false }, kept: { ...kept, ...asService } });
		expect(outcome).toMatchObject({ code: 0, steps: [] });
		expect(changesTo(cloud)).toEqual([]);
	}, 60_000);
});

describe("a change with `purgeOnDelete`", () => {
	let before: string;

	beforeAll(async () => {
		({ id: before } = await storedImage(stack, "pytorch"));
		await up({ pytorch: { ...pytorch, rebuild: "2" }, shared, kept });
	}, 60_000);

	test("registers the path again, after the old registration was deleted", () => {
		expect(outcome).toMatchObject({ code: 0 });
		expect(outcome.steps).toEqual(["delete-replaced pytorch", "replace pytorch", "create-replacement pytorch"]);
		expect(requestsTo(cloud, "registerImage", "deleteImage")).toEqual([`deleteImage ${before}`, "registerImage"]);
		expect(registrationOf(pytorch)).toMatchObject({ status: "ACTIVE" });
	});

	test("deletes nothing in SWR, as the program still declares the path, and says so", () => {
		expect(purges()).toEqual([]);
		expect(outcome.diagnostics).toMatch(
			/warning: The content of \S+pytorch:2\.4 in SWR was kept although purgeOnDelete is set: the program still declares that path/,
		);
	});
});

describe("a change or deletion outside of Pulumi", () => {
	beforeAll(async () => {
		cloud.admin.putObjects({
			customImages: [
				{ id: registrationOf(pytorch)?.id, patch: { visibility: "PUBLIC", resource_categories: ["GPU"] } },
				{ id: registrationOf(kept)?.id, remove: true },
			],
		});
		outcome = await stack.refresh();
	}, 60_000);

	test("is detected by a refresh, as far as the program declares the input", async () => {
		expect(outcome).toMatchObject({ code: 0 });
		expect([...outcome.steps].sort()).toEqual(["delete kept", "update pytorch"]);
		const { pytorch: changed, kept: gone } = await storedImages(stack);
		expect(changed?.outputs.resourceCategory).toEqual(["GPU"]);
		expect(gone).toBeUndefined();
	});

	test("is corrected by the next `up`", async () => {
		await up({ pytorch: { ...pytorch, rebuild: "2" }, shared, kept });
		expect(outcome).toMatchObject({ code: 0 });
		expect(outcome.steps).toEqual(expect.arrayContaining(["replace pytorch", "create kept"]));
		expect(registrationOf(pytorch)).toMatchObject({ resource_categories: ["CPU"] });
		expect(registrationOf(kept)).toMatchObject({ status: "ACTIVE" });
	}, 60_000);
});

describe("a destroy, with a service that still returns deleted images as DELETED", () => {
	beforeAll(async () => {
		cloud.admin.changeSettings({
			deletedCustomImage: "DELETED",
			uniqueSwrPaths: false,
			durations: { registerImage: 0 },
		});
		if (isFull) await up({ pytorch, shared, kept });
		cloud.admin.putObjects({ customImages: [{ create: { swr_path: shared.swrPath } }] });
		outcome = await stack.destroy();
	}, 120_000);

	test("succeeds, and leaves nothing in the state", async () => {
		expect(outcome).toMatchObject({ code: 0 });
		expect([...outcome.steps].sort()).toEqual(["delete kept", "delete pytorch", "delete shared"]);
		expect(await storedImages(stack)).toEqual({});
	}, 60_000);

	test("deletes the content if `purgeOnDelete` is set, in both documented spellings", () => {
		expect(purges()).toMatchObject([{ swr_path: pytorch.swrPath, force: true, is_force: true }]);
	});

	test("keeps content that is also registered elsewhere, and says under which name", () => {
		const other = registrationOf(shared)?.id;
		expect(outcome.diagnostics).toContain(`purgeOnDelete is set: it is also registered as ${other}`);
		expect(JSON.stringify(purges())).not.toMatch(/shared|kept/);
	});
});
