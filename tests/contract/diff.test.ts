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
	["no change", {}, {}, "none", []],
	["a description", {}, { description: "new" }, "unknown", []],
	["auto-stop", {}, { autoStop: { enable: false } }, "unknown", []],
	["desiredState", {}, { desiredState: "STOPPED" }, "unknown", []],
	["auto-stop with its explicit default", {}, { autoStop: { enable: true, duration: 3600, prompt: true } }, "none", []],
	["a slash before a path", {}, { storage: { type: "obs", location: { path: "/bucket/folder/" } } }, "none", []],
	["an empty list in place of none", {}, { extendStorage: [] }, "none", []],
	["the explicit default workspace", {}, { workspaceId: "0" }, "none", []],
	["only timeouts", { timeouts: { create: 1 } }, { timeouts: { create: 2 } }, "none", []],
	["adopt, once in the state", {}, { adopt: "DE-2" }, "none", []],
	["the explicit effective region", {}, { region: "cn-north-4", projectId: "p1" }, "none", []],
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
	["an unfinished update of a running notebook", { unfinished: "update" }, {}, "some", []],
	["a notebook in a transitional status", { status: "STARTING" }, {}, "some", []],
	[
		"a stopped notebook with `desiredState` RUNNING",
		{ status: "STOPPED", desiredState: "RUNNING" },
		{ desiredState: "RUNNING" },
		"some",
		[],
	],
	["a stopped notebook without `desiredState`", { status: "STOPPED" }, {}, "none", []],
	["a notebook whose create failed", { status: "CREATE_FAILED" }, {}, "some", ["status"]],
	["a notebook that never started", { status: "START_FAILED", unfinished: "create" }, {}, "some", ["status"]],
	["an unknown status", { status: "REBALANCING" }, {}, "none", []],
];

test.each(rows)("the diff of %s is as expected", async (_what, olds, news, changes, replaces) => {
	const difference = await at.provider.diff("DE-1", { ...outputs, ...olds }, { ...inputs, ...news });
	// deleteBeforeReplace is an option of the resource, so that it holds for forced replacements.
	expect(difference).toEqual({ changes, replaces, deleteBeforeReplace: false });
});

test("a replacement that deletes a disk shows a warning on the resource", async () => {
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
	["a replacement of a notebook on OBS", {}, { name: "other" }],
])("%s shows no warning", async (_what, olds, news) => {
	await at.provider.diff("DE-1", { ...outputs, ...olds }, { ...inputs, ...news });
	await at.provider.diff("DE-1", outputs, inputs);
	expect(at.provider.engine.messages).toEqual([]);
});

test("diff sends no request", () => {
	expect(at.world.operations()).toEqual([]);
});
