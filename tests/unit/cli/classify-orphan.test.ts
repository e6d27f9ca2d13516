import { findMaxRunTime } from "../../../provider/cli/find-orphans";
import { type Evidence, classifyOrphan, type Duplicate } from "../../../provider/cli/classify-orphan";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";

const COORDINATES = composeIdentity({ project: "course", stack: "dev", types: ["t"], name: "lab" });
const MADE = withIncarnation(COORDINATES, "0a1b2c3");
const OTHER = withIncarnation(COORDINATES, "fffffff");

/** A complete object of an unknown create. */
const finished: Evidence = {
	identity: MADE,
	state: "done",
	age: 2,
	pending: [],
	pendingHere: [],
	maxRunTime: 1000,
};
const old: Evidence = { ...finished, state: "open", age: 1001 };
const kept: Evidence = { ...old, state: "kept" };
const duplicate: Duplicate = { name: "lab" };

test.each<[string, Evidence]>([
	["a killed run of the stack left its create pending", { ...finished, pending: [OTHER, MADE] }],
	[
		"a killed run left its create pending before the stack was renamed",
		{ ...finished, pending: [MADE], otherName: "a/b" },
	],
	[
		"a killed run left its create pending beside a resource with the same marker",
		{ ...finished, pending: [MADE], duplicate },
	],
	["this machine left its create pending", { ...finished, pendingHere: [OTHER, MADE] }],
	["a killed run left its create pending, and a state had it", { ...kept, pending: [MADE] }],
	["this machine left its create pending, and a state had it", { ...kept, pendingHere: [MADE] }],
	["its create is pending for longer than any timeout", old],
	["its create of version 0.1.0 is pending for longer than any timeout", { ...old, identity: COORDINATES }],
	["it is the unfinished duplicate of a complete resource", { ...old, duplicate }],
])("an orphan certainly belongs to the stack if %s", (_why, evidence) => {
	expect(classifyOrphan(evidence)).toMatchObject({ owner: "this stack" });
});

test.each<[string, Evidence, RegExp]>([
	["its create is complete", finished, /is complete/],
	["a state had its interrupted create", kept, /so another state may have it/],
	["a resource of the state has its marker, and its create was interrupted", { ...kept, duplicate }, /marker of lab/],
	[
		"its create is complete, and another create of the same coordinates is known",
		{ ...finished, pending: [OTHER], pendingHere: [OTHER] },
		/is complete/,
	],
	[
		"its create is complete, and version 0.1.0 had a pending create there",
		{ ...finished, identity: COORDINATES, pending: [COORDINATES], pendingHere: [COORDINATES] },
		/is complete/,
	],
	["its create is pending, but young", { ...old, age: 1000 }, /may still be in progress/],
	["its create is pending, and its age is unknown", { ...old, age: undefined }, /does not report its age/],
	["its parent is unknown", { ...old, identity: undefined }, /under which parent/],
	[
		"its marker names another stack, from which resources were moved",
		{ ...old, otherName: "course/prod" },
		/names course\/prod/,
	],
	[
		"a resource of the state has its marker, and its create is complete",
		{ ...finished, duplicate },
		/marker of lab in this state/,
	],
	[
		"an unfinished resource has its marker",
		{ ...old, duplicate: { ...duplicate, isUnfinished: true } },
		/which is unfinished/,
	],
	[
		"this machine left its create pending, and an unfinished resource has its marker",
		{ ...old, pendingHere: [MADE], duplicate: { ...duplicate, isUnfinished: true } },
		/which is unfinished/,
	],
	[
		"a resource of another stack has its marker",
		{ ...old, pendingHere: [MADE], duplicate: { ...duplicate, stack: "prod" } },
		/in the state of stack prod/,
	],
	[
		"the stack's current state has it, unlike the given file",
		{ ...old, pending: [MADE], isInPresentState: true },
		/current state has it/,
	],
])("an orphan may belong to another stack if %s", (_why, evidence, reason) => {
	expect(classifyOrphan(evidence)).toEqual({ owner: "uncertain", reason: expect.stringMatching(reason) });
});

test("an object in another stack's state belongs to that stack, against all other evidence", () => {
	const evidence = { ...old, pending: [MADE], pendingHere: [MADE], holder: "prod" };
	expect(classifyOrphan(evidence)).toEqual({ owner: "another stack", stack: "prod" });
});

test.each([
	["the maximum default timeout", [], 3600],
	["the maximum timeout of the state, where that is longer", [{ timeouts: [30] }, { timeouts: [60, 7200] }], 7200],
	["the maximum default timeout, where those of the state are shorter", [{ timeouts: [60] }], 3600],
])("the maximum duration of a run is half an hour more than %s", (_what, resources, seconds) => {
	expect(findMaxRunTime(resources)).toBe((seconds + 1800) * 1000);
});
