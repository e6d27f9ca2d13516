import type { SettingsChange } from "modelarts-simulator";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const accountRefusals = [
	"6319",
	"6320",
	"6350",
	"6353",
	"6354",
	"6361",
	"6374",
	"6376",
	"6377",
	"6378",
	"6379",
	"6528",
];
const others: [code: string, status: number][] = [
	["0112", 403],
	["2785", 403],
	["6100", 408],
	["6101", 429],
	["6102", 500],
	["6200", 500],
	["6201", 401],
	["6203", 401],
];

test.each([...accountRefusals.map((code) => [code, 400] as const), ...others])(
	"the setting accountRefusals raises the account error %s with %d",
	async (code, status) => {
		const cloud = await Cloud.start({ accountRefusals: { createInstance: code } });
		const response = await cloud.create();
		expect([response.status, response.json.error_code]).toEqual([status, `ModelArts.${code}`]);
	},
);

test("the setting deniedOperations denies an operation to the user", async () => {
	const cloud = await Cloud.start({ deniedOperations: ["createInstance"] });
	const response = await cloud.create();
	expect([response.status, response.json.error_code]).toEqual([403, "ModelArts.0108"]);
	expect(response.json.error_msg).toContain("(createInstance)");
});

const scopes: [scope: string, others: object, code: string | undefined][] = [
	["workspace", { workspace: { id: "w" } }, undefined],
	["workspace", {}, "ModelArts.6301"],
	["project", { workspace: { id: "w" } }, "ModelArts.6301"],
	["user", { workspace: { id: "w" } }, "ModelArts.6301"],
	["none", {}, undefined],
];

test.each(scopes)("a name is unique in the scope %s: a second create with %j", async (nameScope, changes, code) => {
	const cloud = await Cloud.start({ nameScope } as SettingsChange);
	await cloud.create();
	expect((await cloud.create(changes as Record<string, unknown>)).json.error_code).toBe(code);
});
