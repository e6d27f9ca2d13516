import { aboutA, kindNames, type KindName, kinds, makeOne } from "../support/every-kind";
import { openWorlds, World } from "../support/world";
import { isFull } from "../support/full";

/** Responses may be two poll intervals old: however slow the machine is, they stay fresh. */
const neverStale = { "huaweicloud:pollInterval": "60s" };

/** Images are created at once. */
const quickly = { durations: { createImage: 12, registerImage: 4 } };

async function makeMany(world: World, kind: KindName, count: number) {
	const maker = await world.start();
	const names = Array.from({ length: count }, (_, at) => `n${at}`);
	return Promise.all(names.map((name) => makeOne(maker, kind, name)));
}

/** The requests of a refresh of many objects. */
const lists: Record<KindName, string[]> = {
	NotebookInstance: ["getInstanceList"],
	// Pages of 50 are the maximum of all regions; the third one shows that there are no more.
	Notebook: ["listNotebooks", "listNotebooks", "listNotebooks"],
	CustomImage: ["listImage"],
	CloudImage: ["listImages", "listImageByTags"],
};

/** In `npm test`, a kind whose list has pages, and the one without a request for a single object. */
const tested = isFull ? kindNames : (["Notebook", "CloudImage"] as const);

describe.each(tested.map((kind) => [kind] as const))("objects of kind %s", (kind) => {
	const { list, show } = kinds[kind];
	const many = isFull || kind === "Notebook" ? 100 : 20;
	let world: World;
	let made: Awaited<ReturnType<typeof makeMany>>;

	beforeAll(async () => {
		world = await World.open({ settings: quickly });
		made = await makeMany(world, kind, many);
	}, 30_000);
	beforeEach(() => world.admin.clearRequests());
	afterAll(() => world.close());

	/** Ids of the first ones, read in a new process, as a refresh does; `""` for a deleted one. */
	async function readIds(count: number): Promise<string[]> {
		const reader = await world.start({ config: neverStale });
		const reads = made.slice(0, count).map(({ id, outputs }) => reader.read(id, outputs, aboutA(kind)));
		return (await Promise.all(reads)).map(({ id }) => id);
	}
	const ids = (count: number) => made.slice(0, count).map(({ id }) => id);

	test(`are read by lists in a refresh of ${many}`, async () => {
		expect(await readIds(many)).toEqual(ids(many));
		expect(world.operations()).toEqual(lists[kind]);
	});

	test("are read one by one if they are few", async () => {
		expect(await readIds(3)).toEqual(ids(3));
		expect(world.operations().filter((name) => name === show)).toEqual([show, show, show]);
	});

	// IMS has one operation for both: without the permission to list cloud images, none can be read.
	if (list !== show) {
		test("are read one by one where lists are forbidden", async () => {
			world.set({ deniedOperations: [list] });
			expect(await readIds(10)).toEqual(ids(10));
			world.set({ deniedOperations: [] });
		});
	}

	test("are read individually before they count as deleted, if a list does not show them", async () => {
		const { remove } = kinds[kind];
		remove(world, made[3]?.id ?? "");
		expect(await readIds(10)).toEqual(ids(10).with(3, ""));
		const asked = world.operations().filter((name) => name === list || name === show);
		expect([asked[0], asked.at(-1)]).toEqual([list, show]);
		// An image is asked for by a list as well, and twice: an empty one is no clear answer.
		expect(asked.filter((name) => name === show)).toHaveLength(list === show ? 3 : 1);
	});
});

const openWorld = openWorlds();

// Without `Notebook`: its name may belong to another notebook, so that a create has to read the list first.
test.each(isFull ? (["NotebookInstance", "CustomImage"] as const) : (["CustomImage"] as const))(
	"many objects of kind %s are still waited for where lists are forbidden",
	async (kind) => {
		const world = await openWorld({ settings: { ...quickly, deniedOperations: [kinds[kind].list] } });
		await makeMany(world, kind, 10);
		expect(kinds[kind].existing(world)).toHaveLength(10);
	},
);
