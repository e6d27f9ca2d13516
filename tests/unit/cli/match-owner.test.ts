import { findMarker, hasMarker } from "../../../provider/cli/find-marker";
import { type KindName, kinds } from "../../../provider/resources";
import { listDeclared } from "../../../provider/cli/match-owner";
import { listIdentities, listIds, parseState, parseUrn } from "../../../provider/cli/stack-state";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";
import {
	describePending,
	describeOwner,
	type MarkerState,
	tagOwner,
} from "../../../provider/lifecycle/create-safety/ownership-marker";

const NOTEBOOK = kinds.Notebook.token;
const IMAGE = kinds.CloudImage.token;
const BENCH = "course:room:Bench";
const OWN = { project: "course", stack: "dev" };

function identify(name: string, token: string, { project = "course", stack = "dev", parents = [] as string[] } = {}) {
	return composeIdentity({ project, stack, types: [...parents, token], name });
}

/** A state with one component, and any further resources. */
function stateWith(resources: object[], pending: object[] = []) {
	const bench = { urn: `urn:pulumi:dev::course::${BENCH}::front`, type: BENCH };
	return parseState(JSON.stringify({ deployment: { resources: [bench, ...resources], pending_operations: pending } }));
}

const declared = listDeclared(stateWith([]), OWN);

const INCARNATION = "0a1b2c3";

/** An object of one kind with this description. */
function notebook(description: string, kind: KindName = "Notebook") {
	return { kinds: [kind], names: [], description };
}

describe("a description identifies the owner of a notebook", () => {
	const individual = (...args: Parameters<typeof identify>) => withIncarnation(identify(...args), INCARNATION);

	test.each([
		["without a parent", individual("lab", NOTEBOOK), "lab", undefined],
		[
			"under a component of the state",
			individual("lab", NOTEBOOK, { parents: [BENCH] }),
			"lab",
			`urn:pulumi:dev::course::${BENCH}::front`,
		],
		["with a name with colons", individual("a:b:c", NOTEBOOK), "a:b:c", undefined],
		["of version 0.1.0", identify("lab", NOTEBOOK), "lab", undefined],
	])("%s", (_where, identity, name, parent) => {
		const stack = { project: "course", stack: "dev" };
		const found = findMarker(notebook(describeOwner(identity)), declared);
		expect(found).toEqual({ name, stack, state: "done", owner: { name, token: NOTEBOOK, identity, parent } });
		const open = findMarker(notebook(describePending(identity, { flavor: "cpu" })), declared);
		expect(open).toEqual({ ...found, state: "open" });
	});

	test.each([
		["of another stack", describeOwner(identify("lab", NOTEBOOK, { stack: "prod" }))],
		["of a stack with the same prefix in its name", describeOwner(identify("lab", NOTEBOOK, { stack: "dev2" }))],
		["of another project", describeOwner(identify("lab", NOTEBOOK, { project: "other" }))],
		["of a user's own", "Managed by Pulumi: course:dev:lab"],
		["that is empty", ""],
	])("a description %s has no owner in the stack", (_what, description) => {
		expect(findMarker(notebook(description), declared)).toBeUndefined();
	});

	test.each<MarkerState>(["open", "kept", "done"])(
		"a description under an unknown component belongs to the stack, but to no resource (%s)",
		(state) => {
			const identity = identify("lab", NOTEBOOK, { parents: ["gone:gone:Gone"] });
			const description = state === "done" ? describeOwner(identity) : describePending(identity, {}, state);
			expect(hasMarker(notebook(description))).toBe(true);
			expect(findMarker(notebook(description), declared)).toEqual({ name: "lab", stack: OWN, state });
		},
	);

	test.each<[MarkerState, string]>([
		["open", describePending(individual("lab", NOTEBOOK), {})],
		["kept", describePending(individual("lab", NOTEBOOK), {}, "kept")],
		["done", describeOwner(individual("lab", NOTEBOOK))],
	])("a marker is found in the state %s", (state, description) => {
		expect(hasMarker(notebook(description))).toBe(true);
		expect(findMarker(notebook(description), declared)).toMatchObject({ state, owner: { name: "lab" } });
	});

	test("the hash identifies which of two kinds of images it is", () => {
		const description = describeOwner(individual("base", kinds.NotebookImage.token));
		const object = { kinds: ["CustomImage", "NotebookImage"] as KindName[], names: [], description };
		expect(findMarker(object, declared)?.owner?.token).toBe(kinds.NotebookImage.token);
	});
});

describe("the hash in a tag", () => {
	const tag = (name: string, options = {}) => {
		return tagOwner(withIncarnation(identify(name, IMAGE, options), INCARNATION), { a: 1 }, "open");
	};
	const image = (value: string, name: string) => ({ kinds: ["CloudImage" as const], names: [name], tag: value });

	test.each([
		["the image has the resource's name", tag("disk"), "disk", [], "disk"],
		["the image has the resource's name and 7 digits", tag("disk"), "disk-0a1b2c3", [], "disk"],
		["the image is a data image, with a number at the end", tag("disk"), "disk-0a1b2c3-2", [], "disk"],
		["the user passes the name", tag("disk"), "golden", ["disk"], "disk"],
		["version 0.1.0 created it", tagOwner(identify("disk", IMAGE), {}, "done"), "disk", [], "disk"],
	])("has a known owner if %s", (_how, value, called, names, name) => {
		expect(findMarker(image(value, called), listDeclared(stateWith([]), OWN, { names }))?.name).toBe(name);
	});

	test.each<MarkerState>(["open", "kept", "done"])("is found in the state %s", (state) => {
		const value = tagOwner(withIncarnation(identify("disk", IMAGE), INCARNATION), { a: 1 }, state);
		expect(hasMarker(image(value, "disk"))).toBe(true);
		expect(findMarker(image(value, "disk"), listDeclared(stateWith([]), OWN))).toMatchObject({ state });
	});

	test.each([
		["the name is unknown", tag("disk"), "golden"],
		["it is of another stack", tag("disk", { stack: "prod" }), "disk"],
		["it is a user's own tag", "vision", "disk"],
	])("has no owner if %s", (_why, value, name) => {
		expect(findMarker(image(value, name), declared)).toBeUndefined();
	});

	test("a pending create of this machine is identified by its intent, whatever its name", () => {
		const identity = withIncarnation(identify("disk", IMAGE, { parents: [BENCH] }), INCARNATION);
		const pendingHere = [{ identity, urn: `urn:pulumi:dev::course::${BENCH}$${IMAGE}::disk` }];
		const found = findMarker(
			image(tagOwner(identity, {}, "done"), "golden"),
			listDeclared(stateWith([]), OWN, { pendingHere }),
		);
		const parent = `urn:pulumi:dev::course::${BENCH}::front`;
		expect(found?.owner).toEqual({ token: IMAGE, name: "disk", identity, parent });
	});

	describe("a pending create of a renamed stack", () => {
		const identity = withIncarnation(identify("disk", IMAGE, { stack: "before" }), INCARNATION);
		const resource = { urn: `urn:pulumi:dev::course::${IMAGE}::disk`, type: IMAGE, inputs: { identity, minDisk: 40 } };
		const state = stateWith([], [{ type: "creating", resource }]);
		const others = [{ project: "course", stack: "before" }];

		test.each([
			["no stack has the old name", []],
			["a new stack has the old name", others],
		])("is identified by its identity, whatever its name, if %s", (_when, there) => {
			const found = findMarker(
				image(tagOwner(identity, {}, "open"), "golden"),
				listDeclared(state, OWN, { others: there }),
			);
			expect(found?.owner).toMatchObject({ name: "disk", identity, pending: { inputs: { minDisk: 40 } } });
		});

		test("a pending create does not give its inputs to another create of the same coordinates", () => {
			const another = tagOwner(withIncarnation(identity, "fffffff"), {}, "open");
			const owner = findMarker(image(another, "golden"), listDeclared(state, OWN))?.owner;
			expect(owner).toEqual({ name: "disk", token: IMAGE, identity: withIncarnation(identity, "fffffff") });
		});
	});

	test("a resource moved from another stack adds that stack's objects, unless that stack exists", () => {
		const moved = identify("disk", IMAGE, { stack: "prod" });
		const resource = { urn: `urn:pulumi:dev::course::${IMAGE}::disk`, id: "1", inputs: { identity: moved } };
		const others = [{ project: "course", stack: "prod" }];
		const object = image(tag("disk", { stack: "prod" }), "disk");
		expect(findMarker(object, listDeclared(stateWith([resource]), OWN))?.stack).toEqual(others[0]);
		expect(findMarker(object, listDeclared(stateWith([resource]), OWN, { others }))).toBeUndefined();
	});
});

describe("a state", () => {
	test.each([
		["no JSON", "x"],
		["no export", "{}"],
		["a list", "[]"],
		["nothing", "null"],
	])("that is %s is rejected in a sentence", (_what, json) => {
		expect(() => parseState(json)).toThrow(/`pulumi stack export`/);
	});

	test("may have no resources", () => {
		expect(parseState('{"deployment": {}}')).toEqual({ resources: [], pending: [] });
	});

	test("names explicit providers, not the engine's own", () => {
		const of = (name: string) => ({
			urn: `urn:pulumi:dev::course::${IMAGE}::disk`,
			provider: `urn:pulumi:dev::course::pulumi:providers:pulumi-nodejs::${name}::0a1b`,
		});
		const { resources } = stateWith([of("default"), of("default_3_2"), of("north")]);
		expect(resources.slice(1).map(({ provider }) => provider?.split("::").at(-1))).toEqual([
			undefined,
			undefined,
			"north",
		]);
	});

	test("lists all images of a resource", () => {
		const urn = `urn:pulumi:dev::course::${IMAGE}::disk`;
		const [, image] = stateWith([{ urn, id: "a,b", outputs: { imageIds: ["a", "b"], dataImageIds: ["c"] } }]).resources;
		expect(new Set(listIds(image as never))).toEqual(new Set(["a", "b", "c"]));
	});

	test("lists the creates that may have created a resource's object", () => {
		const urn = `urn:pulumi:dev::course::${IMAGE}::disk`;
		const resource = { urn, id: "a", inputs: { identity: "drawn" }, outputs: { identity: "resumed" } };
		expect(listIdentities(stateWith([resource]).resources[1] as never)).toEqual(["resumed", "drawn"]);
	});

	test("lists the timeouts of its resources, as the engine and as this provider write them", () => {
		const urn = `urn:pulumi:dev::course::${IMAGE}::disk`;
		const resource = { urn, id: "a", customTimeouts: { create: 7200 }, inputs: { timeouts: { delete: 30 } } };
		expect(stateWith([resource]).resources[1]?.timeouts).toEqual([7200, 30]);
	});

	test("may have any characters in the names of its URNs", () => {
		expect(parseUrn(`urn:pulumi:dev::course::${BENCH}$${IMAGE}::a::b c`)).toMatchObject({
			stack: "dev",
			project: "course",
			types: [BENCH, IMAGE],
			name: "a::b c",
		});
	});
});
