import { aboutA, kindNames, kinds, makeOne } from "../support/every-kind";
import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const [north, south, germany] = ["1".repeat(32), "2".repeat(32), "3".repeat(32)] as const;
const simulator = {
	region: ["cn-north-4", "cn-south-1", "eu-de"],
	projectId: [north, south, germany],
	settings: { durations: { createImage: 12, registerImage: 4 } },
};
const at = shareProvider({ simulator });

/** Projects that received requests. */
const projects = () => [...new Set(at.world.admin.requests().map(({ path }) => path.split("/")[2]))];

const rows = [
	["no location", {}, { region: "cn-north-4", projectId: north }, ["region", "projectId"]],
	["another region", { region: "eu-de" }, { region: "eu-de", projectId: germany }, ["projectId"]],
	["another project", { projectId: south }, { region: "cn-north-4", projectId: south }, ["region"]],
	["both", { region: "eu-de", projectId: south }, { region: "eu-de", projectId: south }, []],
] as const;

test.each(rows)("the state of a notebook with %s holds its location", async (_what, given, effective, inherited) => {
	const { id, inputs, outputs } = await make(at.provider, given);
	expect(outputs).toMatchObject({ ...effective, inherited });
	expect(at.world.instances()).toMatchObject([{ project_id: effective.projectId }]);

	const read = await at.provider.read(id, outputs);
	expect(read).toEqual({ id, inputs, outputs });
	expect(await at.provider.diff(id, outputs, inputs)).toMatchObject({ changes: "none" });
});

test("read, update and delete use the location in the state, whatever the settings are now", async () => {
	const { id, inputs, outputs } = await make(at.provider, { region: "eu-de" });
	const elsewhere = await at.world.start({
		config: { "huaweicloud:region": "cn-south-1", "huaweicloud:projectId": south },
	});
	at.world.admin.clearRequests();
	expect((await elsewhere.read(id, outputs)).id).toBe(id);
	const updated = await elsewhere.update(id, outputs, { ...inputs, description: "new" });
	expect(updated).toMatchObject({ region: "eu-de", projectId: germany, description: "new" });
	await elsewhere.delete(id, updated);
	expect(projects()).toEqual([germany]);
});

test("a notebook with an inherited location stays there, too, when the settings change", async () => {
	const { id, inputs, outputs } = await make(at.provider);
	const elsewhere = await at.world.start({
		config: { "huaweicloud:region": "cn-south-1", "huaweicloud:projectId": south },
	});
	expect(await elsewhere.diff(id, outputs, inputs)).toMatchObject({ changes: "none" });
	at.world.admin.clearRequests();
	const updated = await elsewhere.update(id, outputs, { ...inputs, description: "new" });
	expect(updated).toMatchObject({ region: "cn-north-4", projectId: north, inherited: ["region", "projectId"] });
	expect(projects()).toEqual([north]);
});

test("a region replaces the notebook only if the program declares another one", async () => {
	const { id, outputs, inputs } = await make(at.provider);
	expect((await at.provider.diff(id, outputs, notebook({ ...inputs, region: "eu-de" }))).replaces).toEqual(["region"]);
	expect(await at.provider.diff(id, outputs, notebook({ ...inputs, region: "cn-north-4" }))).toMatchObject({
		changes: "none",
	});
});

test("credentials of another project are rejected with one sentence, and no object counts as deleted", async () => {
	const { id, inputs, outputs } = await make(at.provider);
	const { accessKey, secretKey } = at.world.simulator;
	at.world.set({
		users: [{ name: "other", password: "x", projectIds: [south] }],
		keys: [{ accessKey, secretKey, user: "other" }],
	});
	const refusal = /ModelArts\.0210.*belong to another project.*huaweicloud:projectId \(HW_PROJECT_ID\)/;
	const calls = [
		() => at.provider.read(id, outputs),
		() => at.provider.update(id, outputs, { ...inputs, description: "new" }),
		() => at.provider.delete(id, outputs),
	];
	for (const call of calls) expect((await catchError<ProviderError>(call())).message).toMatch(refusal);
	expect(at.world.instances()).toHaveLength(1);
});

test.each(kindNames)("a %s of another region is created, read and deleted only there", async (kind) => {
	const about = aboutA(kind);
	const { given, inputs, id, outputs } = await makeOne(at.provider, kind, "elsewhere", { region: "eu-de" });
	expect(outputs).toMatchObject({ region: "eu-de", projectId: germany, inherited: ["projectId"] });

	const elsewhere = await at.world.start({
		config: { "huaweicloud:region": "cn-south-1", "huaweicloud:projectId": south },
	});
	const again = await elsewhere.check(given, inputs, about);
	expect(await elsewhere.diff(id, outputs, again.inputs, about)).toMatchObject({ changes: "none" });
	expect(await elsewhere.read(id, outputs, about)).toMatchObject({ id, outputs: { projectId: germany } });
	await elsewhere.delete(id, outputs, about);
	expect(kinds[kind].existing(at.world)).toEqual([]);
	expect(projects().filter((project) => /^\d+$/.test(project ?? ""))).toEqual([germany]);
});
