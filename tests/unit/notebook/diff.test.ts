import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { type Inputs, notebook, type Outputs } from "../../../provider/resources/notebook/definition";
import { derive } from "../../support/derived";
import { hour, least } from "./support/inputs";

const { diff: compare, listReplacing } = derive(notebook);
const inputs = least;
const place = { region: "cn-north-4", projectId: "p" };

function diff(before: Partial<Inputs>, after: object, state: Partial<Outputs> = {}) {
	const old = { ...inputs, ...before };
	const outputs: Outputs = { ...old, ...place, status: "RUNNING", ...state };
	return compare({ id: "n", inputs: old, outputs }, { ...old, ...after });
}

const ssh = (keys: string[], ips?: string[]) => ({
	service: "SSH" as const,
	keyPairNames: keys,
	allowedAccessIps: ips,
});

test.each<[string, Partial<Inputs>, object]>([
	["nothing", {}, {}],
	["the category in other letters", {}, { volume: { category: "evs", capacity: 10 } }],
	["the default ownership", {}, { volume: { category: "EVS", ownership: "managed", capacity: 10 } }],
	["the size left open", {}, { volume: { category: "EVS" } }],
	["the default workspace", {}, { workspaceId: "0" }],
	["the default feature", {}, { feature: "NOTEBOOK" }],
	["where it is anyway", {}, place],
	["keys in another order", { endpoints: [ssh(["a", "b"])] }, { endpoints: [ssh(["b", "a"])] }],
	["mounts in another order", { mounts: mounts("a", "b") }, { mounts: mounts("b", "a") }],
	[
		"a mount without its last slash",
		{ mounts: mounts("a") },
		{ mounts: [{ ...mounts("a")[0], mountDirectory: "/data/a" }] },
	],
	["for ever in other words", { lease: { enable: false } }, { lease: { duration: -1 } }],
	[
		"a lease's kind in other letters",
		{ lease: { duration: hour, type: "IDLE" } },
		{ lease: { duration: hour, type: "idle" } },
	],
	["the default kind of a lease", { lease: { duration: hour } }, { lease: { duration: hour, type: "timing" } }],
	["empty lists", {}, { endpoints: [], mounts: [], tags: {} }],
	["no token", {}, { exposeToken: false }],
	["what is only for Pulumi", {}, { adopt: "n", timeouts: { create: 1 } }],
])("%s is no change", (_what, before, after) => {
	expect(diff(before, after)).toEqual({ changes: false });
});

test.each<[string, Partial<Inputs>, object]>([
	["a name", {}, { name: "other" }],
	["a description", {}, { description: "" }],
	["a flavor", {}, { flavor: "modelarts.vm.cpu.8u" }],
	["an image", {}, { imageId: "image-2" }],
	["an image that is not known yet", {}, { imageId: UNKNOWN }],
	["a larger volume", {}, { volume: { category: "EVS", capacity: 20 } }],
	["a size that is not known yet", {}, { volume: { category: "EVS", capacity: UNKNOWN } }],
	["endpoints", {}, { endpoints: [ssh(["a"])] }],
	["no endpoints any more", { endpoints: [ssh(["a"])] }, { endpoints: undefined }],
	["a lease", {}, { lease: { duration: 2 * hour } }],
	["no lease any more", { lease: { duration: 2 * hour } }, { lease: undefined }],
	["a tag", {}, { tags: { a: "b" } }],
	["mounts", {}, { mounts: mounts("a") }],
	["a wanted state", {}, { desiredState: "STOPPED" }],
	["a token", {}, { exposeToken: true }],
])("%s is changed in place", (_what, before, after) => {
	expect(diff(before, after)).toEqual({});
});

test.each<[string, object, string]>([
	["another category", { volume: { category: "EFS", capacity: 10 } }, "volume"],
	["another owner", { volume: { category: "EVS", ownership: "DEDICATED", capacity: 10 } }, "volume"],
	["another address", { volume: { category: "EVS", uri: "192.168.0.1:/share", capacity: 10 } }, "volume"],
	["another volume", { volume: { category: "EVS", id: "volume-2", capacity: 10 } }, "volume"],
	["a category that is not known yet", { volume: { category: UNKNOWN } }, "volume"],
	["a volume that is not known yet", { volume: UNKNOWN }, "volume"],
	["the free feature", { feature: "DEFAULT" }, "feature"],
	["a pool", { poolId: "pool" }, "poolId"],
	["a workspace", { workspaceId: "0123456789abcdef0123456789abcdef" }, "workspaceId"],
	["hooks", { hooks: { containerHooks: {} } }, "hooks"],
	["another region", { region: "eu-de" }, "region"],
	["another project", { projectId: "q" }, "projectId"],
])("%s replaces, with a warning of the disk", (_what, after, name) => {
	const { replaces, losses } = diff({}, after);
	expect(replaces).toEqual([name]);
	expect(losses).toEqual([expect.stringContaining("deletes its EVS disk (10 GB)")]);
});

test("a replacement that loses no disk does not warn of one", () => {
	expect(diff({ volume: { category: "EFS" } }, { poolId: "pool" }).losses).toEqual([]);
});

const dedicated = { category: "EFS", ownership: "dedicated", uri: "192.168.0.1:/share" } as const;
test.each<[string, Partial<Inputs>, object, true | undefined]>([
	["the free one, of which a user may have one", { feature: "DEFAULT" }, { poolId: "p" }, true],
	["one that becomes the free one", {}, { feature: "DEFAULT" }, true],
	["one with a storage of the user's own", { volume: dedicated }, { poolId: "p" }, true],
	["one that gets the service's storage", { volume: dedicated }, { volume: { category: "EFS" } }, undefined],
	["any other", {}, { feature: "NOTEBOOK", poolId: "p" }, undefined],
	["one of which the feature is not known yet", {}, { feature: UNKNOWN }, undefined],
])("%s goes before its replacement comes or not", (_what, before, after, deleteBeforeReplace) => {
	expect(diff(before, after).deleteBeforeReplace).toBe(deleteBeforeReplace);
});

test("the free one that never ran goes before its replacement comes", () => {
	const never = { status: "ERROR", unfinished: "create" } as const;
	expect(diff({ feature: "DEFAULT" }, {}, never)).toMatchObject({ replaces: ["status"], deleteBeforeReplace: true });
});

test.each<[string, Partial<Outputs>, object, object]>([
	["an unfinished create", { unfinished: "create", status: "CREATING" }, {}, { changes: true }],
	["an unfinished update", { unfinished: "update" }, {}, { changes: true }],
	["one on its way", { status: "SNAPSHOTTING" }, {}, { changes: true }],
	["one that was stopped", { status: "STOPPED" }, {}, { changes: false }],
	["one that is to be kept running", { status: "STOPPED" }, { desiredState: "RUNNING" }, { changes: true }],
	["one that could not be started", { status: "START_FAILED" }, {}, { changes: false }],
])("%s is gone on with or left in peace", (_what, state, more, expected) => {
	expect(diff(more, {}, state)).toEqual(expected);
});

test.each<[string, Partial<Outputs>]>([
	["could not be made", { status: "CREATE_FAILED" }],
	["never ran", { status: "ERROR", unfinished: "create" }],
])("one that %s is made anew", (_what, state) => {
	expect(diff({}, {}, state)).toMatchObject({ changes: true, replaces: ["status"] });
});

test("what can be changed in place is no part of the marker, what replaces is", () => {
	const changed = {
		...inputs,
		name: "x",
		flavor: "y",
		imageId: "z",
		volume: { category: "evs" as const, capacity: 99 },
	};
	expect(listReplacing(changed)).toEqual(listReplacing(inputs));
	expect(listReplacing({ ...inputs, poolId: "p" })).not.toEqual(listReplacing(inputs));
	expect(listReplacing({ ...inputs, ...place })).toEqual(listReplacing(inputs));
});

function mounts(...names: string[]) {
	return names.map((name) => ({ storagePath: `obs://sets/${name}/`, mountDirectory: `/data/${name}/` }));
}
