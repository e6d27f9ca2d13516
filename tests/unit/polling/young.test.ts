import { BatchPoller } from "../../../provider/lifecycle/polling/batch-poller";
import { createFakeClock } from "../rate-limit/fake-clock";

const profile = { alone: 2, together: 1, crowd: 0.5, dull: 0 };

/** Several wait for what a list shows after some seconds; tells how it ends, and how many were asked for alone. */
async function wait({
	shownAfter,
	isYoung,
	deadline = 60_000,
}: {
	shownAfter: number;
	isYoung: boolean;
	deadline?: number;
}) {
	const clock = createFakeClock();
	let alone = 0;
	const ids = ["a", "b", "c"];
	const watcher = new BatchPoller<string>(
		{
			one: (id) => Promise.resolve((alone++, id)),
			many: () => {
				const shown = clock.now() >= shownAfter ? ids : [];
				return Promise.resolve({ observed: new Map(shown.map((id) => [id, id])), requests: 1 });
			},
			isYoung: () => isYoung,
		},
		{ pollInterval: 1000, pollsPerSecond: 5, clock },
	);
	const about = { isDone: () => true, profile, signal: new AbortController().signal, deadline };
	const ends = await Promise.allSettled(ids.map((id) => watcher.wait(id, about, undefined)));
	return { alone, ends: ends.map((end) => (end.status === "fulfilled" ? "seen" : (end.reason as Error).message)) };
}

test("young ones that a list does not show are not asked for one by one", async () => {
	expect(await wait({ shownAfter: 5000, isYoung: true })).toEqual({ alone: 0, ends: ["seen", "seen", "seen"] });
});

test("others that a list does not show are", async () => {
	expect(await wait({ shownAfter: 5000, isYoung: false })).toMatchObject({ alone: 3 });
});

test("a wait for young ones that are never shown ends with its time", async () => {
	const ends = ["timed out", "timed out", "timed out"];
	expect(await wait({ shownAfter: Infinity, isYoung: true, deadline: 10_000 })).toEqual({ alone: 0, ends });
});
