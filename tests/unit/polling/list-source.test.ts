import { createListSource } from "../../../provider/lifecycle/polling/list-source";
import { changingNotebook as profile } from "../../../provider/lifecycle/polling/profiles";
import { createFakeClock } from "../rate-limit/fake-clock";

interface Thing {
	readonly id: string;
}

const things: Thing[] = [{ id: "a" }, { id: "b" }];
const signal = new AbortController().signal;

/** Polls two objects until a list has shown them, then reads all; says how often each list was fetched. */
async function waitThenRead({ hasOneList, isOld }: { hasOneList: boolean; isOld: boolean }) {
	const asked = { mine: 0, all: 0 };
	const mine = () => Promise.resolve((asked.mine++, things));
	const all = hasOneList ? mine : () => Promise.resolve((asked.all++, things));
	const one = (_owner: object, id: string) => Promise.resolve({ id });
	const recentlyCreated = { timeLeft: () => 0 };
	const owner = { clock: createFakeClock(), pollInterval: 1000, recentlyCreated };
	const { watch, read } = createListSource<typeof owner, Thing>({
		one,
		all,
		...(!hasOneList && { mine }),
		pageSize: () => 50,
	});

	const wait = { isDone: () => true, profile, signal, deadline: 60_000 };
	await Promise.all(things.map(({ id }) => watch(owner).wait(id, wait, undefined)));
	const found = await read(owner).readAll({}, isOld ? owner.clock.now() : 0);
	expect([...(found?.keys() ?? [])]).toEqual(["a", "b"]);
	return asked;
}

test("a list that shows everything serves waiters and readers alike", async () => {
	expect(await waitThenRead({ hasOneList: true, isOld: false })).toEqual({ mine: 1, all: 0 });
});

test("a list that is too old for the reader is fetched again", async () => {
	expect(await waitThenRead({ hasOneList: true, isOld: true })).toEqual({ mine: 2, all: 0 });
});

test("a list of what this user created does not serve readers of what everybody created", async () => {
	expect(await waitThenRead({ hasOneList: false, isOld: false })).toEqual({ mine: 1, all: 1 });
});
