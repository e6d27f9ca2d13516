import { findOwnerByDescription, findOwnerByTag, listDeclared } from "../../provider/command/owners";
import { kinds } from "../../provider/command/kinds";
import { listIds, parseState, parseUrn } from "../../provider/command/stack-state";
import { composeIdentity } from "../../provider/recovery/identity";
import { describeOwner, tagOwner } from "../../provider/recovery/mark";

const NOTEBOOK = kinds.Notebook.token;
const IMAGE = kinds.CloudImage.token;
const BENCH = "course:room:Bench";

function identify(name: string, token: string, { project = "course", stack = "dev", parents = [] as string[] } = {}) {
	return composeIdentity({ project, stack, types: [...parents, token], name });
}

/** A state with one component, and whatever else. */
function stateWith(resources: object[], pending: object[] = []) {
	const bench = { urn: `urn:pulumi:dev::course::${BENCH}::front`, type: BENCH };
	return parseState(JSON.stringify({ deployment: { resources: [bench, ...resources], pending_operations: pending } }));
}

const declared = listDeclared(stateWith([]), [], []);

describe("a description says whose a notebook is", () => {
	test.each([
		["at the top", describeOwner(identify("lab", NOTEBOOK)), "lab", undefined],
		[
			"below a component of the state",
			describeOwner(identify("lab", NOTEBOOK, { parents: [BENCH] })),
			"lab",
			`urn:pulumi:dev::course::${BENCH}::front`,
		],
		[
			"while it is being made",
			describeOwner(identify("lab", NOTEBOOK)).replace("]", ".0a1b2c3d.open]"),
			"lab",
			undefined,
		],
		["by a name with colons", describeOwner(identify("a:b:c", NOTEBOOK)), "a:b:c", undefined],
	])("%s", (_where, description, name, parent) => {
		const found = findOwnerByDescription(description, [NOTEBOOK], declared);
		expect(found).toMatchObject({ name, owner: { name, token: NOTEBOOK } });
		expect(found?.owner?.parent).toBe(parent);
	});

	test.each([
		["of another stack", describeOwner(identify("lab", NOTEBOOK, { stack: "prod" }))],
		["of a stack whose name begins alike", describeOwner(identify("lab", NOTEBOOK, { stack: "dev2" }))],
		["of another project", describeOwner(identify("lab", NOTEBOOK, { project: "other" }))],
		["that somebody wrote", "Managed by Pulumi: course:dev:lab"],
		["that is empty", ""],
	])("not one %s", (_what, description) => {
		expect(findOwnerByDescription(description, [NOTEBOOK], declared)).toBeUndefined();
	});

	test("one below a component that the state does not have is of the stack, but of no resource", () => {
		const description = describeOwner(identify("lab", NOTEBOOK, { parents: ["gone:gone:Gone"] }));
		expect(findOwnerByDescription(description, [NOTEBOOK], declared)).toEqual({ name: "lab", owner: undefined });
	});

	test("of two kinds of images, the hash tells which it is", () => {
		const tokens = [kinds.CustomImage.token, kinds.NotebookImage.token];
		const description = describeOwner(identify("base", kinds.NotebookImage.token));
		expect(findOwnerByDescription(description, tokens, declared)?.owner?.token).toBe(kinds.NotebookImage.token);
	});
});

describe("a tag holds a hash only", () => {
	const tag = (name: string, options = {}) => tagOwner(identify(name, IMAGE, options), { a: 1 }, "open");

	test.each([
		["the image is called as the resource", tag("disk"), ["disk"], [], "disk"],
		["the image has the resource's name and 7 digits", tag("disk"), ["disk-0a1b2c3"], [], "disk"],
		["a data image has a number behind it", tag("disk"), ["disk-0a1b2c3-2"], [], "disk"],
		["the user knows the name", tag("disk"), ["golden"], ["disk"], "disk"],
	])("it is known if %s", (_how, value, names, told, name) => {
		expect(findOwnerByTag(value, names, listDeclared(stateWith([]), [], told))?.name).toBe(name);
	});

	test.each([
		["nobody knows the name", tag("disk"), "golden"],
		["it is of another stack", tag("disk", { stack: "prod" }), "disk"],
		["it is somebody's own tag", "vision", "disk"],
	])("it is not if %s", (_why, value, name) => {
		expect(findOwnerByTag(value, [name], declared)).toBeUndefined();
	});

	test("what a killed run was creating is known by its identity, whatever it is called", () => {
		const identity = identify("disk", IMAGE, { stack: "before-it-was-renamed" });
		const resource = { urn: `urn:pulumi:dev::course::${IMAGE}::disk`, type: IMAGE, inputs: { identity, minDisk: 40 } };
		const state = stateWith([], [{ type: "creating", resource }]);
		const owner = findOwnerByTag(tagOwner(identity, {}, "open"), ["golden"], listDeclared(state, [], []));
		expect(owner).toMatchObject({ name: "disk", identity, pending: { inputs: { minDisk: 40 } } });
	});
});

describe("a state", () => {
	test.each([
		["no JSON", "x"],
		["no export", "{}"],
		["a list", "[]"],
		["nothing", "null"],
	])("that is %s is refused in a sentence", (_what, json) => {
		expect(() => parseState(json)).toThrow(/`pulumi stack export`/);
	});

	test("without any resource is one", () => {
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

	test("knows all images of a resource", () => {
		const urn = `urn:pulumi:dev::course::${IMAGE}::disk`;
		const [, image] = stateWith([{ urn, id: "a,b", outputs: { imageIds: ["a", "b"], dataImageIds: ["c"] } }]).resources;
		expect(new Set(listIds(image as never))).toEqual(new Set(["a", "b", "c"]));
	});

	test("has URNs whose names may hold anything", () => {
		expect(parseUrn(`urn:pulumi:dev::course::${BENCH}$${IMAGE}::a::b c`)).toMatchObject({
			stack: "dev",
			project: "course",
			types: [BENCH, IMAGE],
			name: "a::b c",
		});
	});
});
