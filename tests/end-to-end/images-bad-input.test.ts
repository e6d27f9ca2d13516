import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { declareImages } from "./support/images";
import { openStack, type Outcome } from "./support/stack";

const tooMany = Array.from({ length: 4 }, () => ({ imageUrl: "images:a.qcow2" }));

const system = {
	name: " base",
	description: "a < b",
	imageUrl: "images:a b.iso",
	type: "IsoImage",
	volumeSize: 40,
	architecture: "arm",
	hwFirmwareType: "bios",
	maxRam: 1024,
	minRam: 2048,
	tags: { pulumi: "x", "a=b": "y" },
	dataImages: [{ volumeId: "d1", minDisk: 9000 }, ...tooMany],
};

const registered = {
	swrPath: "pytorch",
	arch: "ARM",
	services: ["NOTEBOOKS"],
	visibility: "SECRET",
	readMe: "x".repeat(3001),
	imageUrl: "images:a.qcow2",
};

const validationErrors = {
	CloudImage: [
		/name: expected 1 to 128 letters, .*got a text of 5 characters/,
		/description: expected up to 1024 characters in one line, none of < >, got a text of 5 characters, of which number 3 is not allowed/,
		/imageUrl: expected bucket:object without blanks, .*got a text of 14 characters/,
		/minDisk: expected 1 to 1024/,
		/osVersion: expected a version such as "CentOS 7\.0 64bit", as an ISO needs one/,
		/hwFirmwareType: expected "uefi", as architecture is "arm"/,
		/volumeSize: there is no such input/,
		/maxRam: expected at least minRam, 2048 \(MB\), got 1024/,
		/tags\.pulumi: the key pulumi is the provider's own/,
		/tags\.a=b: expected a key of/,
		/dataImages: expected 3 data images at most with a file, got 5/,
		/dataImages\[0\]\.imageUrl: expected the imageUrl of each data image/,
		/dataImages\[0\]\.volumeId: expected nothing/,
		/dataImages\[0\]\.minDisk: expected a whole number from 1 to 2048 \(GB\), got 9000/,
		/dataImages\[2\]\.imageUrl: expected another one for each image/,
	],
	CustomImage: [
		/swrPath: expected a path such as .*got a text of 7 characters/,
		/arch: expected one of "X86_64", "AARCH64", got "ARM"/,
		/services\[0\]: expected one of/,
		/visibility: expected one of/,
		/readMe: expected up to 3000 characters/,
		/imageUrl: there is no such input/,
	],
};

const wrong = [
	["CloudImage", { system }],
	["CustomImage", { registered }],
] as const;

describe.each(wrong)("a %s with invalid inputs", (kind, images) => {
	let cloud: Simulator;
	let outcome: Outcome;

	beforeAll(async () => {
		cloud = await openCloud();
		const stack = await openStack({ program: declareImages(images), env: environmentOf(cloud) });
		outcome = await stack.up();
	}, 60_000);

	test("is rejected with all validation errors at once", () => {
		expect(outcome.code).not.toBe(0);
		for (const error of validationErrors[kind]) expect(outcome.diagnostics).toMatch(error);
	});

	test("is rejected before any request", () => {
		expect(cloud.admin.requests()).toEqual([]);
	});
});
