import type { NotebookResponse } from "../../../provider/services/modelarts/notebooks";
import { toCreateBody } from "../../../provider/resources/notebook/create";
import type { Inputs } from "../../../provider/resources/notebook/definition";
import { toNewLease } from "../../../provider/resources/notebook/lease";
import { toOutputs } from "../../../provider/resources/notebook/read-back";
import { hour, least } from "./support/inputs";

const inputs: Inputs = { ...least, volume: { category: "evs" } };
const place = { region: "r", projectId: "p", inherited: [] };
const onTheWire = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test("of the least, no more is sent than the service has to know", () => {
	expect(onTheWire(toCreateBody(inputs, "mark"))).toEqual({
		name: "lab",
		description: "mark",
		flavor: "modelarts.vm.cpu.2u",
		image_id: "image-1",
		volume: { category: "EVS", ownership: "MANAGED" },
	});
});

test("every input that the service takes is sent under its name", () => {
	const full: Inputs = {
		...inputs,
		volume: { category: "EFS", ownership: "dedicated", capacity: 50, uri: "u", id: "i" },
		endpoints: [{ service: "SSH", keyPairNames: ["k"], allowedAccessIps: ["1"] }],
		lease: { enable: true, duration: hour, type: "IDLE" },
		feature: "NOTEBOOK",
		poolId: "pool",
		workspaceId: "0",
		hooks: {
			containerHooks: { preStart: { script: "a", type: "COMMAND" }, postStart: { script: "b", type: "SCRIPT" } },
		},
		tags: { a: "b" },
		desiredState: "STOPPED",
		exposeToken: true,
	};
	expect(onTheWire(toCreateBody(full, "mark"))).toEqual({
		name: "lab",
		description: "mark",
		flavor: "modelarts.vm.cpu.2u",
		image_id: "image-1",
		volume: { category: "EFS", ownership: "DEDICATED", capacity: 50, uri: "u", id: "i" },
		endpoints: [{ service: "SSH", key_pair_names: ["k"], allowed_access_ips: ["1"] }],
		lease: { duration: hour, type: "idle" },
		feature: "NOTEBOOK",
		pool_id: "pool",
		workspace_id: "0",
		hooks: {
			container_hooks: { pre_start: { script: "a", type: "COMMAND" }, post_start: { script: "b", type: "SCRIPT" } },
		},
	});
});

test.each<[Inputs["lease"], object, object]>([
	[undefined, {}, {}],
	[{}, {}, {}],
	[{ enable: true }, {}, {}],
	[{ duration: hour }, { lease: { duration: hour } }, { duration: hour }],
	[{ type: "idle" }, { lease: { type: "idle" } }, { type: "idle" }],
	[{ enable: false }, { duration: -1 }, { duration: -1 }],
	[{ duration: -1 }, { duration: -1 }, { duration: -1 }],
])("the lease %j is sent as %j with a create, as %j with a start", (lease, created, started) => {
	const { name, description, flavor, image_id, volume, ...rest } = toCreateBody({ ...inputs, lease }, "mark");
	expect(onTheWire(rest)).toEqual(created);
	expect(onTheWire(toNewLease(lease))).toEqual(started);
});

const found: NotebookResponse = {
	id: "n",
	status: "RUNNING",
	url: "https://x/lab",
	token: "open-sesame",
	fail_reason: "",
	image: { id: "image-1", name: "torch", swr_path: "swr/x/torch:1", type: "DEDICATED" },
	lease: { create_at: 1_700_000_000_000, update_at: 1_700_000_000_000, duration: hour, enable: true },
	volume: { category: "EVS", ownership: "MANAGED", capacity: 5, mount_path: "/home/ma-user/work/" },
	endpoints: [{ service: "SSH", uri: "ssh://x:1" }],
	pool: { id: "pool", name: "ours" },
	create_at: 1_700_000_000_000,
	update_at: 1_700_000_001_000,
};

test("the outputs hold every input as it was given, and what only the service knows; never the token", () => {
	const outputs = toOutputs(inputs, place, found);
	expect(onTheWire(outputs)).toEqual({
		...inputs,
		...place,
		status: "RUNNING",
		url: "https://x/lab",
		sshUri: "ssh://x:1",
		image: { id: "image-1", name: "torch", swrPath: "swr/x/torch:1", type: "DEDICATED" },
		poolName: "ours",
		actualVolume: { category: "EVS", ownership: "MANAGED", capacity: 5, mountPath: "/home/ma-user/work/" },
		leaseEndsAt: "2023-11-14T23:13:20.000Z",
		createdAt: "2023-11-14T22:13:20.000Z",
		updatedAt: "2023-11-14T22:13:21.000Z",
	});
	expect(JSON.stringify(outputs)).not.toContain("open-sesame");
});

test("the token is there if the user asks for it", () => {
	expect(toOutputs({ ...inputs, exposeToken: true }, place, found).token).toBe("open-sesame");
});

test.each<[string, Partial<NotebookResponse>]>([
	["that never ends", { lease: { ...found.lease, enable: false } }],
	["that never ends, by its duration", { lease: { ...found.lease, duration: -1 } }],
	["of a notebook that is stopped", { status: "STOPPED" }],
	["that is not reported", { lease: undefined }],
])("a lease %s has no end", (_what, change) => {
	expect(toOutputs(inputs, place, { ...found, ...change }).leaseEndsAt).toBeUndefined();
});
