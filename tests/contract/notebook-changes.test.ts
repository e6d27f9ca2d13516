import { about, anotherImage, full, make, notebook, notebooksOf, patch, restarts } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();
const hour = 3_600_000;
const large = { flavor: "modelarts.vm.cpu.8u" };
const mount = (name: string, from = name) => ({ storagePath: `obs://sets/${from}/`, mountDirectory: `/data/${name}/` });

/** A notebook; the requests of its create are not recorded. */
async function begin(changes: Json = {}, found: Json = {}) {
	const made = await make(at.provider, changes);
	if (Object.keys(found).length > 0) patch(at.world, made.id, found);
	at.world.admin.clearRequests();
	return made;
}

type Made = Awaited<ReturnType<typeof begin>>;
const update = ({ id, inputs, outputs }: Made, changes: Json) =>
	at.provider.update(id, outputs, { ...inputs, ...changes }, about);
const halfOf = async (change: Promise<unknown>) => (await catchError<ProviderError>(change)).halfCreated;

const stops = ["stopNotebook", "updateNotebook"];
test.each<[string, Json, string | undefined, string, string[]]>([
	["running", {}, undefined, "RUNNING", restarts],
	["running, to be stopped", {}, "STOPPED", "STOPPED", stops],
	["stopped", { status: "STOPPED" }, undefined, "STOPPED", ["updateNotebook"]],
	["stopped, to be started", { status: "STOPPED" }, "RUNNING", "RUNNING", ["updateNotebook", "startNotebook"]],
	["in START_FAILED", { status: "START_FAILED" }, undefined, "START_FAILED", ["updateNotebook"]],
])("a flavor change of a notebook that is %s", async (_what, found, desiredState, status, orders) => {
	const made = await begin({}, found);
	expect(await update(made, { ...large, desiredState })).toMatchObject({ ...large, status });
	expect(at.world.mutations()).toEqual(orders);
});

test("changes of all inputs take one stop", async () => {
	const made = await begin();
	const volume = { category: "EVS", capacity: 9 };
	const news = { ...large, imageId: anotherImage, endpoints: full.endpoints, name: "renamed", volume };
	expect(await update(made, news)).toMatchObject({ ...news, status: "RUNNING" });
	expect(at.world.mutations()).toEqual(["updateNotebook", ...restarts]);
});

test("a new name and description leave a stopped notebook stopped", async () => {
	const made = await begin({}, { status: "STOPPED" });
	expect(await update(made, { name: "renamed", description: "new" })).toMatchObject({ status: "STOPPED" });
	expect(at.world.mutations()).toEqual(["updateNotebook"]);
});

test("a rejected flavor leaves a running notebook running, and is reported", async () => {
	const made = await begin();
	const half = await halfOf(update(made, { flavor: "unheard-of" }));
	expect(half).toMatchObject({ id: made.id, properties: { flavor: "modelarts.vm.cpu.2u", status: "RUNNING" } });
	expect(half?.reasons[0]).toMatch(/ModelArts\.\d+/);
	expect(at.world.mutations()).toEqual(restarts);
	await at.world.until(() => at.provider.engine.warnings().length > 0, "a warning");
	expect(at.provider.engine.warnings().join()).toContain(
		"was stopped for a change that failed, and runs again as before",
	);
});

test("a start that fails after a change reports the reason, and the next up starts the notebook", async () => {
	const made = await begin();
	const failure = { operation: "startNotebook", failReason: "no room today", step: 2 } as const;
	at.world.set({ notebookFailures: [failure] });
	const half = await halfOf(update(made, large));
	expect(half?.reasons[0]).toMatch(
		/no room today; the step compute failed.*It was running and was stopped for the change/,
	);

	const read = await at.provider.read(made.id, half?.properties ?? {}, about);
	const news = { ...made.inputs, ...large };
	expect(await at.provider.diff(made.id, read.outputs, news, about)).toMatchObject({ changes: "some", replaces: [] });
	const outputs = await at.provider.update(made.id, read.outputs, news, about);
	expect(outputs).toMatchObject({ ...large, status: "RUNNING" });
	expect(outputs).not.toHaveProperty("restart");
	expect(at.world.mutations()).not.toContain("deleteNotebook");
});

test("an update interrupted between stop and start is resumed", async () => {
	at.world.set({ durations: { stopNotebook: 60_000 } });
	const made = await begin({ timeouts: { update: 0.3 } });
	const half = await halfOf(update(made, large));
	expect(half?.reasons[0]).toMatch(/while STOPPING.*the next `pulumi up` starts it again/);

	patch(at.world, made.id, { status: "STOPPED" });
	const outputs = await at.provider.update(
		made.id,
		half?.properties ?? {},
		{ ...made.inputs, ...large, timeouts: {} },
		about,
	);
	expect(outputs).toMatchObject({ ...large, status: "RUNNING" });
});

test("a disk that does not grow is an error with the service's message", async () => {
	const made = await begin();
	at.world.set({ notebookFailures: [{ operation: "updateNotebook" }] });
	const half = await halfOf(update(made, { volume: { category: "EVS", capacity: 9 } }));
	expect(half?.reasons[0]).toContain("its volume still has 5 GB and not 9 GB: RESIZE_FAILED");
	expect(half?.properties).toMatchObject({ volume: { capacity: 5 } });
});

test("a disk that was grown outside of Pulumi is not shrunk", async () => {
	const made = await begin({}, { volume: { capacity: 20 } });
	const half = await halfOf(update(made, { volume: { category: "EVS", capacity: 9 } }));
	expect(half?.reasons[0]).toContain("its volume has 20 GB already and cannot shrink to 9 GB");
	expect(at.world.mutations()).toEqual([]);
});

test("a volume that shrinks is rejected before any request", async () => {
	const { inputs } = await begin({ volume: { category: "EVS", capacity: 10 } });
	const { failures } = await at.provider.check(notebook({ volume: { category: "EVS", capacity: 5 } }), inputs, about);
	expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^volume\.capacity: .*not shrink/) }]);
});

const leases: [string, Json | undefined, Json | undefined, Json][] = [
	["longer", { duration: hour }, { duration: 2 * hour }, { enable: true }],
	["without an end", { duration: hour }, { enable: false }, { enable: false }],
	["of another kind", undefined, { duration: 2 * hour, type: "idle" }, { type: "IDLE" }],
	["with the default again", { duration: 3 * hour }, undefined, { enable: true }],
];
test.each(leases)("a lease %s is set while the notebook runs", async (_what, before, after, expected) => {
	const made = await begin({ lease: before });
	const outputs = await update(made, { lease: after });
	expect(at.world.mutations()).toEqual(["renewLease"]);
	expect(notebooksOf(at.world)).toMatchObject([{ status: "RUNNING", lease: expected }]);
	const isEndless = expected.enable === false;
	const left = Date.parse(String(outputs.leaseEndsAt)) - Date.now();
	if (isEndless) expect(outputs).not.toHaveProperty("leaseEndsAt");
	else expect(Math.abs(left - Number(after?.duration ?? hour))).toBeLessThan(hour / 2);
	at.world.admin.clearRequests();
	await at.provider.update(made.id, outputs, { ...made.inputs, lease: after, description: "again" }, about);
	expect(at.world.mutations()).toEqual(["updateNotebook"]);
});

test("the lease of a stopped notebook waits for its next start", async () => {
	const made = await begin({}, { status: "STOPPED" });
	const lease = { duration: 2 * hour };
	const outputs = await update(made, { lease });
	expect(at.world.mutations()).toEqual([]);
	await at.provider.update(made.id, outputs, { ...made.inputs, lease, desiredState: "RUNNING" }, about);
	expect(at.world.mutations()).toEqual(["startNotebook"]);
	const { query } = at.world.admin.requests().find(({ operation }) => operation === "startNotebook") ?? {};
	expect(JSON.stringify(query)).toContain(String(2 * hour));
});

test("tags change by difference, and unmanaged tags stay", async () => {
	const made = await begin({ tags: { team: "vision", stage: "lab" } });
	const [{ tags }] = notebooksOf(at.world) as unknown as [{ tags: Json[] }];
	patch(at.world, made.id, { tags: [...tags, { key: "theirs", value: "x" }] });
	await update(made, { tags: { team: "vision", year: "2" } });
	expect(at.world.mutations()).toEqual(["createNotebookTags", "deleteNotebookTags"]);
	expect(notebooksOf(at.world)).toMatchObject([
		{
			tags: [
				{ key: "team", value: "vision" },
				{ key: "theirs", value: "x" },
				{ key: "year", value: "2" },
			],
		},
	]);
});

test("mounts change by difference, and unmanaged mounts stay", async () => {
	const made = await begin({ mounts: [mount("a"), mount("b")] });
	const [{ data_volumes: there }] = notebooksOf(at.world) as unknown as [{ data_volumes: Json[] }];
	patch(at.world, made.id, { data_volumes: [...there, { mount_path: "/data/theirs/", url: "obs://x/" }] });
	await update(made, { mounts: [mount("b"), mount("a", "other")] });
	expect(at.world.mutations()).toEqual(["detachDynamicStorage", "attachDynamicStorage"]);
	const [{ data_volumes: now }] = notebooksOf(at.world) as unknown as [
		{ data_volumes: { mount_path: string; url: string }[] },
	];
	expect(now.map(({ mount_path, url }) => `${mount_path} ${url}`).sort()).toEqual([
		"/data/a/ obs://sets/other/",
		"/data/b/ obs://sets/b/",
		"/data/theirs/ obs://x/",
	]);
});

test("a failed mount is an error, and the next up mounts the storage again", async () => {
	const made = await begin();
	at.world.set({ notebookFailures: [{ operation: "attachDynamicStorage", failReason: "no such bucket" }] });
	const half = await halfOf(update(made, { mounts: [mount("a")] }));
	expect(half?.reasons[0]).toContain("mounts[0] could not be mounted: no such bucket");
	const outputs = await at.provider.update(
		made.id,
		half?.properties ?? {},
		{ ...made.inputs, mounts: [mount("a")] },
		about,
	);
	expect(outputs).toMatchObject({ mounts: [mount("a")] });
	expect(at.world.mutations()).toEqual(["attachDynamicStorage", "detachDynamicStorage", "attachDynamicStorage"]);
});

test.each([
	["throttled", { status: 429, body: { error_code: "APIGW.0308", error_msg: "slow down" } }],
	["rejected by the gateway", { status: 503, body: { error_code: "APIGW.0613", error_msg: "no IAM" } }],
	["lost", { reset: true }],
])("a mount that succeeded although its request was %s is not requested again", async (_what, action) => {
	const made = await begin();
	at.world.admin.addFault({ match: { operation: "attachDynamicStorage" }, action, afterEffect: true });
	await update(made, { mounts: [mount("a")] });
	expect(at.world.mutations()).toEqual(["attachDynamicStorage"]);
});

test("a mount whose request was throttled is requested again", async () => {
	const made = await begin();
	at.world.admin.addFault({ match: { operation: "attachDynamicStorage" }, action: { status: 429 } });
	await update(made, { mounts: [mount("a")] });
	expect(at.world.mutations()).toEqual(["attachDynamicStorage", "attachDynamicStorage"]);
});

test("mounts of a stopped notebook are an error that says what to do", async () => {
	const made = await begin({}, { status: "STOPPED" });
	const half = await halfOf(update(made, { mounts: [mount("a")] }));
	expect(half?.reasons[0]).toMatch(/mounted and taken off only while a notebook runs: start it/);
	expect(at.world.mutations()).toEqual([]);
});

test("mounts that a restart unmounts are mounted again", async () => {
	at.world.set({ mountsAfterStop: "gone" });
	const made = await begin({ mounts: [mount("a")] });
	await update(made, large);
	expect(at.world.mutations()).toEqual([...restarts, "attachDynamicStorage"]);
});

test("mounts that a stop unmounts are mounted again by the start that the program declares", async () => {
	at.world.set({ mountsAfterStop: "gone" });
	const made = await begin({ mounts: [mount("a")], desiredState: "RUNNING" });
	const stopped = await update(made, { desiredState: "STOPPED" });
	const inputs = { ...made.inputs, desiredState: "STOPPED" };
	await update({ ...made, inputs, outputs: stopped }, { desiredState: "RUNNING" });
	expect(at.world.mutations()).toEqual(["stopNotebook", "startNotebook", "attachDynamicStorage"]);
});

test("mounts of a notebook that was stopped outside of Pulumi are mounted again when the program starts it", async () => {
	at.world.set({ mountsAfterStop: "gone" });
	const made = await begin({ mounts: [mount("a")], desiredState: "RUNNING" });
	patch(at.world, made.id, { status: "STOPPED", data_volumes: [] });
	const { outputs } = await at.provider.read(made.id, made.outputs, about);
	expect(await at.provider.diff(made.id, outputs, made.inputs, about)).toMatchObject({ changes: "some" });
	await update({ ...made, outputs }, {});
	expect(at.world.mutations()).toEqual(["startNotebook", "attachDynamicStorage"]);
});

test("mounts that failed after a start are mounted by the next up", async () => {
	at.world.set({ mountsAfterStop: "gone" });
	const made = await begin({ mounts: [mount("a")], desiredState: "RUNNING" });
	const outputs = await update(made, { desiredState: "STOPPED" });
	const stopped = { ...made, inputs: { ...made.inputs, desiredState: "STOPPED" }, outputs };
	const denied = { status: 403, body: { error_code: "ModelArts.0108", error_msg: "You are not authorized." } };
	at.world.admin.addFault({ match: { operation: "attachDynamicStorage" }, action: denied });
	const half = await halfOf(update(stopped, { desiredState: "RUNNING" }));
	await update({ ...made, outputs: half?.properties ?? {} }, {});
	expect(notebooksOf(at.world)).toMatchObject([{ status: "RUNNING", data_volumes: [{ mount_path: "/data/a/" }] }]);
});

test("drift of all inputs that can be updated in place is corrected by the next up", async () => {
	const made = await begin({ ...full });
	patch(at.world, made.id, {
		name: "theirs",
		description: "theirs",
		flavor: "modelarts.vm.cpu.8u",
		tags: [],
		data_volumes: [],
	});
	const read = await at.provider.read(made.id, made.outputs, about);
	expect(read.inputs).toMatchObject({ name: "theirs", description: "theirs", tags: {}, mounts: [] });
	expect(await at.provider.diff(made.id, read.outputs, made.inputs, about)).toMatchObject({
		changes: "unknown",
		replaces: [],
	});
	const outputs = await at.provider.update(made.id, read.outputs, made.inputs, about);
	const again = await at.provider.read(made.id, outputs, about);
	expect(again.inputs).toEqual(made.inputs);
	expect(notebooksOf(at.world)).toMatchObject([{ status: "RUNNING", data_volumes: [{ mount_path: "/data/one/" }] }]);
});

test("a token is in the state only if the program asks for it", async () => {
	const made = await begin();
	expect(made.outputs).not.toHaveProperty("token");
	const shown = await update(made, { exposeToken: true });
	// A secret in the engine's own format.
	expect(shown.token).toEqual({
		"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
		value: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
	});
	expect(at.world.mutations()).toEqual([]);
	const hidden = await at.provider.update(made.id, shown, made.inputs, about);
	expect(hidden).not.toHaveProperty("token");
});
