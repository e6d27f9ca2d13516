import type { Context } from "../../../provider/lifecycle/contract";
import { reconcile } from "../../../provider/lifecycle/power-state/reconcile";
import type { Tracked } from "../../../provider/lifecycle/tracked";
import type { Step } from "../../../provider/lifecycle/power-state/transitions";
import type { Settled } from "../../../provider/lifecycle/polling/batch-poller";
import { createFakeClock } from "../rate-limit/fake-clock";

interface Seen {
	readonly status: string;
	/** When it was last changed. */
	readonly at?: number;
}

const steps: Record<string, Step> = { START_FAILED: "start", STOPPED: "start", STARTING: "wait", RUNNING: "done" };

/** Starts something that is shown as given, one status a second; tells how it ends, which orders were given, and when. */
async function start(shown: readonly (string | Seen)[], readLag: number) {
	const clock = createFakeClock();
	const orders: string[] = [];
	const tracked: Tracked<Seen> = { observed: { status: "" } };
	async function wait(isDone: (observed: Seen) => Promise<Settled>) {
		for (const one of shown) {
			if ((await isDone(typeof one === "string" ? { status: one } : one)) === true) return;
			clock.advance(1000);
		}
		throw new Error("still waiting");
	}
	const steering = {
		nextStep: ({ status }: Seen) => steps[status] ?? "wait",
		command: (command: string) => Promise.resolve(void orders.push(command)),
		changedAt: ({ at }: Seen) => at,
		retryableConflicts: [],
		isNotFound: () => false,
		failedCommands: { START_FAILED: "start" as const },
		describe: ({ status }: Seen) => status,
		fail: ({ status }: Seen) => new Error(`failed as ${status}`),
		lose: () => new Error("lost"),
		wait,
	};
	const context = { services: { clock, readLag }, pollInterval: 1000, progress: () => {} } as unknown as Context;
	const end = await reconcile(tracked, "running", steering, context).then(
		() => "done",
		(error: Error) => error.message,
	);
	return { end, orders, seconds: clock.now() / 1000 };
}

const failed = (times: number) => Array<string>(times).fill("START_FAILED");

test.each<[what: string, shown: string[], end: string, seconds: number]>([
	["shown as failed from before the start", [...failed(4), "STARTING", "RUNNING"], "done", 5],
	["that fails again, as is seen", [...failed(2), "STARTING", "START_FAILED"], "failed as START_FAILED", 3],
	["shown as failed for longer than reads lag", failed(20), "failed as START_FAILED", 10],
])("something %s", async (_what, shown, end, seconds) => {
	expect(await start(shown, 10_000)).toEqual({ end, orders: ["start"], seconds });
});

test("where reads cannot lag, a failure after a start is one at once", async () => {
	expect(await start(failed(3), 0)).toMatchObject({ end: "failed as START_FAILED", seconds: 1 });
});

const now = (status: string): Seen => ({ status, at: 2 });
const past = (status: string): Seen => ({ status, at: 1 });

test("a look after a start that is older than what was seen before it shows the past", async () => {
	const shown = [now("STOPPED"), past("RUNNING"), past("RUNNING"), now("STARTING"), now("RUNNING")];
	expect(await start(shown, 10_000)).toEqual({ end: "done", orders: ["start"], seconds: 4 });
});

test("a look after a start that is older is believed when reads cannot lag any more", async () => {
	const shown = [now("STOPPED"), ...Array<Seen>(12).fill(past("RUNNING"))];
	expect(await start(shown, 10_000)).toMatchObject({ end: "done", seconds: 10 });
});
