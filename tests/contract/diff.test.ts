import { notebook } from "../support/notebook";
import { defaultUrn } from "../support/provider-process";
import { UNKNOWN } from "../support/paths";
import type { Json } from "../support/structs";
import { shareProvider } from "../support/world";

const at = shareProvider();

const inputs = notebook({
	name: "lab",
	description: "text",
	storage: { type: "obs", location: { path: "bucket/folder/" } },
	autoStop: { enable: true, duration: 3600 },
});
const outputs = {
	...inputs,
	region: "cn-north-4",
	projectId: "p1",
	inherited: ["region", "projectId"],
	status: "RUNNING",
};

type Row = readonly [what: string, olds: Json, news: Json, changes: string, replaces: string[]];

const rows: Row[] = [
	["nothing changed", {}, {}, "none", []],
	["a description", {}, { description: "new" }, "unknown", []],
	["auto-stop", {}, { autoStop: { enable: false } }, "unknown", []],
	["desiredState", {}, { desiredState: "STOPPED" }, "unknown", []],
	["auto-stop with its default said", {}, { autoStop: { enable: true, duration: 3600, prompt: true } }, "none", []],
	["a slash before a path", {}, { storage: { type: "obs", location: { path: "/bucket/folder/" } } }, "none", []],
	["an empty list for none", {}, { extendStorage: [] }, "none", []],
	["the default workspace said", {}, { workspaceId: "0" }, "none", []],
	["timeouts alone", { timeouts: { create: 1 } }, { timeouts: { create: 2 } }, "none", []],
	["adopt, once in the state", {}, { adopt: "DE-2" }, "none", []],
	["the effective region said", {}, { region: "cn-north-4", projectId: "p1" }, "none", []],
	["a name", {}, { name: "other" }, "unknown", ["name"]],
	["a profile", {}, { profileId: "Python3" }, "unknown", ["profileId"]],
	["a flavor", {}, { flavor: "modelarts.vm.cpu.8u" }, "unknown", ["flavor"]],
	["storage", {}, { storage: { type: "evs" } }, "unknown", ["storage"]],
	["annotations", {}, { annotations: { a: "b" } }, "unknown", ["annotations"]],
	["a workspace", {}, { workspaceId: "w".repeat(32) }, "unknown", ["workspaceId"]],
	["a pool", {}, { pool: { id: "p" } }, "unknown", ["pool"]],
	["an AI project", {}, { aiProjectId: "ai" }, "unknown", ["aiProjectId"]],
	["another region", {}, { region: "eu-de" }, "unknown", ["region"]],
	["another project", {}, { projectId: "p2" }, "unknown", ["projectId"]],
	["two of these", {}, { name: "other", flavor: "x" }, "unknown", ["name", "flavor"]],
	["an unknown flavor", {}, { flavor: UNKNOWN }, "unknown", ["flavor"]],
	["an unknown size within storage", {}, { storage: { type: "evs", location: UNKNOWN } }, "unknown", ["storage"]],
	["an unknown description", {}, { description: UNKNOWN }, "unknown", []],
	["an unfinished create", { unfinished: "create", status: "CREATING" }, {}, "some", []],
	["an unfinished update of a running one", { unfinished: "update" }, {}, "some", []],
	["a notebook in between", { status: "STARTING" }, {}, "some", []],
	[
		"one stopped that shall run",
		{ status: "STOPPED", desiredState: "RUNNING" },
		{ desiredState: "RUNNING" },
		"some",
		[],
	],
	["one stopped that may", { status: "STOPPED" }, {}, "none", []],
	["one whose creation failed", { status: "CREATE_FAILED" }, {}, "some", ["status"]],
	["one that never started", { status: "START_FAILED", unfinished: "create" }, {}, "some", ["status"]],
	["an unknown status", { status: "REBALANCING" }, {}, "none", []],
];

test.each(rows)("%s", async (_what, olds, news, changes, replaces) => {
	const difference = await at.provider.diff("DE-1", { ...outputs, ...olds }, { ...inputs, ...news });
	// Deleting first is an option of the resource, so that it holds for replacements that ask nobody.
	expect(difference).toEqual({ changes, replaces, deleteBeforeReplace: false });
});

test("a replacement that deletes a disk warns of it, on the resource", async () => {
	const disk = { storage: { type: "evs", location: { volumeSize: 80 } } };
	const urn = `${defaultUrn}-disk`;
	await at.provider.diff("DE-1", { ...outputs, ...disk }, { ...inputs, ...disk, name: "other" }, { urn });
	await at.world.until(() => at.provider.engine.messages.length > 0);
	expect(at.provider.engine.messages).toEqual([
		{ severity: "warning", text: expect.stringMatching(/lab deletes its EVS disk \(80 GB\)/), urn, ephemeral: false },
	]);
});

test.each<readonly [string, Json, Json]>([
	["an update", { storage: { type: "evs" } }, { storage: { type: "evs" }, description: "new" }],
	["a replacement of one on OBS", {}, { name: "other" }],
])("%s warns of nothing", async (_what, olds, news) => {
	await at.provider.diff("DE-1", { ...outputs, ...olds }, { ...inputs, ...news });
	await at.provider.diff("DE-1", outputs, inputs);
	expect(at.provider.engine.messages).toEqual([]);
});

test("none of all that sent a request", () => {
	expect(at.world.operations()).toEqual([]);
});
