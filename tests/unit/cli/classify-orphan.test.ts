import { findLongest } from "../../../provider/cli/find-orphans";
import { type Evidence, judgeOrphan, type Twin } from "../../../provider/cli/classify-orphan";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";

const COORDINATES = composeIdentity({ project: "course", stack: "dev", types: ["t"], name: "lab" });
const MADE = withIncarnation(COORDINATES, "0a1b2c3");
const OTHER = withIncarnation(COORDINATES, "fffffff");

/** A finished object, of no create that anybody knows. */
const finished: Evidence = {
	identity: MADE,
	isOpen: false,
	age: 2,
	pending: [],
	begun: [],
	longest: 1000,
};
const old: Evidence = { ...finished, isOpen: true, age: 1001 };
const twin: Twin = { name: "lab" };

test.each<[string, Evidence]>([
	["a killed run of the stack was creating it", { ...finished, pending: [OTHER, MADE] }],
	["a killed run was creating it, before the stack was renamed", { ...finished, pending: [MADE], otherName: "a/b" }],
	["a killed run was creating it in the place of what has the same marker", { ...finished, pending: [MADE], twin }],
	["this machine has begun it", { ...finished, begun: [OTHER, MADE] }],
	["its create was not finished, longer ago than any time-out", old],
	["the same of version 0.1.0", { ...old, identity: COORDINATES }],
	["it is the unfinished double of a finished resource", { ...old, twin }],
])("surely the stack's: %s", (_why, evidence) => {
	expect(judgeOrphan(evidence)).toMatchObject({ owner: "this stack" });
});

test.each<[string, Evidence, RegExp]>([
	["it is finished", finished, /is finished/],
	[
		"it is finished, and another create of the same coordinates is known",
		{ ...finished, pending: [OTHER], begun: [OTHER] },
		/is finished/,
	],
	[
		"it is finished, and version 0.1.0 was creating something there",
		{ ...finished, identity: COORDINATES, pending: [COORDINATES], begun: [COORDINATES] },
		/is finished/,
	],
	["it is not finished, but young", { ...old, age: 1000 }, /may still be at work/],
	["it is not finished, of unknown age", { ...old, age: undefined }, /how old it is/],
	["its parent is not known", { ...old, identity: undefined }, /below which parent/],
	[
		"its marker names another stack that resources came from",
		{ ...old, otherName: "course/prod" },
		/names course\/prod/,
	],
	["a resource of the state has its marker, and it is finished", { ...finished, twin }, /marker of lab in this state/],
	["an unfinished resource has its marker", { ...old, twin: { ...twin, isUnfinished: true } }, /which is not finished/],
	[
		"this machine has begun it for an unfinished resource",
		{ ...old, begun: [MADE], twin: { ...twin, isUnfinished: true } },
		/which is not finished/,
	],
	[
		"a resource of another stack has its marker",
		{ ...old, begun: [MADE], twin: { ...twin, stack: "prod" } },
		/in the state of stack prod/,
	],
	[
		"the stack's present state has it, the given file has not",
		{ ...old, pending: [MADE], isInPresentState: true },
		/present state has it/,
	],
])("perhaps another stack's: %s", (_why, evidence, reason) => {
	expect(judgeOrphan(evidence)).toEqual({ owner: "unsure", reason: expect.stringMatching(reason) });
});

test("another stack's is what that has, whatever else speaks for this one", () => {
	const evidence = { ...old, pending: [MADE], begun: [MADE], holder: "prod" };
	expect(judgeOrphan(evidence)).toEqual({ owner: "another stack", stack: "prod" });
});

test.each([
	["the longest default", [], 3600],
	["the longest of the state, where that is longer", [{ timeouts: [30] }, { timeouts: [60, 7200] }], 7200],
	["the longest default, where the state's are shorter", [{ timeouts: [60] }], 3600],
])("no run is at work any more half an hour after %s", (_what, resources, seconds) => {
	expect(findLongest(resources)).toBe((seconds + 1800) * 1000);
});
