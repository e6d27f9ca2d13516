import { aboutA, kindNames, type KindName, kinds, makeOne } from "../support/every-kind";
import { openWorlds, World } from "../support/world";

/** Answers may be two seconds old, as users have it. */
const asUsersHaveIt = { "huaweicloud:pollInterval": "1s" };

/** Images are made in no time, too. */
const quickly = { durations: { createImage: 12, registerImage: 4 } };

async function makeMany(world: World, kind: KindName, count: number) {
	const maker = await world.start();
	const names = Array.from({ length: count }, (_, at) => `n${at}`);
	return Promise.all(names.map((name) => makeOne(maker, kind, name)));
}

/** What a refresh of a hundred asks. */
const lists: Record<KindName, string[]> = {
	NotebookInstance: ["getInstanceList"],
	// Pages of 50 are all that every region takes; the third one tells that there is no more.
	Notebook: ["listNotebooks", "listNotebooks", "listNotebooks"],
	CustomImage: ["listImage"],
	CloudImage: ["listImages", "listImageByTags"],
};

describe.each(kindNames.map((kind) => [kind] as const))("of kind %s", (kind) => {
	const { list, show } = kinds[kind];
	let world: World;
	let made: Awaited<ReturnType<typeof makeMany>>;

	beforeAll(async () => {
		world = await World.open({ settings: quickly });
		made = await makeMany(world, kind, 100);
	}, 30_000);
	beforeEach(() => world.admin.clearRequests());
	afterAll(() => world.close());

	/** Ids of the first ones, read in a process that knows nothing yet, as a refresh does; `""` of one that is gone. */
	async function readIds(count: number): Promise<string[]> {
		const reader = await world.start({ config: asUsersHaveIt });
		const reads = made.slice(0, count).map(({ id, outputs }) => reader.read(id, outputs, aboutA(kind)));
		return (await Promise.all(reads)).map(({ id }) => id);
	}
	const ids = (count: number) => made.slice(0, count).map(({ id }) => id);

	test("a refresh of 100 is answered by lists", async () => {
		expect(await readIds(100)).toEqual(ids(100));
		expect(world.operations()).toEqual(lists[kind]);
	});

	test("a few are read one by one", async () => {
		expect(await readIds(3)).toEqual(ids(3));
		expect(world.operations().filter((name) => name === show)).toEqual([show, show, show]);
	});

	// IMS has one operation for both: who may not list cloud images cannot read them at all.
	if (list !== show) {
		test("where lists are forbidden, each is read by itself", async () => {
			world.set({ deniedOperations: [list] });
			expect(await readIds(10)).toEqual(ids(10));
			world.set({ deniedOperations: [] });
		});
	}

	test("what a list does not show is asked for alone before it is taken for gone", async () => {
		const { remove } = kinds[kind];
		remove(world, made[3]?.id ?? "");
		expect(await readIds(10)).toEqual(ids(10).with(3, ""));
		const asked = world.operations().filter((name) => name === list || name === show);
		expect([asked[0], asked.at(-1)]).toEqual([list, show]);
		expect(asked.filter((name) => name === show)).toHaveLength(list === show ? 2 : 1);
	});
});

const openWorld = openWorlds();

// A `Notebook` is not among them: its name may be another's as well, so that a create has to look at the list first.
test.each(["NotebookInstance", "CustomImage"] as const)(
	"where lists are forbidden, many of kind %s are still waited for",
	async (kind) => {
		const world = await openWorld({ settings: { ...quickly, deniedOperations: [kinds[kind].list] } });
		await makeMany(world, kind, 10);
		expect(kinds[kind].existing(world)).toHaveLength(10);
	},
);
