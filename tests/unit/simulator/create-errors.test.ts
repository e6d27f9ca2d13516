import type { SettingsChange } from "modelarts-simulator";
import { Cloud, closeClouds, validInstance } from "./cloud";

afterEach(closeClouds);

const evs = (size: unknown) => ({ spec: { storage: { type: "evs", location: { volume_size: size } } } });
const obs = (path?: string) => ({ spec: { storage: { type: "obs", location: { path } } } });
const autoStop = (auto_stop: object) => ({ spec: { ...validInstance.spec, auto_stop } });
const extended = (...extend_storage: object[]) => ({ spec: { ...validInstance.spec, extend_storage } });

const errors: [why: string, code: string, message: string, changes: object, settings?: SettingsChange][] = [
	["no name", "6335", "'name' is a required property.", { name: undefined }],
	["no profile", "6335", "'profile_id' is a required property.", { profile_id: null }],
	["no flavor", "6335", "'flavor' is a required property.", { flavor: undefined }],
	["no spec", "6335", "'spec' is a required property.", { spec: undefined }],
	["a storage without type", "6335", "'type' is a required property.", { spec: { storage: {} } }],
	["a pool without id", "6335", "'id' is a required property.", { pool: {} }],
	[
		"a number as name",
		"6332",
		"Incorrect parameter type. The 'name' parameter must be of the 'String' type.",
		{ name: 1 },
	],
	["a text as size", "6332", "The 'volume_size' parameter must be of the 'Integer' type.", evs("5")],
	["half a gigabyte", "6332", "The 'volume_size' parameter must be of the 'Integer' type.", evs(5.5)],
	["a word as switch", "6332", "The 'enable' parameter must be of the 'Boolean' type.", autoStop({ enable: "true" })],
	["a list as spec", "6332", "The 'spec' parameter must be of the 'Object' type.", { spec: [] }],
	[
		"a number as annotation",
		"6332",
		"The 'a' parameter must be of the 'String' type.",
		{ spec: { ...validInstance.spec, annotations: { a: 1 } } },
	],
	["an empty name", "6336", "'name' property value is incorrect.", { name: "" }],
	["a name too long", "6336", "'name' property value is incorrect.", { name: "n".repeat(65) }],
	["a name with a blank", "6336", "'name' property value is incorrect.", { name: "my lab" }],
	["a description too long", "6336", "'description' property value is incorrect.", { description: "d".repeat(513) }],
	[
		"an unknown access mode",
		"6336",
		"'access_modes' property value is incorrect.",
		extended({ type: "obsfs", location: { path: "fs", access_modes: "Sometimes" } }),
	],
	["no storage", "6316", "The param 'storage' is needed for creating notebook instance.", { spec: {} }],
	[
		"an unknown storage",
		"6324",
		"This location type is not supported. Please check it.",
		{ spec: { storage: { type: "nfs" } } },
	],
	["an extension that is no file system", "6324", "This location type is not supported.", extended({ type: "evs" })],
	["a file system without name", "6336", "'path' property value is incorrect.", extended({ type: "obsfs" })],
	[
		"a folder in a file system",
		"6336",
		"'path' property value is incorrect.",
		extended({ type: "obsfs", location: { path: "fs/sub" } }),
	],
	["OBS without path", "6317", "The 'path' parameter is required when the storage type is OBS.", obs()],
	["a path without slash at the end", "6318", "The param 'path' needs to end with /.", obs("bucket/folder")],
	["a bucket's root", "6358", "It cannot be the root directory of an OBS bucket", obs("/bucket/")],
	[
		"a path that is not there",
		"6320",
		"Access obs error. Reason is the bucket or the directory does not exist.",
		obs("bucket/folder/"),
		{ strictWorld: true },
	],
	["a small disk", "6331", "The evs volume size ranges from 5 GB to 4096 GB.", evs(4)],
	["a large disk", "6331", "The evs volume size ranges from 5 GB to 500 GB.", evs(501), { evsSizeRange: [5, 500] }],
	["a forbidden character in the name", "6334", "The character `/` is not allowed.", { name: "a/b" }],
	[
		"a forbidden character in the description",
		"6334",
		"The character `&` is not allowed.",
		{ description: "a & b < c" },
	],
	[
		"a workspace that is not there",
		"7005",
		"The workspace does not exist.",
		{ workspace: { id: "w" } },
		{ workspaces: ["0"] },
	],
	[
		"any other workspace in the strict world",
		"7005",
		"The workspace does not exist.",
		{ workspace: { id: "w" } },
		{ strictWorld: true },
	],
	[
		"a workspace out of order",
		"7004",
		"The workspace is not in the normal state.",
		{ workspace: { id: "w" } },
		{ brokenWorkspaces: ["w"] },
	],
	["no more instances", "6302", "The instance count already reaches the maximum value.", {}, { instanceQuota: 0 }],
	[
		"no more quota",
		"0113",
		"Create Notebook failed. Quota: notebook instances is exhausted.",
		{},
		{ instanceQuota: 0, quotaCode: "0113" },
	],
	["no more quota, in other words", "0118", "QuotaInsufficient", {}, { instanceQuota: 0, quotaCode: "0118" }],
	["an unknown profile", "6336", "'profile_id' property value is incorrect.", {}, { profiles: ["Python3"] }],
	["a flavor that cannot be", "6323", "The flavor is not supported, please check it.", { flavor: "m5.large" }],
	[
		"a flavor that is not in the list",
		"6323",
		"The flavor is not supported, please check it.",
		{},
		{ flavors: ["modelarts.vm.cpu.8u"] },
	],
	[
		"a flavor without permission",
		"6328",
		"you currently do not have permission",
		{},
		{ forbiddenFlavors: [validInstance.flavor] },
	],
	[
		"a flavor sold out",
		"6329",
		"this flavor specification is sold out",
		{},
		{ soldOutFlavors: [validInstance.flavor] },
	],
	[
		"a flavor of another kind than the profile",
		"6330",
		"The flavor type of profile does not match",
		{ flavor: "modelarts.vm.gpu.p100" },
	],
	[
		"an auto-stop without duration",
		"6348",
		"The 'duration' parameter is mandatory for enabling auto stop.",
		autoStop({ enable: true }),
	],
	["an auto-stop too soon", "6349", "The value ranges from 3600 to 86400.", autoStop({ enable: true, duration: 3599 })],
	[
		"an auto-stop too late",
		"6349",
		"The value ranges from 3600 to 86400.",
		autoStop({ enable: true, duration: 86401 }),
	],
	["an auto-stop in the past", "6346", "must be later than the current timestamp", autoStop({ stop_timestamp: 1 })],
	[
		"an unknown field, if the setting minds",
		"6336",
		"'flavour' property value is incorrect.",
		{ flavour: "x" },
		{ refuseUnknownFields: true },
	],
];

test.each(errors)("a create with %s is rejected with %s", async (_why, code, message, changes, settings = {}) => {
	const cloud = await Cloud.start(settings);
	const response = await cloud.create(changes as Record<string, unknown>);
	expect([response.status, response.json.error_code]).toEqual([400, `ModelArts.${code}`]);
	expect(response.json.error_msg).toContain(message);
	expect((await cloud.list()).json.total_count).toBe(0);
});

test.each([["{"], ["[]"], [""]])("a body that is not a JSON object is an invalid payload: %j", async (body) => {
	const cloud = await Cloud.start();
	expect((await cloud.call("POST", cloud.instances, body)).json.error_code).toBe("ModelArts.6400");
});

test("a bucket is rejected unless its storage class is STANDARD", async () => {
	const cloud = await Cloud.start({ strictWorld: true });
	const files = [
		{ path: "cold/folder/data.csv", storageClass: "COLD" },
		{ path: "warm/folder/data.csv", storageClass: "STANDARD" },
	];
	await cloud.admin("POST", "objects", { files });
	expect((await cloud.create(obs("cold/folder/"))).json.error_code).toBe("ModelArts.6371");
	expect((await cloud.create(obs("/warm/folder/"))).status).toBe(200);
});

test("the setting errorMessageKey renames the text of errors", async () => {
	const cloud = await Cloud.start({ errorMessageKey: "error_message" });
	const { json } = await cloud.get("DE-1");
	expect(json).toEqual({ error_code: "ModelArts.6309", error_message: "The instance does not exist." });
});
