import { ObjectList } from "../../../provider/lifecycle/polling/object-list";
import type { Limits } from "../../../provider/lifecycle/polling/limits";
import { createFakeClock } from "../rate-limit/fake-clock";

const waiting = ["a", "b"].map((id) => ({ id, startedAt: 0, about: undefined }));

/** A list that shows what the test says, or fails. */
function open({ isRecent = () => false }: { isRecent?: (id: string) => boolean } = {}) {
	const clock = createFakeClock();
	const service = { shown: ["a", "b"], isForbidden: false, hangs: false, requests: 1 };
	const sent: Limits[] = [];
	function send(limits: Limits) {
		sent.push(limits);
		if (service.isForbidden) return Promise.reject(new Error("forbidden"));
		if (service.hangs) return new Promise<never>(() => {});
		return Promise.resolve({ observed: new Map(service.shown.map((id) => [id, id])), requests: service.requests });
	}
	const list = new ObjectList<string>({ send, isRecent }, { clock, pollInterval: 1000 });
	return { clock, list, service, sent };
}

test("a list that was asked for after the given time is not fetched again", async () => {
	const { clock, list, sent } = open();
	await list.fetch({}, []);
	clock.advance(2000);
	await list.get(-1, {});
	expect(sent).toHaveLength(1);
	expect([...((await list.get(0, {})) ?? [])]).toEqual([
		["a", "a"],
		["b", "b"],
	]);
	expect(sent).toHaveLength(2);
});

test("a list is aborted when the last of those who wait for it leaves", async () => {
	const { list, service, sent } = open();
	service.hangs = true;
	const [first, second] = [new AbortController(), new AbortController()];
	const shown = [list.get(-1, { signal: first.signal }), list.get(-1, { signal: second.signal })];
	first.abort();
	expect(await shown[0]).toBeUndefined();
	expect(sent.map(({ signal }) => signal.aborted)).toEqual([false]);
	second.abort();
	expect(await shown[1]).toBeUndefined();
	expect(sent.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test("a list that was abandoned is no broken one: the next who asks has it fetched again", async () => {
	const { list, service, sent } = open();
	service.hangs = true;
	const first = new AbortController();
	const shown = list.get(-1, { signal: first.signal });
	first.abort();
	expect(await shown).toBeUndefined();
	service.hangs = false;
	expect(list.isAvailable()).toBe(true);
	expect((await list.get(-1, {}))?.size).toBe(2);
	expect(sent).toHaveLength(2);
});

test("a list is not begun for somebody who can wait no longer", async () => {
	const { clock, list, sent } = open();
	clock.advance(5000);
	expect(await list.get(-1, { deadline: 5000 })).toBeUndefined();
	expect(await list.get(-1, { signal: AbortSignal.abort() })).toBeUndefined();
	expect(sent).toEqual([]);
});

test("a list is aborted at the deadline of the only one who waits for it", async () => {
	const { list, service, sent } = open();
	service.hangs = true;
	expect(await list.get(-1, { deadline: 5000 })).toBeUndefined();
	expect(sent.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test("a list that fails shows nothing and is not available before the reporting threshold", async () => {
	const { clock, list, service } = open();
	service.isForbidden = true;
	expect(await list.fetch({}, [])).toBeUndefined();
	clock.advance(179_999);
	expect(list.isAvailable()).toBe(false);
	expect(list.isWorthwhile(100)).toBe(false);
	clock.advance(1);
	expect(list.isAvailable()).toBe(true);
});

test("a list is worthwhile if as many objects are asked for as it takes requests", async () => {
	const { list, service } = open();
	expect(list.isWorthwhile(1)).toBe(true);
	service.requests = 3;
	await list.fetch({}, []);
	expect([2, 3].map((objects) => list.isWorthwhile(objects))).toEqual([false, true]);
});

test("an object that two lists in a row do not show is omitted, until the reporting threshold", async () => {
	const { clock, list, service } = open();
	service.shown = ["a"];
	await list.fetch({}, waiting);
	expect(list.omits("b")).toBe(false);
	await list.fetch({}, waiting);
	expect(["a", "b"].map((id) => list.omits(id))).toEqual([false, true]);
	clock.advance(180_000);
	expect(list.omits("b")).toBe(false);
});

test("an object that a list shows again is not omitted, nor is one that nobody waits for any more", async () => {
	const { list, service } = open();
	service.shown = [];
	for (let lists = 0; lists < 2; lists++) await list.fetch({}, waiting);
	expect(["a", "b"].map((id) => list.omits(id))).toEqual([true, true]);
	service.shown = ["a"];
	await list.fetch({}, waiting);
	list.forget("b");
	expect(["a", "b"].map((id) => list.omits(id))).toEqual([false, false]);
});

test("an object that was created recently is never omitted", async () => {
	const { list, service } = open({ isRecent: (id) => id === "b" });
	service.shown = [];
	for (let lists = 0; lists < 2; lists++) await list.fetch({}, waiting);
	expect(["a", "b"].map((id) => [list.isRecent(id), list.omits(id)])).toEqual([
		[false, true],
		[true, false],
	]);
});

test("a list that hangs is given up after thirty seconds, or at the deadline of those who wait", async () => {
	const { list, sent } = open();
	await list.fetch({}, []);
	await list.fetch({ deadline: 7000 }, []);
	expect(sent).toMatchObject([
		{ isPoll: true, deadline: 30_000 },
		{ isPoll: true, deadline: 7000 },
	]);
});
