import type { MountResponse } from "../../../provider/services/modelarts/notebook-mounts";
import type { NotebookResponse } from "../../../provider/services/modelarts/notebooks";
import { notebookShape } from "../../../provider/services/modelarts/notebook-response";
import { readShape } from "../../../provider/services/shape/shape";
import { toReadInputs } from "../../../provider/resources/notebook/read-back";
import { type Inputs, notebook } from "../../../provider/resources/notebook/definition";
import { isUnfinished } from "../../../provider/lifecycle/create-safety/pending-object";
import { describePending } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { derive } from "../../support/derived";
import { hour, least } from "./support/inputs";

const { listReplacing } = derive(notebook);

const inputs: Inputs = {
	...least,
	volume: { category: "evs", ownership: "managed", capacity: 10 },
	endpoints: [{ service: "SSH", keyPairNames: ["a", "b"], allowedAccessIps: ["1"] }],
	lease: { duration: 2 * hour, type: "timing" },
	tags: { team: "vision" },
	mounts: [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a" }],
};
const found: NotebookResponse = {
	id: "n",
	name: "lab",
	description: "ours",
	flavor: "modelarts.vm.cpu.2u",
	status: "RUNNING",
	feature: "NOTEBOOK",
	image: { id: "image-1" },
	volume: { category: "EVS", ownership: "MANAGED", capacity: 10, mount_path: "/home/ma-user/work/" },
	endpoints: [
		{ service: "NOTEBOOK", uri: "https://x" },
		{ dev_service: "SSH", ssh_keys: ["b", "a"], allowed_access_ips: ["1"], uri: "ssh://x" },
	],
	lease: { create_at: 1000, update_at: 1000 + hour, duration: 3 * hour, type: "TIMING", enable: true },
	workspace_id: "0",
	tags: [{ key: "team", value: "vision" }, { key: "theirs" }],
};
const mounts: MountResponse[] = [
	{ id: "m", mount_path: "/data/a/", uri: "obs://sets/a", status: "MOUNTED" },
	{ id: "theirs", mount_path: "/data/b/", uri: "obs://sets/b/", status: "MOUNTED" },
];

test("what the service only writes in another way, and what is somebody else's, is no drift", () => {
	expect(toReadInputs(inputs, found, mounts)).toEqual(inputs);
});

test("what the service does not report is kept", () => {
	expect(toReadInputs(inputs, { id: "n", status: "RUNNING" })).toEqual(inputs);
	const open: Inputs = { ...inputs, endpoints: undefined, lease: undefined, tags: undefined, mounts: undefined };
	expect(toReadInputs(open, found, mounts)).toEqual(open);
});

test.each<[string, object]>([
	["a lease whose beginning has another type", { lease: { ...found.lease, create_at: "soon" } }],
	["a lease that is renewed at a time of another type", { lease: { ...found.lease, update_at: {} } }],
	["a lease of which nothing has its type", { lease: [] }],
	["a volume with a capacity of another type", { volume: { ...found.volume, capacity: "much" } }],
	["a description of another type", { description: 5 }],
	["tags of another type", { tags: {} }],
])("%s is no drift", (_what, changes) => {
	const observed = readShape<NotebookResponse>({ ...found, ...changes }, notebookShape);
	expect(toReadInputs(inputs, observed ?? found)).toEqual(toReadInputs(inputs, found));
});

test("a part of a volume that is no input may have another type", () => {
	const changes = { volume: { ...found.volume, capacity: 50, read_only: "false" } };
	const observed = readShape<NotebookResponse>({ ...found, ...changes }, notebookShape);
	expect(toReadInputs(inputs, observed ?? found).volume).toMatchObject({ capacity: 50 });
});

test.each<[string, Partial<NotebookResponse>, Partial<Inputs>]>([
	["another name", { name: "theirs" }, { name: "theirs" }],
	["another description", { description: "" }, { description: "" }],
	["another flavor", { flavor: "modelarts.vm.cpu.8u" }, { flavor: "modelarts.vm.cpu.8u" }],
	["another image", { image: { id: "image-2" } }, { imageId: "image-2" }],
	[
		"a larger disk",
		{ volume: { ...found.volume, capacity: 20 } },
		{ volume: { category: "evs", ownership: "managed", capacity: 20 } },
	],
	[
		"other keys",
		{ endpoints: [{ service: "SSH", key_pair_names: ["c"], allowed_access_ips: ["1"] }] },
		{ endpoints: [{ service: "SSH", keyPairNames: ["c"], allowedAccessIps: ["1"] }] },
	],
	["no SSH any more", { endpoints: [] }, { endpoints: [] }],
	[
		"a longer lease",
		{ lease: { ...found.lease, duration: 5 * hour } },
		{ lease: { duration: 4 * hour, type: "timing" } },
	],
	[
		"a lease of another kind",
		{ lease: { ...found.lease, type: "IDLE" } },
		{ lease: { duration: 2 * hour, type: "IDLE" } },
	],
	["no lease any more", { lease: { enable: false, duration: -1 } }, { lease: { enable: false } }],
	["another value of a tag", { tags: [{ key: "team", value: "audio" }] }, { tags: { team: "audio" } }],
	["a tag that is gone", { tags: [] }, { tags: {} }],
	["another feature", { feature: "DEFAULT" }, { feature: "DEFAULT" }],
	["another workspace", { workspace_id: "1" }, { workspaceId: "1" }],
])("%s is drift", (_what, change, expected) => {
	expect(toReadInputs(inputs, { ...found, ...change }, mounts)).toEqual({ ...inputs, ...expected });
});

test.each<[string, MountResponse[], boolean]>([
	["gone", [], true],
	["mounted from elsewhere", [{ id: "m", mount_path: "/data/a/", uri: "obs://sets/z/", status: "MOUNTED" }], true],
	["not mounted, as that failed", [{ ...mounts[0], id: "m", status: "MOUNT_FAILED" }], true],
	["being mounted", [{ ...mounts[0], id: "m", status: "MOUNTING" }], false],
])("a mount that is %s is drift or not", (_what, there, isDrift) => {
	expect(toReadInputs(inputs, found, there).mounts).toEqual(isDrift ? [] : inputs.mounts);
});

test("of a notebook that is stopped, neither lease nor mounts say anything", () => {
	const stopped = { ...found, status: "STOPPED", lease: { enable: true, duration: 5, create_at: 1 } };
	expect(toReadInputs(inputs, stopped, [])).toEqual(inputs);
});

test.each<[Inputs["desiredState"], string, Inputs["desiredState"]]>([
	["RUNNING", "STOPPED", "STOPPED"],
	["RUNNING", "START_FAILED", "STOPPED"],
	["RUNNING", "STARTING", "RUNNING"],
	["STOPPED", "RUNNING", "RUNNING"],
	["STOPPED", "STOPPING", "STOPPED"],
	[undefined, "STOPPED", undefined],
	[undefined, "RUNNING", undefined],
])("with desiredState %s, one that is %s reads as %s", (declared, status, expected) => {
	const { desiredState } = toReadInputs({ ...inputs, desiredState: declared }, { ...found, status }, mounts);
	expect(desiredState).toBe(expected);
});

test("the marker of a create that is not finished is in the place of the program's description", () => {
	const marker = describePending(inputs.identity, listReplacing(inputs));
	expect(marker).toMatch(/^Managed by Pulumi: shop:dev:lab \[012340123456\.[0-9a-f]{8}\.open\]$/);
	expect(isUnfinished({ description: marker }, inputs)).toBe(true);
	expect(isUnfinished({ description: "ours" }, inputs)).toBe(false);
	expect(toReadInputs(inputs, { ...found, description: marker }, mounts)).toEqual(inputs);
});
