import type { InstanceResponse } from "../../../provider/services/modelarts/instances";
import { toReadInputs } from "../../../provider/resources/notebook-instance/read-back";
import type { Inputs } from "../../../provider/resources/notebook-instance/definition";

const inputs: Inputs = {
	identity: "shop:dev:lab#0123456789abcdef0123-0123456",
	name: "lab",
	description: "ours",
	profileId: "Python3",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
};

const observed: InstanceResponse = {
	id: "DE-1",
	name: "lab",
	description: "ours",
	status: "RUNNING",
	flavor: "modelarts.vm.cpu.2u",
	profile: { id: "efa847c0-7359-11eb-b34f-0255ac100057", name: "Python 3" },
	spec: {
		storage: { type: "evs", location: { path: "/home/ma-user/work", volume_size: 5, volume_unit: "GB" } },
		auto_stop: { enable: false, prompt: true },
		annotations: { url: "https://notebook", target_domain: "https://domain" },
	},
	workspace: { id: "0" },
	ai_project: { id: "default-ai-project" },
};

test.each<[string, Partial<Inputs>, Partial<InstanceResponse>]>([
	["what the service adds", {}, {}],
	[
		"what the service leaves out",
		{ autoStop: { enable: true, duration: 3600 }, pool: { id: "x" } },
		{ spec: undefined, workspace: undefined },
	],
	["a disk of the default size", { storage: { type: "evs" } }, {}],
	[
		"auto-stop with its defaults",
		{ autoStop: { enable: true, duration: 3600 } },
		{
			spec: {
				...observed.spec,
				auto_stop: { enable: true, duration: 3600, prompt: true, remain_time: 5, stop_timestamp: 5 },
			},
		},
	],
	[
		"auto-stop that is off, whatever its duration",
		{},
		{ spec: { ...observed.spec, auto_stop: { enable: false, duration: 3600, prompt: true } } },
	],
	["annotations that the region does not echo", { annotations: { team: "vision" } }, {}],
	[
		"a slash in front of an OBS path",
		{ storage: { type: "obs", location: { path: "b/d/" } } },
		{ spec: { storage: { type: "obs", location: { path: "/b/d/" } } } },
	],
	["a storage type in capitals", {}, { spec: { storage: { type: "EVS", location: { volume_size: 5 } } } }],
	["a notebook that stopped by itself", {}, { status: "STOPPED" }],
])("%s is no drift", (_what, declared, found) => {
	const before = { ...inputs, ...declared };
	expect(toReadInputs(before, { ...observed, ...found })).toEqual(before);
});

test.each<[string, Partial<Inputs>, Partial<InstanceResponse>, Partial<Inputs>]>([
	["another name", {}, { name: "renamed" }, { name: "renamed" }],
	["another description", {}, { description: "theirs" }, { description: "theirs" }],
	["another flavor", {}, { flavor: "modelarts.vm.cpu.8u" }, { flavor: "modelarts.vm.cpu.8u" }],
	[
		"a larger disk",
		{},
		{ spec: { storage: { type: "evs", location: { volume_size: 50 } } } },
		{ storage: { type: "evs", location: { volumeSize: 50 } } },
	],
	[
		"another path",
		{ storage: { type: "obs", location: { path: "b/d/" } } },
		{ spec: { storage: { type: "obs", location: { path: "b/e/" } } } },
		{ storage: { type: "obs", location: { path: "b/e/" } } },
	],
	[
		"auto-stop switched on",
		{},
		{ spec: { ...observed.spec, auto_stop: { enable: true, duration: 7200, prompt: true } } },
		{ autoStop: { enable: true, duration: 7200, prompt: true } },
	],
	[
		"auto-stop switched off",
		{ autoStop: { enable: true, duration: 3600 } },
		{},
		{ autoStop: { enable: false, duration: 3600, prompt: true } },
	],
	["another workspace", {}, { workspace: { id: "w" } }, { workspaceId: "w" }],
	["another pool", { pool: { id: "x" } }, { pool: { id: "y" } }, { pool: { id: "y" } }],
	[
		"another annotation",
		{ annotations: { team: "vision" } },
		{ spec: { ...observed.spec, annotations: { team: "speech" } } },
		{ annotations: { team: "speech" } },
	],
	[
		"a stopped one that is to be kept running",
		{ desiredState: "RUNNING" },
		{ status: "STOPPED" },
		{ desiredState: "STOPPED" },
	],
	["a running one that is to be kept stopped", { desiredState: "STOPPED" }, {}, { desiredState: "RUNNING" }],
	[
		"one that did not start again",
		{ desiredState: "RUNNING" },
		{ status: "START_FAILED" },
		{ desiredState: "STOPPED" },
	],
])("%s is seen as drift", (_what, declared, found, expected) => {
	const read = toReadInputs({ ...inputs, ...declared }, { ...observed, ...found });
	expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify({ ...inputs, ...declared, ...expected })));
});
