import type { Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, openCloud } from "./support/cloud";
import { cloudImagesIn, declareImages, registeredIn, storedImages } from "./support/images";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

const unreadable =
	"Object 'a/b.qcow2' is not a disk image: header <QFI\\xfb> expected, got \"PK\"; nothing was written.";
const noRoom = "Volume d2: copy stopped at 93% (no room in AZ 2).";
const noLayer = "manifest for vision/pytorch:9.9 not found: tag 9.9 is unknown";

const images = {
	single: { name: "single", imageUrl: "images:single.qcow2", minDisk: 40 },
	cluster: {
		name: "cluster",
		imageUrl: "images:system.qcow2",
		minDisk: 40,
		dataImages: [
			{ imageUrl: "images:a.qcow2", minDisk: 10 },
			{ name: "broken", imageUrl: "images:b.qcow2", minDisk: 10 },
		],
	},
	disks: { name: "disks", dataImages: [{ volumeId: "d1" }, { volumeId: "d2" }] },
	registered: { swrPath: "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:9.9" },
};

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

beforeAll(async () => {
	const jobFailures = [
		{ name: "^single$", errorCode: "IMG.0057", failReason: unreadable },
		{ name: "^broken$", errorCode: "IMG.0072", failReason: unreadable },
		{ name: "^disks-2$", errorCode: "IMG.0022", failReason: noRoom, after: 0.5 },
	];
	const customImageFailures = [{ statusMessage: noLayer }];
	const durations = { createImage: 200, registerImage: 100 };
	cloud = await openCloud({ settings: { jobFailures, customImageFailures, durations } });
	stack = await openStack({ program: declareImages(images), env: environmentOf(cloud) });
	outcome = await stack.up({ args: ["--continue-on-error"] });
}, 60_000);

describe("a failed job", () => {
	test("fails the run with its code and its reason, verbatim, and names image and job", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(/The image single could not be made \(job [0-9a-f]{32}\): /);
		expect(outcome.terminal).toContain(`IMG.0057 ${unreadable}`);
	});

	test("has its reason once in the diagnostics", () => {
		expect(outcome.diagnostics.split(`IMG.0057 ${unreadable}`)).toHaveLength(2);
	});

	test("of several images reports the sub-jobs' own reasons", () => {
		expect(outcome.terminal).toContain("1 of 3 sub-jobs failed.");
		expect(outcome.terminal).toContain(`image "broken": IMG.0072 ${unreadable}`);
		expect(outcome.terminal).toContain(`image "disks-2": IMG.0022 ${noRoom}`);
	});

	test("has its other images removed, and says that no object is orphaned", () => {
		expect(outcome.terminal.match(/Nothing was left behind\./g)?.length).toBeGreaterThanOrEqual(3);
		expect(countCalls(cloud, "glanceDeleteImage")).toBe(3);
		expect(cloudImagesIn(cloud)).toEqual([]);
	});
});

describe("a failed registration", () => {
	test("fails the run with the service's message", () => {
		expect(outcome.terminal).toMatch(/Image \S+\/pytorch:9\.9 \([\w-]+\) ended as CREATE_FAILED: /);
		expect(outcome.terminal).toContain(noLayer);
	});

	test("is removed again, without a change in SWR", () => {
		expect(outcome.terminal).toContain("The registration was removed again; what is in SWR was not touched.");
		expect(registeredIn(cloud)).toEqual([]);
		expect(cloud.admin.state().purgedSwrImages).toEqual([]);
	});
});

test("the state has none of the failed images", async () => {
	expect(await storedImages(stack)).toEqual({});
});

whenFull(() => {
	test("the next `up`, after the causes are fixed, creates all of them", async () => {
		outcome = await stack.up();
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toHaveLength(4);
		expect(outcome.terminal).not.toContain("Resumed");
		expect(cloudImagesIn(cloud).map(({ status }) => status)).toEqual(Array<string>(6).fill("active"));
		expect(registeredIn(cloud)).toMatchObject([{ status: "ACTIVE" }]);
	}, 60_000);
});
