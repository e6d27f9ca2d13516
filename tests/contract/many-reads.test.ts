import { composeIdentity } from "../../provider/recovery/identity";
import { make } from "../support/notebook";
import { openWorlds, type World } from "../support/world";

const openWorld = openWorlds();

/** Answers may be two seconds old, as users have it. */
const asUsersHaveIt = { "huaweicloud:pollInterval": "1s" };

async function makeMany(world: World, count: number) {
	const maker = await world.start();
	const names = Array.from({ length: count }, (_, at) => `n${at}`);
	const identify = (name: string) => composeIdentity({ project: "contract", stack: "test", types: [], name });
	const made = await Promise.all(names.map((name) => make(maker, { name, identity: identify(name) })));
	world.admin.clearRequests();
	return made;
}

test("a refresh of many is answered by lists: at most one request for 50", async () => {
	const world = await openWorld();
	const made = await makeMany(world, 100);
	const reader = await world.start({ config: asUsersHaveIt });
	const reads = await Promise.all(made.map(({ id, outputs }) => reader.read(id, outputs)));
	expect(reads.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
	expect(world.operations().length).toBeLessThanOrEqual(2);
});

test("a few are read one by one", async () => {
	const world = await openWorld();
	const made = await makeMany(world, 3);
	const reader = await world.start({ config: asUsersHaveIt });
	await Promise.all(made.map(({ id, outputs }) => reader.read(id, outputs)));
	expect(world.operations()).toEqual(["getInstance", "getInstance", "getInstance"]);
});

test("what a list does not show is asked for alone before it is taken for gone", async () => {
	const world = await openWorld();
	const made = await makeMany(world, 10);
	world.remove(made[3]?.id ?? "");
	const reader = await world.start({ config: asUsersHaveIt });
	const reads = await Promise.all(made.map(({ id, outputs }) => reader.read(id, outputs)));
	expect(reads.filter(({ id }) => id === "")).toHaveLength(1);
	expect(world.operations()).toEqual(["getInstanceList", "getInstance"]);
});

test("where lists are forbidden, each is read by itself", async () => {
	const world = await openWorld({ settings: { deniedOperations: ["getInstanceList"] } });
	const made = await makeMany(world, 10);
	const reader = await world.start({ config: asUsersHaveIt });
	const reads = await Promise.all(made.map(({ id, outputs }) => reader.read(id, outputs)));
	expect(reads.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
});

test("where lists are forbidden, many are still waited for", async () => {
	const world = await openWorld({ settings: { deniedOperations: ["getInstanceList"] } });
	const made = await makeMany(world, 10);
	expect(made).toHaveLength(10);
	expect(world.instances().every(({ status }) => status === "RUNNING")).toBe(true);
});
