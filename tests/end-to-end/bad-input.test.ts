import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";

let cloud: Simulator;
let stack: Stack;

const wrong = {
	name: "not a name",
	description: "a < b",
	flavour: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 4, path: "bucket/directory/" } },
	autoStop: { enable: true },
	desiredState: "running",
};

const validationErrors = [
	/name: expected 1 to 64 letters, .*, got a text of 10 characters, of which number 4 is not allowed/,
	/description: expected .*, got a text of 5 characters, of which number 3 is not allowed/,
	/flavour: there is no such input; did you mean `flavor`\?/,
	/storage\.location\.volumeSize: expected a whole number from 5 to 4096 \(GB\), got 4/,
	/storage\.location\.path: expected nothing, .*, got a text of 17 characters/,
	/autoStop\.duration: expected 3600 to 86400 \(seconds\)/,
	/desiredState: expected one of "RUNNING", "STOPPED", got "running"/,
];

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(wrong), env: environmentOf(cloud) });
}, 60_000);

describe.each(["preview", "up"] as const)("bad input in `%s`", (command) => {
	let outcome: Outcome;

	beforeAll(async () => {
		outcome = await stack[command]();
	}, 60_000);

	test("is rejected with all validation errors at once", () => {
		expect(outcome.code).not.toBe(0);
		for (const error of validationErrors) expect(outcome.terminal).toMatch(error);
	});

	test("is rejected before any request", () => {
		expect(cloud.admin.requests()).toEqual([]);
	});
});
