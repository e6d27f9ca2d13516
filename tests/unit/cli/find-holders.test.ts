import { findHolders } from "../../../provider/cli/find-holders";
import type { OtherStack } from "../../../provider/cli/other-stacks";
import { parseState } from "../../../provider/cli/stack-state";

const OWN = { project: "course", stack: "dev" };

function stateOf(stack: string, resources: object[], pending: object[] = []) {
	const urn = `urn:pulumi:${stack}::course::t::lab`;
	const full = (one: object) => ({ urn, ...one });
	const operations = pending.map((one) => ({ type: "creating", resource: full(one) }));
	return parseState(JSON.stringify({ deployment: { resources: resources.map(full), pending_operations: operations } }));
}

function otherStack(stack: string, resources: object[], pending: object[] = []): OtherStack {
	return { label: stack, project: "course", stack, state: stateOf(stack, resources, pending) };
}

function cloudObject(id: string) {
	const markers = id.split(",").map((one) => `marker of ${one}`);
	return { kinds: ["CloudImage" as const], id, name: "", status: "", cost: "", names: [], tag: "t", markers };
}

const nothing = stateOf("dev", []);

test.each([
	["has it", [{ id: "a" }], []],
	["has it among its images", [{ id: "x", outputs: { dataImageIds: ["a"] } }], []],
	["has a pending create of it", [], [{ inputs: { identity: "i" } }]],
])("another stack is the holder if it %s", (_how, resources, pending) => {
	const holders = findHolders(nothing, [otherStack("prod", resources, pending)], OWN, false);
	expect(holders.find("a", "i")).toEqual({ stack: "prod" });
});

test("a pending create of this stack has no other holder, although a copy of its state has it as well", () => {
	const pending = [{ inputs: { identity: "i" } }];
	const holders = findHolders(stateOf("dev", [], pending), [otherStack("copy", [], pending)], OWN, false);
	expect(holders.find("a", "i")).toEqual({});
});

test.each([
	["is its own current one beside a file", true, { isPresent: true }],
	["is one of another organization, beside its own state", false, { stack: "dev" }],
])("a state with the stack's own name %s", (_what, isFromFile, holder) => {
	const holders = findHolders(nothing, [otherStack("dev", [{ id: "a" }])], OWN, isFromFile);
	expect(holders.find("a", undefined)).toEqual(holder);
});

test("an object is split where several states have parts of it, and each part keeps its markers", () => {
	const holders = findHolders(nothing, [otherStack("prod", [{ id: "b" }])], OWN, false);
	expect(holders.split(cloudObject("a,b,c")).map(({ id, markers }) => [id, markers])).toEqual([
		["a,c", ["marker of a", "marker of c"]],
		["b", ["marker of b"]],
	]);
});

describe("a duplicate of an object", () => {
	const marked = { name: "lab", stack: OWN, state: "open" as const, owner: { token: "t", name: "lab", identity: "i" } };

	test.each([
		[
			"in this state",
			stateOf("dev", [{ id: "x", outputs: { identity: "i", unfinished: "create" } }]),
			[],
			{ isUnfinished: true },
		],
		[
			"in another one",
			nothing,
			[otherStack("prod", [{ id: "x", inputs: { identity: "i" } }])],
			{ stack: "prod", isUnfinished: false },
		],
		["that has a part of it", nothing, [otherStack("prod", [{ id: "b" }])], { stack: "prod" }],
	])("is found %s", (_where, own, others, duplicate) => {
		expect(findHolders(own, others, OWN, false).findDuplicate(cloudObject("a,b"), marked)).toEqual({
			name: "lab",
			...duplicate,
		});
	});

	test("is not another create of the same resource", () => {
		const own = stateOf("dev", [{ id: "x", outputs: { identity: "another" } }]);
		expect(findHolders(own, [], OWN, false).findDuplicate(cloudObject("a,b"), marked)).toBeUndefined();
	});
});
