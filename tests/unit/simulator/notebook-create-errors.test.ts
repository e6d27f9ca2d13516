import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { validNotebook, NotebookClient, errorOf } from "./notebook-client";

afterEach(closeClouds);

const volume = (changes: object) => ({ volume: { ...validNotebook.volume, ...changes } });
const ssh = (changes: object) => ({ endpoints: [{ service: "SSH", key_pair_names: ["key"], ...changes }] });

const invalidCreates: [changes: object, code: string][] = [
	[{ name: undefined }, "6335"],
	[{ name: "" }, "6336"],
	[{ name: "n".repeat(129) }, "6336"],
	[{ name: "a b" }, "6336"],
	[{ name: "a/b" }, "6334"],
	[{ name: 7 }, "6332"],
	[{ flavor: null }, "6335"],
	[{ image_id: undefined }, "6335"],
	[{ image_id: "not-a-uuid" }, "6797"],
	[{ volume: undefined }, "6335"],
	[volume({ category: undefined }), "6335"],
	[volume({ category: "FLOPPY" }), "6336"],
	[volume({ ownership: undefined }), "6335"],
	[volume({ ownership: "RENTED" }), "6336"],
	[volume({ ownership: "DEDICATED" }), "6336"],
	[volume({ capacity: 4 }), "6331"],
	[volume({ capacity: 4097 }), "6331"],
	[volume({ capacity: "10" }), "6332"],
	[volume({ category: "EFS", capacity: 0 }), "6336"],
	[volume({ category: "EFS", ownership: "DEDICATED", id: "share" }), "6335"],
	[volume({ category: "EFS", ownership: "DEDICATED", uri: "host:/share" }), "6335"],
	[volume({ category: "OBSFS" }), "6335"],
	[{ description: "d".repeat(513) }, "6336"],
	[{ description: "a < b" }, "6334"],
	[{ duration: 3_599_999 }, "6349"],
	[{ duration: 259_200_001 }, "6349"],
	[{ duration: "3600000" }, "6332"],
	[{ duration: -2 }, "6349"],
	[{ lease: { duration: 1 } }, "6349"],
	[{ lease: { type: "NEVER" } }, "6336"],
	[{ endpoints: [{ key_pair_names: ["key"] }] }, "6335"],
	[{ endpoints: [{ service: "FTP" }] }, "6336"],
	[{ endpoints: [{ service: "SSH" }] }, "6335"],
	[ssh({ allowed_access_ips: ["1", "2", "3", "4", "5", "6"] }), "6336"],
	[{ feature: "LAB" }, "6336"],
	[{ feature: "DEFAULT" }, "6870"],
	[{ flavor: "modelarts.vm.cpu.free" }, "6870"],
	[{ flavor: "ecs.s3.large" }, "6323"],
	[{ workspace_id: "short" }, "6336"],
	[{ hooks: { container_hooks: { pre_start: { script: "x", type: "PERL" } } } }, "6336"],
];

test.each(invalidCreates)("a create with %j is rejected with %s, and creates nothing", async (changes, code) => {
	const client = await NotebookClient.start();
	expect(errorOf(await client.create(changes))).toEqual([400, code]);
	expect(client.state).toEqual([]);
});

const validCreates: [changes: object][] = [
	[{ name: "n".repeat(128), description: "d".repeat(512) }],
	[volume({ capacity: 5 })],
	[volume({ capacity: 4096 })],
	[volume({ category: "EFS", ownership: "DEDICATED", id: "share", uri: "host:/share" })],
	[volume({ category: "SFS", capacity: undefined })],
	[volume({ category: "OBSFS", uri: "obs://bucket/folder/" })],
	[ssh({ allowed_access_ips: ["1", "2", "3", "4", "5"] })],
	[{ feature: "DEFAULT", flavor: "modelarts.vm.cpu.free" }],
	[{ hooks: { container_hooks: { post_start: { script: "x", type: "command" } } } }],
	[{ unknown: 1 }],
];

test.each(validCreates)("a create with %j is accepted", async (changes) => {
	const client = await NotebookClient.start();
	expect((await client.create(changes)).status).toBe(200);
});

const accountErrors: [settings: SettingsChange, changes: object, code: string][] = [
	[{ flavors: ["modelarts.vm.cpu.8u"] }, {}, "6323"],
	[{ forbiddenFlavors: ["modelarts.vm.cpu.2u"] }, {}, "6328"],
	[{ soldOutFlavors: ["modelarts.vm.cpu.2u"] }, {}, "6716"],
	[{ strictWorld: true }, {}, "6797"],
	[{ workspaces: ["0"] }, { workspace_id: "a".repeat(32) }, "7005"],
	[{ brokenWorkspaces: ["0"] }, {}, "7004"],
	[{ notebookQuota: 0 }, {}, "6302"],
	[{ notebookQuota: 0, quotaCode: "0113" }, {}, "0113"],
	[{ keyPairs: ["mine"] }, ssh({}), "6789"],
	[{ endlessLease: false }, { duration: -1 }, "6349"],
	[{ refuseUnknownFields: true }, { unknown: 1 }, "6336"],
	[{ accountRefusals: { createNotebook: "6319" } }, {}, "6319"],
];

test.each(accountErrors)("the settings %j reject a create with %j with %s", async (settings, changes, code) => {
	const client = await NotebookClient.start(settings);
	expect(errorOf(await client.create(changes))).toEqual([400, code]);
});

test("a user can have one free notebook", async () => {
	const client = await NotebookClient.start();
	const free = { feature: "DEFAULT", flavor: "modelarts.vm.cpu.free" };
	const { json } = await client.create(free);
	expect(errorOf(await client.create(free))).toEqual([400, "6302"]);
	await client.call("DELETE", json.id);
	client.advance(500);
	expect((await client.create(free)).status).toBe(200);
});

test("an image for SSH only needs an SSH endpoint", async () => {
	const client = await NotebookClient.start();
	const item = { create: { swr_path: "swr.xxx.com/group/ssh:1" }, patch: { dev_services: ["SSH"] } };
	const { customImages } = client.cloud.simulator.admin.putObjects({ customImages: [item] });
	const image_id = (customImages as { id: string }[])[0]!.id;
	expect(errorOf(await client.create({ image_id }))).toEqual([400, "6768"]);
	expect((await client.create({ image_id, ...ssh({}) })).json.image).toMatchObject({ id: image_id, name: "ssh" });
});

test("an image that is not ACTIVE is not found", async () => {
	const client = await NotebookClient.start({ strictWorld: true });
	const item = { create: { swr_path: "swr.xxx.com/group/image:1" }, patch: { status: "CREATING" } };
	const { customImages } = client.cloud.simulator.admin.putObjects({ customImages: [item] });
	const image_id = (customImages as { id: string }[])[0]!.id;
	expect(errorOf(await client.create({ image_id }))).toEqual([400, "6797"]);
	client.cloud.simulator.admin.putObjects({ customImages: [{ id: image_id, patch: { status: "ACTIVE" } }] });
	expect((await client.create({ image_id })).status).toBe(200);
});
