import type { Limits } from "../../../provider/lifecycle/polling/limits";
import { BatchPoller } from "../../../provider/lifecycle/polling/batch-poller";
import { ObjectList } from "../../../provider/lifecycle/polling/object-list";
import { createFakeClock } from "../rate-limit/fake-clock";

const profile = { individual: 2, batched: 1, expectedMinimum: 0 };

const ids = ["a", "b", "c"];

interface Service {
	/** Lists show the objects from then on. */
	readonly shownAfter?: number;
	readonly isRecent?: boolean;
	readonly isForbidden?: boolean;
	/** The objects are complete from then on. */
	readonly completeAt?: number;
	readonly deadline?: number;
}

/** Three waiters of one poller; how their waits end, and which requests they take. */
async function wait(service: Service) {
	const { shownAfter = 0, isRecent = false, isForbidden = false, completeAt = 0, deadline = 60_000 } = service;
	const clock = createFakeClock();
	const requests = { individual: 0, lists: 0 };
	const observe = () => (clock.now() >= completeAt ? "complete" : "in progress");
	const list = new ObjectList<string>(
		{
			send() {
				requests.lists++;
				if (isForbidden) return Promise.reject(new Error("forbidden"));
				const shown = clock.now() >= shownAfter ? ids : [];
				return Promise.resolve({ observed: new Map(shown.map((id) => [id, observe()])), requests: 1 });
			},
			isRecent: () => isRecent,
		},
		{ clock, pollInterval: 1000 },
	);
	const one = () => Promise.resolve((requests.individual++, observe()));
	const poller = new BatchPoller<string>({ one, list }, { pollInterval: 1000, clock });
	const isDone = (observed: string) => observed === "complete";
	const options = { isDone, profile, signal: new AbortController().signal, deadline };
	const ends = await Promise.allSettled(ids.map((id) => poller.wait(id, options, undefined)));
	return {
		requests,
		ends: ends.map((end) => (end.status === "fulfilled" ? end.value : (end.reason as Error).message)),
		elapsed: clock.now(),
	};
}

const complete = ids.map(() => "complete");

test("a list polls all waiters with one request", async () => {
	const { requests, ends } = await wait({ completeAt: 10_000 });
	expect(ends).toEqual(complete);
	expect(requests.individual).toBe(0);
	expect(requests.lists).toBeLessThan(12);
});

test("recently created objects that a list does not show are not asked for individually", async () => {
	const { requests, ends } = await wait({ shownAfter: 5000, isRecent: true });
	expect(ends).toEqual(complete);
	expect(requests.individual).toBe(0);
});

test("other objects that a list does not show are asked for individually", async () => {
	const { requests, ends } = await wait({ shownAfter: 5000 });
	expect(ends).toEqual(complete);
	expect(requests.individual).toBe(3);
});

test("objects that no list shows are asked for individually, without a list before the reporting threshold", async () => {
	const { requests, ends } = await wait({ shownAfter: Infinity, completeAt: 30_000 });
	expect(ends).toEqual(complete);
	expect(requests.lists).toBe(2);
});

test("objects that nobody may list are asked for individually, without another list before the threshold", async () => {
	const { requests, ends } = await wait({ isForbidden: true, completeAt: 30_000 });
	expect(ends).toEqual(complete);
	expect(requests.lists).toBe(1);
});

test("waits for recently created objects that no list shows time out at their deadline", async () => {
	const { requests, ends, elapsed } = await wait({ shownAfter: Infinity, isRecent: true, deadline: 10_000 });
	expect(ends).toEqual(["timed out", "timed out", "timed out"]);
	expect(requests.individual).toBe(0);
	expect(elapsed).toBe(10_000);
});

test("a list is aborted when all waits for it are interrupted", async () => {
	const clock = createFakeClock();
	const sent: AbortSignal[] = [];
	const send = ({ signal }: Limits) => (sent.push(signal), new Promise<never>(() => {}));
	const list = new ObjectList<string>({ send }, { clock, pollInterval: 1000 });
	const poller = new BatchPoller<string>(
		{ one: () => Promise.resolve("in progress"), list },
		{ pollInterval: 1000, clock },
	);
	const interrupt = new AbortController();
	const options = { isDone: () => false, profile, signal: interrupt.signal, deadline: 60_000 };
	const ends = Promise.allSettled(ids.map((id) => poller.wait(id, options, undefined)));
	while (sent.length === 0) await new Promise(setImmediate);
	expect(sent.map(({ aborted }) => aborted)).toEqual([false]);
	interrupt.abort();
	await ends;
	await new Promise(setImmediate);
	expect(sent.map(({ aborted }) => aborted)).toEqual([true]);
});

test("a wait whose object needs a command starts anew with it, and an interrupted one does not", async () => {
	const clock = createFakeClock();
	const stop = new AbortController();
	const poller = new BatchPoller<string>({ one: (id) => Promise.resolve(id) }, { pollInterval: 1000, clock });
	let polls = 0;
	const isDone = () => (++polls > 3 ? (stop.abort(), "acted" as const) : polls === 3 && ("acted" as const));
	const options = { isDone, profile, signal: stop.signal, deadline: 60_000 };
	await expect(poller.wait("a", options, undefined)).rejects.toMatchObject({ reason: "interrupted" });
	const [first, , third, fourth] = clock.pauses;
	expect(third).toBeGreaterThan(1000);
	expect(fourth).toBe(first);
	expect(clock.pauses).toHaveLength(4);
});
