import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { sdks } from "../support/quick-start";
import { catchError, openWorlds, type World } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();

/** Longer than any test: no object here becomes ready, on any machine. */
const HOUR = 3_600_000;
const slow = { settings: { durations: { createInstance: HOUR, changeInstanceStatus: HOUR } } };

/** Long enough for a provider that did not stop to send another request. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

async function looked(world: World, least = 2): Promise<void> {
	await world.until(
		() => world.operations().filter((operation) => operation.startsWith("getInstance")).length >= least,
		"looks",
	);
}

describe.each(sdks.map((sdk) => [sdk] as const))("Cancel with %s", (sdk) => {
	test("ends waiting creates early, with their ids, and changes only their markers", async () => {
		const world = await openWorld(slow);
		const provider = await world.start({ sdk });
		const creates = ["a", "b", "c"].map((name) => catchError<ProviderError>(make(provider, { name })));
		await world.until(() => world.instances().length === 3, "three instances");
		await looked(world, 6);

		await provider.cancel();
		const errors = await Promise.all(creates);

		const ids = world.instances().map(({ id }) => id);
		expect(errors.map(({ halfCreated }) => halfCreated?.id).sort()).toEqual(ids.sort());
		for (const { halfCreated } of errors) {
			expect(halfCreated?.reasons[0]).toMatch(
				/was CREATING when this run was interrupted.*the next `pulumi up` resumes it/,
			);
		}
		await aWhile();
		const markers = ["updateInstance", "updateInstance", "updateInstance"];
		expect(world.mutations()).toEqual(["createInstance", "createInstance", "createInstance", ...markers]);
		for (const { description } of world.instances()) expect(description).toMatch(/\.kept\]$/);
		expect(provider.isRunning).toBe(true);
	});

	test("ends a waiting update and a waiting delete early, without any further change", async () => {
		const world = await openWorld();
		const provider = await world.start({ sdk });
		const updated = await make(provider, { name: "a" });
		const deleted = await make(provider, { name: "b" });
		world.set(slow.settings);
		const update = catchError<ProviderError>(
			provider.update(updated.id, updated.outputs, { ...updated.inputs, desiredState: "STOPPED" }),
		);
		const deletion = catchError<ProviderError>(provider.delete(deleted.id, deleted.outputs));
		await world.until(() => world.mutations().filter((name) => name === "changeInstanceStatus").length === 2);

		world.admin.clearRequests();
		await looked(world, 6);
		await provider.cancel();
		expect((await update).halfCreated).toMatchObject({ id: updated.id, properties: { unfinished: "update" } });
		expect((await deletion).message).toMatch(/was STOPPING when this run was interrupted.*It is kept in the state/);
		expect(world.mutations()).toEqual([]);
	});
});

test("is not confused with GetPluginInfo at the start of a process", async () => {
	const world = await openWorld();
	const provider = await world.start();
	await provider.getVersion();
	expect((await make(provider)).outputs.status).toBe("RUNNING");
});

test("keeps a later create from sending requests", async () => {
	const world = await openWorld();
	const provider = await world.start();
	const { inputs } = await provider.check(notebook());
	await provider.cancel();
	const error = await catchError<ProviderError>(provider.create(inputs));
	expect(error.message).toMatch(/interrupted/);
	expect(world.operations()).toEqual([]);
});

test("waits for the response of a create request in progress, which holds the id", async () => {
	const world = await openWorld(slow);
	const provider = await world.start();
	world.admin.addFault({ match: { operation: "createInstance" }, action: { hold: true }, afterEffect: true });
	const creation = catchError<ProviderError>(make(provider));
	await world.until(() => world.admin.held().length === 1, "a held create");
	await provider.cancel();
	world.admin.release();
	const [{ id }] = world.instances() as [{ id: string }];
	expect((await creation).halfCreated?.id).toBe(id);
	expect(world.mutations()).toEqual(["createInstance", "updateInstance"]);
});

test("ends the retries of a failing service", async () => {
	const world = await openWorld(slow);
	const provider = await world.start();
	world.admin.addFault({ match: { operation: "getInstance" }, times: null, action: { status: 503 } });
	const creation = catchError<ProviderError>(make(provider));
	await looked(world);
	await provider.cancel();
	expect((await creation).halfCreated?.reasons[0]).toMatch(/was CREATING when this run was interrupted/);
});

const work = {
	"while it waits for a create": async (world: World) => {
		const provider = await world.start();
		void make(provider).catch(() => {});
		await looked(world);
		return provider;
	},
	"while it waits for a stop, to delete": async (world: World) => {
		const provider = await world.start();
		world.set({ durations: { createInstance: 0 } });
		const { id, outputs } = await make(provider);
		void provider.delete(id, outputs).catch(() => {});
		await world.until(() => world.mutations().includes("changeInstanceStatus"), "a stop");
		return provider;
	},
	"while a create is on its way": async (world: World) => {
		const provider = await world.start();
		world.admin.addFault({ match: { operation: "createInstance" }, action: { hold: true } });
		void make(provider).catch(() => {});
		await world.until(() => world.admin.held().length === 1, "a held create");
		return provider;
	},
	"after all is done": async (world: World) => {
		const provider = await world.start();
		world.set({ durations: { createInstance: 0 } });
		await make(provider);
		return provider;
	},
};

const stages = Object.entries(work).filter(([when]) => isFull || when.startsWith("while it waits"));

test.each(stages)(
	"a process whose engine is lost %s exits early, and sends no further change",
	async (_when, begin) => {
		const world = await openWorld(slow);
		const provider = await begin(world);
		const before = world.mutations();
		provider.closeStdin();
		await provider.ended;
		expect(world.mutations()).toEqual(before);
	},
);

test("a process whose standard input is no pipe keeps running", async () => {
	const world = await openWorld();
	const provider = await world.start({ stdin: "none" });
	await make(provider);
	await aWhile();
	expect(provider.isRunning).toBe(true);
	expect((await make(provider, { name: "second" })).outputs.status).toBe("RUNNING");
});
