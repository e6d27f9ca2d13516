import { UNKNOWN } from "../../../provider/lifecycle/contract";
import {
	type Inputs,
	notebookImage,
	type Outputs,
	pathOf,
} from "../../../provider/resources/notebook-image/definition";
import { derive } from "../../support/derived";

const { checkInputs, diff: compare, toOutputs, toReadInputs, toRequest: toSaveBody } = derive(notebookImage);

const inputs: Inputs = {
	identity: "shop:dev:Snap Shot#0123456789abcdef0123-0123456",
	notebookId: "n1",
	name: "snapshot",
	namespace: "vision",
	tag: "1.0",
	description: "ours",
};
const place = { region: "r", projectId: "p", inherited: [] };

function diff(after: object, state: Partial<Outputs> = {}) {
	const outputs = { ...toOutputs(inputs, place, { id: "i", status: "ACTIVE" }), ...state };
	return compare({ id: "i", inputs, outputs }, { ...inputs, ...after });
}

test.each<[string, object]>([
	["nothing", {}],
	["the default workspace", { workspaceId: "0" }],
	["where it is anyway", { region: "r", projectId: "p" }],
	["what is only for Pulumi", { purgeOnDelete: true, startIfStopped: true, adopt: "i", timeouts: {} }],
])("%s is no change", (_what, after) => {
	expect(diff(after)).toEqual({ changes: false });
});

test.each<[string, object, string, boolean]>([
	["another notebook", { notebookId: "n2" }, "notebookId", true],
	["a notebook that is not known yet", { notebookId: UNKNOWN }, "notebookId", true],
	["another description", { description: "new" }, "description", true],
	["a rebuild", { rebuild: "2" }, "rebuild", true],
	["another name", { name: "other" }, "name", false],
	["another organisation", { namespace: "other" }, "namespace", false],
	["another tag", { tag: "2.0" }, "tag", false],
	["no tag any more", { tag: undefined }, "tag", false],
	["another region", { region: "eu-de" }, "region", false],
])("%s replaces; the old one goes first only where the path stays", (_what, after, name, deleteBeforeReplace) => {
	expect(diff(after)).toMatchObject({ replaces: [name], deleteBeforeReplace });
});

test.each([
	["another notebook", { notebookId: "n2" }],
	["a notebook that is still to be made", { notebookId: UNKNOWN, name: "other" }],
])("%s: a warning says that the image of the old one goes, and how to keep it", (_what, after) => {
	expect(diff(after).warnings).toEqual([
		expect.stringMatching(/image i was saved from.*deletes this image: if its notebook has been lost, .*ignoreChanges/),
	]);
});

test("a change of anything else says nothing of a lost notebook", () => {
	expect(diff({ rebuild: "2" }).warnings).toBeUndefined();
});

test.each(["CREATE_FAILED", "ERROR"])("one that is %s is made anew", (status) => {
	expect(diff({}, { status })).toMatchObject({ changes: true, replaces: ["status"] });
});

test("one that is not finished is gone on with", () => {
	expect(diff({}, { unfinished: "create" })).toEqual({ changes: true });
});

function complain(change: object): string[] {
	const given = { identity: inputs.identity, notebookId: "n1", namespace: "vision", ...change };
	return checkInputs(undefined, given).validationErrors.map(({ property, reason }) => `${property}: ${reason}`);
}

test.each<[string, object]>([
	["the least", {}],
	["a name with all that is allowed", { name: "a0._-z" }],
	["a tag with all that is allowed", { tag: "_A0.-" }],
	["an empty description", { description: "" }],
	["all the rest", { startIfStopped: true, purgeOnDelete: true, rebuild: "x", workspaceId: "0", adopt: "i" }],
])("%s is accepted", (_what, change) => {
	expect(complain(change)).toEqual([]);
});

test.each<[string, object, string]>([
	["no notebook", { notebookId: undefined }, "notebookId: expected the id of a notebook, got nothing"],
	["no organisation", { namespace: undefined }, "namespace: expected an organisation in SWR"],
	["an organisation with a digit first", { namespace: "1a" }, "namespace: expected"],
	["a name in capitals", { name: "Snapshot" }, "name: expected 1 to 128 lower-case letters"],
	["a name with a dot at its end", { name: "a." }, "name: expected"],
	["a name of 129 characters", { name: "a".repeat(129) }, "name: expected"],
	["a tag with a colon", { tag: "a:b" }, "tag: expected 1 to 64 letters"],
	["a tag of 65 characters", { tag: "a".repeat(65) }, "tag: expected"],
	["a description of 513 characters", { description: "a".repeat(513) }, "description: expected up to 512"],
	["an unknown input", { notebook: "n1" }, "there is no such input; did you mean `notebookId`?"],
])("%s is refused", (_what, change, expected) => {
	expect(complain(change)).toEqual([expect.stringContaining(expected)]);
});

test("name and description are filled in, the name in lower case", () => {
	expect(checkInputs(undefined, { identity: inputs.identity }).inputs).toMatchObject({
		name: "snap-shot-0123456",
		description: "Managed by Pulumi: shop:dev:Snap Shot [012340123456]",
	});
	expect(checkInputs(undefined, { identity: "a:b:_x#0123456789abcdef0123-0123456" }).inputs.name).toBe("x-0123456");
});

test("no more is sent than the user gave", () => {
	expect(JSON.parse(JSON.stringify(toSaveBody({ ...inputs, tag: undefined })))).toEqual({
		name: "snapshot",
		namespace: "vision",
		description: "ours",
	});
});

test("what the service says of it is read, and the notebook, which it does not, is kept", () => {
	const image = { id: "i", name: "other", namespace: "theirs", tag: "3", description: "", workspace_id: "0" };
	expect(toReadInputs(inputs, image)).toEqual({
		...inputs,
		name: "other",
		namespace: "theirs",
		tag: "3",
		description: "",
	});
	expect(toReadInputs(inputs, { id: "i" })).toEqual(inputs);
	expect(toReadInputs({ ...inputs, tag: undefined }, image).tag).toBeUndefined();
});

test("the path is the service's, before there is one the program's", () => {
	expect(pathOf(inputs)).toBe("vision/snapshot:1.0");
	expect(pathOf({ ...inputs, tag: undefined })).toBe("vision/snapshot");
	expect(pathOf(inputs, { id: "i", swr_path: "swr.x.com/a/b:c" })).toBe("swr.x.com/a/b:c");
});
