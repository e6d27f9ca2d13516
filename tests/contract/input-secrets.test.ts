import { about, make, notebook } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, openWorlds } from "../support/world";

const openWorld = openWorlds();

const MARKER = "4dabf18193072939515e22adb298388d";

/** Old and new inputs: each side has secrets that the other one does not have. */
const before = {
	description: "SECRETold-description",
	mounts: [{ storagePath: "obs://SECRETold-bucket/a/", mountDirectory: "/data/a/" }],
	tags: { a: "SECRETold-tag" },
	secretInputs: ["description", "mounts[0].storagePath", "tags.a"],
};
const plain = { description: "plain", tags: { b: "c" } };

/** All values outside the engine's envelopes. */
function clearText(value: unknown): string {
	return JSON.stringify(value, (_name, part: unknown) =>
		part !== null && typeof part === "object" && MARKER in part ? "hidden" : part,
	);
}

/** As the engine passes it on: without envelopes. */
function unwrap(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unwrap);
	if (value === null || typeof value !== "object") return value;
	if (MARKER in value) return unwrap((value as Json).value);
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unwrap(part)]));
}

async function open(given: Json) {
	const world = await openWorld();
	const provider = await world.start();
	const { id, inputs, outputs: marked } = await make(provider, given);
	const outputs = unwrap(marked) as Json;
	const update = async (news: Json) => {
		const { inputs: after } = await provider.check(notebook(news), inputs, about);
		return catchError<ProviderError>(provider.update(id, outputs, unwrap(after) as Json, about));
	};
	return { world, provider, id, inputs, outputs, update };
}

function refuse(world: Awaited<ReturnType<typeof openWorld>>, operation: string, message: string): void {
	const body = { error_code: "ModelArts.0108", error_msg: message };
	world.admin.addFault({ match: { operation }, times: null, action: { status: 403, body } });
}

test("secrets of the old inputs stay secret in the state after a rejected update", async () => {
	const { world, update } = await open(before);
	refuse(world, "detachDynamicStorage", "not obs://SECRETold-bucket/a");
	const { halfCreated } = await update(plain);
	const secretInputs = ["description", "mounts", "tags.a"];
	expect(halfCreated?.properties).toMatchObject({ unfinished: "update", secretInputs });
	expect(clearText(halfCreated?.properties)).not.toMatch(/SECRET/);
	expect(halfCreated?.reasons[0]).toContain("not [secret]");
	expect(halfCreated?.reasons[0]).not.toMatch(/SECRET/);
});

test("secrets that are new with the update stay secret in the state after a rejected update", async () => {
	const { world, update } = await open({ ...before, secretInputs: undefined });
	refuse(world, "attachDynamicStorage", "not obs://SECRETnew-bucket/a");
	const mounts = [{ storagePath: "obs://SECRETnew-bucket/a/", mountDirectory: "/data/a/" }];
	const { halfCreated } = await update({ ...before, mounts });
	expect(halfCreated).toBeDefined();
	expect(clearText(halfCreated)).not.toMatch(/SECRET/);
});

test("secrets of an unfinished update stay secret through a read, and end with the update", async () => {
	const { world, provider, id, update } = await open(before);
	refuse(world, "detachDynamicStorage", "no");
	const { halfCreated } = await update(plain);
	const outputs = unwrap(halfCreated?.properties) as Json;
	const read = await provider.read(id, outputs, about);
	expect(clearText(read)).not.toMatch(/SECRET/);

	world.admin.clearFaults();
	const { inputs } = await provider.check(notebook(plain), {}, about);
	const done = await provider.update(id, outputs, { ...inputs, name: outputs.name }, about);
	expect(done).toMatchObject({ ...plain });
	expect(done).not.toHaveProperty("secretInputs");
	expect(JSON.stringify(done)).not.toMatch(/SECRET/);
});

test("a warning of data loss does not show the object's secret name", async () => {
	const { provider, id, inputs, outputs } = await open({ name: "SECRETname", secretInputs: ["name"] });
	const news = { ...inputs, secretInputs: undefined, name: "other", poolId: "p".repeat(36) };
	await provider.diff(id, outputs, news, about);
	expect(provider.engine.warnings(about.urn).join()).toMatch(/\[secret\]/);
	expect(JSON.stringify(provider.engine.messages)).not.toMatch(/SECRET/);
});

test("a secret that the program omits is kept as a secret", async () => {
	const given = {
		name: "SECRETname",
		projectId: undefined,
		volume: { category: "EVS", capacity: 7 },
		secretInputs: ["name", "volume.capacity"],
	};
	const { provider, inputs } = await open(given);
	const { inputs: kept } = await provider.check(notebook({ volume: { category: "EVS" } }), inputs, about);
	expect(kept).toMatchObject({
		name: { [MARKER]: expect.anything(), value: "SECRETname" },
		volume: { category: "EVS", capacity: { [MARKER]: expect.anything(), value: 7 } },
		secretInputs: ["name", "volume.capacity"],
	});
});
