import { ManualClock, type Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, openCloud } from "./support/cloud";
import { cloudImagesIn, declareImages, storedImages } from "./support/images";
import { openStack, type Outcome, type Stack, type StoredResource } from "./support/stack";
import { until } from "./support/until";

const MINUTE = 60_000;

const images = {
	system: { name: "system", description: "of the course", instanceId: "877a2cda" },
	disks: { name: "disks", dataImages: [{ volumeId: "d1" }, { volumeId: "d2" }] },
};

let clock: ManualClock;
let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let stored: Record<string, Required<StoredResource>>;

/** A cloud whose jobs take ten minutes, which elapse when a test says so. */
async function openSlowCloud(settings: object): Promise<void> {
	clock = new ManualClock(Date.now());
	cloud = await openCloud({ clock, settings: { durations: { createImage: 10 * MINUTE }, ...settings } });
	stack = await openStack({ program: declareImages(images), env: environmentOf(cloud) });
}

/** Ctrl-C after four of the ten minutes. */
async function interruptUp(): Promise<void> {
	const up = stack.startUp();
	const isShown = (name: string) => new RegExp(`CloudImage ${name} creating.* 40 % `).test(up.output());
	await until("both jobs", () => countCalls(cloud, "createImage") === 2);
	clock.advance(4 * MINUTE);
	await until("40 % in both rows", () => Object.keys(images).every(isShown));
	up.signal("SIGINT");
	outcome = await up.outcome;
	stored = await storedImages(stack);
}

function jobOf(name: string): unknown {
	return stored[name]?.outputs.jobId;
}

function idsOf(...names: string[]): string[] {
	return names.flatMap((name) =>
		cloudImagesIn(cloud)
			.filter((image) => image.name === name)
			.map(({ id }) => id),
	);
}

describe("Ctrl-C during the create of images", () => {
	beforeAll(async () => {
		await openSlowCloud({});
		await interruptUp();
	}, 60_000);

	test("ends the run, and says that the images are kept", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(
			/Image system \([\w-]+\) was saving when this run was interrupted\. It is kept in the state/,
		);
	});

	test("keeps the real ids and the jobs in the state", () => {
		expect(stored.system?.id).toBe(idsOf("system")[0]);
		expect(stored.disks?.id).toBe(idsOf("disks-1", "disks-2").join(","));
		expect(jobOf("system")).toMatch(/^[0-9a-f]{32}$/);
		expect(jobOf("disks")).toMatch(/^[0-9a-f]{32}$/);
	});

	describe("the next `up`", () => {
		beforeAll(async () => {
			clock.advance(6 * MINUTE);
			outcome = await stack.up();
			stored = await storedImages(stack);
		}, 60_000);

		test("completes the same images, without duplicates", () => {
			expect(outcome).toMatchObject({ code: 0 });
			expect([...outcome.steps].sort()).toEqual(["update disks", "update system"]);
			expect(countCalls(cloud, "createImage")).toBe(2);
			expect(cloudImagesIn(cloud)).toHaveLength(3);
			expect(stored.system?.outputs).toMatchObject({ status: "active", imageId: idsOf("system")[0] });
		});

		test("leaves no changes", async () => {
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		}, 60_000);
	});
});

describe("Ctrl-C with a service that hides images until their job is done", () => {
	beforeAll(async () => {
		await openSlowCloud({ imageWhileJobRuns: "hidden", jobShowsImageId: "end" });
		await interruptUp();
	}, 60_000);

	test("keeps the jobs' ids in place of the images' ids", () => {
		for (const name of ["system", "disks"]) expect(stored[name]?.id).toBe(`job:${String(jobOf(name))}`);
		expect(stored.system?.outputs.imageId).toBeUndefined();
		expect(outcome.terminal).toMatch(/Image system \(job:[0-9a-f]{32}\)/);
	});

	test("loses nothing by a refresh in between", async () => {
		const ids = Object.values(stored).map(({ id }) => id);
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		stored = await storedImages(stack);
		expect(Object.values(stored).map(({ id }) => id)).toEqual(ids);
	}, 60_000);

	test("gets the real ids by a refresh after the jobs are done", async () => {
		clock.advance(10 * MINUTE);
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		stored = await storedImages(stack);
		expect(stored.system?.id).toBe(idsOf("system")[0]);
		expect(stored.disks?.id).toBe(idsOf("disks-1", "disks-2").join(","));
		expect(stored.system?.outputs.imageId).toBe(stored.system?.id);
	}, 60_000);

	test("is followed by an `up` that completes the same images", async () => {
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(countCalls(cloud, "createImage")).toBe(2);
		expect(cloudImagesIn(cloud)).toHaveLength(3);
		stored = await storedImages(stack);
		for (const { outputs } of Object.values(stored)) expect(outputs).not.toHaveProperty("unfinished");
	}, 60_000);

	test("is followed by a destroy that removes all of them", async () => {
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect(cloudImagesIn(cloud)).toEqual([]);
	}, 60_000);
});

describe("`customTimeouts`", () => {
	beforeAll(async () => {
		await openSlowCloud({ imageWhileJobRuns: "hidden", jobShowsImageId: "end" });
		stack.write(declareImages(images, { customTimeouts: { create: "1s" } }));
		outcome = await stack.up();
		stored = await storedImages(stack);
	}, 60_000);

	test("end the wait on time, and keep the job", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(/Image system \(job:\w+\) timed out after \d s while being made/);
		expect(stored.system?.id).toBe(`job:${String(jobOf("system"))}`);
	});

	test("cause no second image: the next `up` completes the first one, without a refresh, and `imageId` is the real one", async () => {
		clock.advance(10 * MINUTE);
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(countCalls(cloud, "createImage")).toBe(2);
		const { system, disks } = (await stack.outputs()) as Record<string, Record<string, unknown>>;
		expect(system?.imageId).toBe(idsOf("system")[0]);
		expect(disks?.dataImageIds).toEqual(idsOf("disks-1", "disks-2"));
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect(cloudImagesIn(cloud)).toEqual([]);
	}, 60_000);
});
