import { aboutA, kindNames, kinds, makeOne } from "../support/every-kind";
import { type InPlace, type InPlaceKind, inPlaceKinds } from "../support/in-place";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";
import { openWorlds, type World } from "../support/world";
import { isFull } from "../support/full";

/**
 * The machine dies after the last response of an operation, before the engine has written the state, or in a refresh: the
 * next run has the old state, on another machine.
 */

const openWorld = openWorlds();
const quickly = { settings: { durations: { createImage: 12, registerImage: 4 } } };

async function die(provider: ProviderProcess): Promise<void> {
	provider.kill("SIGKILL");
	await provider.ended;
}

/** An update, and the same once more by a run that knows nothing of it; its outputs, and the first one's. */
async function updateTwice(world: World, { declare, about }: InPlaceKind, before: Json, after: Json) {
	const provider = await world.start();
	const { inputs } = await provider.check(declare(before), {}, about);
	const { id, outputs } = await provider.create(inputs, about);
	const news = (await provider.check(declare(after), inputs, about)).inputs;
	const { changedAt: _, ...first } = await provider.update(id, outputs, news, about);
	await die(provider);
	const next = await world.startElsewhere();
	return { first, again: await next.update(id, outputs, news, about) };
}

const inputsOf = ({ inputs }: InPlaceKind, at: 0 | 1): Json =>
	Object.assign({}, ...inputs.filter(isSetting).map(({ values }) => values[at]));
const isSetting = ({ name }: InPlace) => name !== "desiredState";

test.each(Object.entries(inPlaceKinds))(
	"an update of a %s whose end was not saved is found done by the next `up`",
	async (_kind, kind) => {
		const world = await openWorld(quickly);
		const { first, again } = await updateTwice(world, kind, inputsOf(kind, 0), inputsOf(kind, 1));
		expect(again).toMatchObject(first);
		for (const { show, shown } of kind.inputs.filter(isSetting)) expect(show(world)).toEqual(shown[1]);
	},
);

test("an update that mounts a storage and stops the notebook, and whose end was not saved, is found done", async () => {
	const world = await openWorld();
	const mounts = [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a/" }];
	const after = { mounts, desiredState: "STOPPED" };
	const { again } = await updateTwice(world, inPlaceKinds.Notebook as InPlaceKind, {}, after);
	expect(again).toMatchObject({ mounts, status: "STOPPED" });
});

/** A notebook is stopped before, and an image deleted by another service. */
const deleted = isFull ? kindNames : (["Notebook", "CloudImage"] as const);

test.each(deleted)("a deletion of a %s whose end was not saved is found done by the next `destroy`", async (kind) => {
	const world = await openWorld(quickly);
	const provider = await world.start();
	const { id, outputs } = await makeOne(provider, kind, "one");
	const { id: other } = await makeOne(provider, kind, "two");
	await provider.delete(id, outputs, aboutA(kind));
	await die(provider);

	const next = await world.startElsewhere();
	await next.delete(id, outputs, aboutA(kind));
	expect(kinds[kind].existing(world).map((left) => left.id)).toEqual([other]);
});

/** A read is the same request, whatever the kind. */
test.each(isFull ? kindNames : (["CloudImage"] as const))(
	"a refresh of a %s that was killed has changed nothing, and the next one finds the same",
	async (kind) => {
		const world = await openWorld(quickly);
		const maker = await world.start();
		const { id, outputs } = await makeOne(maker, kind, "one");
		const truth = kinds[kind].existing(world);
		world.admin.clearRequests();
		world.admin.addFault({ match: { operation: kinds[kind].show }, action: { hold: true } });
		const provider = await world.start();
		provider.read(id, outputs, aboutA(kind)).catch(() => {});
		await world.until(() => world.admin.held().length > 0, "the held read");
		await die(provider);
		world.admin.clearFaults();

		const next = await world.startElsewhere();
		const read = await next.read(id, outputs, aboutA(kind));
		expect(read).toMatchObject({ id, outputs });
		expect(kinds[kind].existing(world)).toEqual(truth);
	},
);
