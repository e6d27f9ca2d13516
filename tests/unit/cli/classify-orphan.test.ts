import { findMaxRunTime } from "../../../provider/cli/find-orphans";
import { type Evidence, classifyOrphan, type Duplicate } from "../../../provider/cli/classify-orphan";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";

const COORDINATES = composeIdentity({ project: "course", stack: "dev", types: ["t"], name: "lab" });
const MADE = withIncarnation(COORDINATES, "0a1b2c3");
const OTHER = withIncarnation(COORDINATES, "fffffff");

/** A finished object, of no create that anybody knows. */
const finished: Evidence = {
	identity: MADE,
	isPending: false,
	age: 2,
	pending: [],
	pendingHere: [],
	maxRunTime: 1000,
};
const old: Evidence = { ...finished, isPending: true, age: 1001 };
const duplicate: Duplicate = { name: "lab" };

test.each<[string, Evidence]>([
	["a killed run of the stack was creating it", { ...finished, pending: [OTHER, MADE] }],
	["a killed run was creating it, before the stack was renamed", { ...finished, pending: [MADE], otherName: "a/b" }],
	[
		"a killed run was creating it in the place of what has the same marker",
		{ ...finished, pending: [MADE], duplicate },
	],
	["this machine has begun it", { ...finished, pendingHere: [OTHER, MADE] }],
	["its create was not finished, longer ago than any time-out", old],
	["the same of version 0.1.0", { ...old, identity: COORDINATES }],
	["it is the unfinished double of a finished resource", { ...old, duplicate }],
])("surely the stack's: %s", (_why, evidence) => {
	expect(classifyOrphan(evidence)).toMatchObject({ owner: "this stack" });
});

test.each<[string, Evidence, RegExp]>([
	["it is finished", finished, /is complete/],
	[
		"it is finished, and another create of the same coordinates is known",
		{ ...finished, pending: [OTHER], pendingHere: [OTHER] },
		/is complete/,
	],
	[
		"it is finished, and version 0.1.0 was creating something there",
		{ ...finished, identity: COORDINATES, pending: [COORDINATES], pendingHere: [COORDINATES] },
		/is complete/,
	],
	["it is not finished, but young", { ...old, age: 1000 }, /may still be in progress/],
	["it is not finished, of unknown age", { ...old, age: undefined }, /does not report its age/],
	["its parent is not known", { ...old, identity: undefined }, /under which parent/],
	[
		"its marker names another stack that resources came from",
		{ ...old, otherName: "course/prod" },
		/names course\/prod/,
	],
	[
		"a resource of the state has its marker, and it is finished",
		{ ...finished, duplicate },
		/marker of lab in this state/,
	],
	[
		"an unfinished resource has its marker",
		{ ...old, duplicate: { ...duplicate, isUnfinished: true } },
		/which is unfinished/,
	],
	[
		"this machine has begun it for an unfinished resource",
		{ ...old, pendingHere: [MADE], duplicate: { ...duplicate, isUnfinished: true } },
		/which is unfinished/,
	],
	[
		"a resource of another stack has its marker",
		{ ...old, pendingHere: [MADE], duplicate: { ...duplicate, stack: "prod" } },
		/in the state of stack prod/,
	],
	[
		"the stack's present state has it, the given file has not",
		{ ...old, pending: [MADE], isInPresentState: true },
		/current state has it/,
	],
])("perhaps another stack's: %s", (_why, evidence, reason) => {
	expect(classifyOrphan(evidence)).toEqual({ owner: "uncertain", reason: expect.stringMatching(reason) });
});

test("another stack's is what that has, whatever else speaks for this one", () => {
	const evidence = { ...old, pending: [MADE], pendingHere: [MADE], holder: "prod" };
	expect(classifyOrphan(evidence)).toEqual({ owner: "another stack", stack: "prod" });
});

test.each([
	["the longest default", [], 3600],
	["the longest of the state, where that is longer", [{ timeouts: [30] }, { timeouts: [60, 7200] }], 7200],
	["the longest default, where the state's are shorter", [{ timeouts: [60] }], 3600],
])("no run is at work any more half an hour after %s", (_what, resources, seconds) => {
	expect(findMaxRunTime(resources)).toBe((seconds + 1800) * 1000);
});
