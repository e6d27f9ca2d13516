import { ApiError, ServiceError } from "../../../provider/services/http/errors";
import { RecentlyCreated } from "../../../provider/services/recently-created";
import type { Context } from "../../../provider/lifecycle/contract";
import { computeDigest } from "../../../provider/lifecycle/create-safety/digest";
import { type Intent, noIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { ensureCreated, type CreatePlan } from "../../../provider/lifecycle/create-safety/ensure-created";
import { createFakeClock } from "../rate-limit/fake-clock";

const attempted = { operation: "createIt", object: "it", purpose: "create it", isReadOnly: false };
const throttled = new ServiceError("Could not create it: throttled.", attempted, "unlikely");
const lost = new ServiceError("Could not create it: no answer.", attempted, "unknown");
const interruption = new Error("interrupted");

interface Play {
	deadline?: number;
	/** What the request with this number, the first being 1, ends with. */
	answer: (nth: number, stop: () => void) => ServiceError | Error;
	/** Happens in the pause with this number. */
	onPause?: (nth: number, stop: () => void) => void;
	onLook?: (stop: () => void) => void;
}

/** The error that a create ends with, of which nothing is ever seen, and how many requests and looks there were. */
async function fail({ deadline = Infinity, answer, onPause, onLook }: Play) {
	const time = createFakeClock();
	const controller = new AbortController();
	const stop = () => controller.abort(interruption);
	const counts = { requests: 0, polls: 0, pauses: 0 };
	const clock = {
		now: () => time.now(),
		date: () => time.now(),
		sleep: (milliseconds: number, signal?: AbortSignal) => {
			onPause?.(++counts.pauses, stop);
			return time.sleep(milliseconds, signal);
		},
	};
	const context = {
		services: { clock, recentlyCreated: new RecentlyCreated(1, clock) },
		signal: controller.signal,
		deadline,
		pollInterval: 1000,
		intent: noIntent,
		warn: () => {},
	} as unknown as Context;
	const creation = {
		kind: "It",
		identity: "shop:dev:it",
		replacing: {},
		conflict: "There.Is.One",
		searchBeforeCreate: false,
		lookupHint: "the tag pulumi=it",
		send: () => Promise.reject(answer(++counts.requests, stop)),
		search: () => {
			counts.polls++;
			onLook?.(stop);
			return controller.signal.aborted ? Promise.reject(interruption) : Promise.resolve([]);
		},
	} as unknown as CreatePlan<never>;
	const { message } = await ensureCreated(creation, context).then(
		() => Promise.reject(new Error("expected an error")),
		(error: unknown) => error as Error,
	);
	return { message, ...counts };
}

test("a finished object that is resumed stays written down with the identity that made it", async () => {
	const time = { now: () => 5, date: () => 5, sleep: () => Promise.resolve() };
	const written: Partial<Intent>[] = [];
	const digest = computeDigest({});
	const earlier = {
		kind: "It",
		identity: "shop:dev:it#01-made",
		startedAt: "2026-11-22T19:00:00.000Z",
		digest,
		id: "i1",
	};
	const context = {
		services: { clock: time, recentlyCreated: new RecentlyCreated(1, time) },
		intent: { ...noIntent, read: () => earlier, write: (intent: Intent) => void written.push(intent) },
		warn: () => {},
	} as unknown as Context;
	const plan = {
		kind: "It",
		identity: "shop:dev:it#01-made",
		replacing: {},
		recall: () => Promise.resolve({ found: "i1" }),
		// Its description does not say any more which create made it.
		name: (id: string) => ({ id, identity: undefined }),
		describeFound: () => "it",
	} as unknown as CreatePlan<string>;
	expect(await ensureCreated(plan, context)).toBe("i1");
	expect(written).toMatchObject([{ id: "i1", taken: true, identity: "shop:dev:it#01-made" }]);
});

test.each([
	["interrupted", new Error("interrupted")],
	["refused", new ApiError(attempted, "It", { status: 403, code: "No", serviceMessage: "no", effect: "none" })],
])("the request of an earlier run stays written down if that of this run is %s", async (_how, error) => {
	const earlier = { kind: "It", startedAt: "2026-11-22T19:00:00.000Z", digest: "of other inputs" };
	let written: Intent | undefined = earlier;
	const context = {
		services: { clock: createFakeClock() },
		signal: new AbortController().signal,
		intent: {
			...noIntent,
			read: () => written,
			write: (intent: Intent) => void (written = intent),
			clear: () => void (written = undefined),
		},
		warn: () => {},
	} as unknown as Context;
	const plan = { replacing: {}, findOrphans: () => Promise.resolve([]), send: () => Promise.reject(error) };
	await expect(ensureCreated(plan as unknown as CreatePlan<string>, context)).rejects.toBe(error);
	expect(written).toEqual(earlier);
});

describe("a create of which nothing is seen", () => {
	test("says how often it was sent, where a throttled request was repeated until the time-out", async () => {
		const { message, requests, polls } = await fail({ deadline: 60_000, answer: () => throttled });
		expect(requests).toBeGreaterThan(3);
		expect(polls).toBe(requests);
		expect(message).toContain(`the request was sent ${requests} times, each repetition after a search that found none`);
		expect(message).not.toContain("the request was not repeated");
	});

	test("says that nothing was asked for twice, where there was no time to repeat it", async () => {
		const { message, requests } = await fail({ deadline: 1, answer: () => throttled });
		expect(requests).toBe(1);
		expect(message).toMatch(/^Could not create it: throttled\. .*the request was not repeated/);
	});

	test.each<[string, Play, number]>([
		["in the pause after a throttled request", { answer: () => throttled, onPause: (_nth, stop) => stop() }, 1],
		["in a later such pause", { answer: () => throttled, onPause: (nth, stop) => nth === 3 && stop() }, 3],
		["in the look after a lost answer", { answer: () => lost, onLook: (stop) => stop() }, 1],
		[
			"before the request is sent again",
			{
				answer(nth, stop) {
					if (nth === 1) return throttled;
					stop();
					return interruption;
				},
			},
			1,
		],
	])("tells of the request, where it is interrupted %s", async (_where, play, sent) => {
		const { message } = await fail(play);
		const often = sent === 1 ? "the request was not repeated" : `the request was sent ${sent} times`;
		expect(message).toMatch(/^Could not create it: .* The result of this request is unknown: .*the tag pulumi=it/);
		expect(message).toContain(often);
		expect(message).toContain("The next `pulumi up` searches again first");
	});

	test("does not take a look that fails for another reason for an interruption", async () => {
		const forbidden = new Error("Could not list: forbidden");
		const onLook = () => {
			throw forbidden;
		};
		expect((await fail({ answer: () => throttled, onLook })).message).toBe(forbidden.message);
	});
});
