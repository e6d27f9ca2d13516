import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { type Inputs, notebookInstance, type Outputs } from "../../../provider/resources/notebook-instance/definition";
import { derive } from "../../support/derived";

const { diff: compare } = derive(notebookInstance);

const inputs: Inputs = {
	identity: "shop:dev:lab#0123456789abcdef0123-0123456",
	name: "lab",
	description: "ours",
	profileId: "Python3",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
};

function difference(change: object, outputs: Partial<Outputs> = {}, before: Partial<Inputs> = {}) {
	const old = { ...inputs, ...before };
	const state = { ...old, region: "cn-north-4", projectId: "p1", status: "RUNNING", ...outputs };
	return compare({ id: "DE-1", inputs: old, outputs: state }, { ...old, ...change });
}

test.each<[string, object, Partial<Inputs>]>([
	["nothing", {}, {}],
	[
		"the size, written out as the default",
		{ storage: { type: "evs", location: { volumeSize: 5 } } },
		{ storage: { type: "evs" } },
	],
	[
		"the slash in front of a path",
		{ storage: { type: "obs", location: { path: "b/d/" } } },
		{ storage: { type: "obs", location: { path: "/b/d/" } } },
	],
	["the default workspace, written out", { workspaceId: "0" }, {}],
	["an empty list of further storage", { extendStorage: [] }, {}],
	[
		"where further storage is mounted, written out as the default",
		{ extendStorage: [{ type: "obsfs", location: { path: "x", mountPath: "/home/ma-user/work" } }] },
		{ extendStorage: [{ type: "obsfs", location: { path: "x" } }] },
	],
	["auto-stop, written out as off", { autoStop: { enable: false } }, {}],
	["the region that it is in, written out", { region: "cn-north-4" }, {}],
	["the project that it is in, written out", { projectId: "p1" }, {}],
	["only what to adopt", { adopt: "DE-2" }, {}],
	["only the time-outs", { timeouts: { create: 5 } }, {}],
	["only the identity", { identity: "x" }, {}],
])("changing %s is no change", (_what, change, before) => {
	expect(difference(change, {}, before)).toEqual({ changes: false });
});

test.each<[string, object]>([
	["the description", { description: "new" }],
	["a description that is not known yet", { description: UNKNOWN }],
	["auto-stop", { autoStop: { enable: true, duration: 3600 } }],
	["auto-stop, to a list", { autoStop: [null] }],
	["the desired state", { desiredState: "STOPPED" }],
])("changing %s is an update that the engine compares itself", (_what, change) => {
	expect(difference(change)).toEqual({});
});

test.each<[string, object]>([
	["name", { name: "other" }],
	["profileId", { profileId: "Python2" }],
	["flavor", { flavor: UNKNOWN }],
	["storage", { storage: { type: "evs", location: { volumeSize: 6 } } }],
	["storage", { storage: { type: "evs", location: { volumeSize: UNKNOWN } } }],
	["extendStorage", { extendStorage: [{ type: "obsfs", location: { path: "x" } }] }],
	["annotations", { annotations: { a: "b" } }],
	["workspaceId", { workspaceId: "0123456789abcdefghijklmnopqrstuv" }],
	["pool", { pool: { id: "x" } }],
	["aiProjectId", { aiProjectId: "x" }],
	["region", { region: "eu-de" }],
	["projectId", { projectId: "p2" }],
])("changing %s replaces, and says that the disk goes with it", (name, change) => {
	expect(difference(change)).toEqual({
		replaces: [name],
		losses: [expect.stringContaining("deletes its EVS disk (5 GB) with everything on it")],
	});
});

test("replacing a notebook on OBS warns of nothing, as its files stay", () => {
	const storage = { type: "obs" as const, location: { path: "b/d/" } };
	expect(difference({ name: "other" }, {}, { storage })).toEqual({ replaces: ["name"], losses: [] });
});

test.each<[string, Partial<Outputs>, object]>([
	["an interrupted create", { unfinished: "create", status: "CREATING" }, {}],
	["an interrupted create in a status that nobody knows", { unfinished: "create", status: "PREPARING" }, {}],
	["one that is on its way", { status: "STARTING" }, {}],
	["one that is to be kept running and was found stopped", { status: "STOPPED" }, { desiredState: "RUNNING" }],
])("%s needs work although no input changed", (_what, outputs, change) => {
	expect(difference({}, outputs, change as Partial<Inputs>)).toEqual({ changes: true });
});

test.each<[string, Partial<Outputs>]>([
	["stopped", { status: "STOPPED" }],
	["faulty", { status: "UNAVAILABLE" }],
	["failed at a later start, with its disk", { status: "START_FAILED" }],
	["in a status that nobody knows", { status: "FROZEN" }],
])("one that is %s and wants nothing is left in peace", (_what, outputs) => {
	expect(difference({}, outputs)).toEqual({ changes: false });
});

test.each<[string, Partial<Outputs>]>([
	["failed", { status: "CREATE_FAILED" }],
	["never started", { status: "START_FAILED", unfinished: "create" }],
])("one whose creation %s is replaced", (_what, outputs) => {
	expect(difference({}, outputs)).toMatchObject({ changes: true, replaces: ["status"] });
});
