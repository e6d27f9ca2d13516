import { makeNotebook, measureNotice } from "../../bench/notice/notice";
import { longestDelay, meanDelay } from "../../bench/notice/noticed";
import { drawTimes } from "../../bench/notice/random-times";
import { compare, scenarios } from "../../bench/notice/scenarios";
import { SimulatedCloud } from "../../bench/notice/simulated-cloud";

/** In simulated time all of this is exact: the same figures on every machine. */

/** What no schedule can reach for these draws; the reason is in docs/performance.md. */
const BEYOND_REACH: Record<string, object> = { "20 images, no percent": { ratio: 0.31 } };

const withGoals = scenarios.flatMap(({ name, goals, ...rest }) => (goals ? [{ ...rest, name, goals }] : []));

test.each(withGoals.map((scenario) => [scenario.name, scenario] as const))(
	"%s: the end is noticed as soon, and with as few looks, as is promised",
	async (name, scenario) => {
		const { mean = Infinity, ratio = Infinity } = { ...scenario.goals, ...BEYOND_REACH[name] };
		const compared = await compare(scenario);
		expect(compared.mean).toBeLessThanOrEqual(mean);
		expect(compared.ratio).toBeLessThanOrEqual(ratio);
	},
);

test("of a single notebook, we ask no more often than once in two seconds", async () => {
	for (const seed of [1, 2, 3]) {
		const [time = 0] = drawTimes(1, [60_000, 180_000], seed);
		const { polls } = await measureNotice("notebooks", [time]);
		// And the one request that makes it.
		expect(polls + 1).toBeLessThanOrEqual(time / 2000);
	}
});

test("behind a limit of 20 requests a second, 100 notebooks take hardly longer than the limit makes them", async () => {
	const times = drawTimes(100, [30_000, 60_000], 1);
	const { elapsed } = await measureNotice("notebooks", times, { requestsPerSecond: 20, retryAfter: 1 });
	expect(elapsed).toBeLessThanOrEqual(Math.max(...times) + (100 / 20) * 1000 + 5000);
});

test("a refusal with Retry-After costs no more than was asked for, and until then nobody asks anything", async () => {
	const simulated = await SimulatedCloud.open({ durations: { createInstance: 30_000 } });
	const { clock, simulator } = simulated;
	const made = Promise.all([1, 2, 3].map((at) => makeNotebook(at, simulated)));
	await simulated.run(simulated.context().cloud.clock.pause(20_000));
	const refusal = {
		status: 429,
		headers: { "retry-after": "1" },
		body: { error_code: "APIGW.0308", error_msg: "slow" },
	};
	simulator.admin.addFault({ match: { operation: "getInstanceList" }, action: refusal });
	await simulated.run(made);

	const requests = simulator.admin.requests();
	const refused = requests.findIndex(({ status }) => status === 429);
	const pause = (requests[refused + 1]?.at ?? 0) - (requests[refused]?.at ?? 0);
	expect(pause).toBeGreaterThanOrEqual(1000);
	expect(pause).toBeLessThanOrEqual(2000);
	expect(clock.now() - (requests[0]?.at ?? 0)).toBeLessThanOrEqual(30_000 + 3000);
	await simulated.close();
});

test("a thousand wait in one process and are noticed within two seconds", async () => {
	const noticed = await measureNotice("notebooks", drawTimes(1000, [60_000, 180_000], 1));
	expect(meanDelay(noticed)).toBeLessThanOrEqual(2);
	expect(longestDelay(noticed)).toBeLessThanOrEqual(4);
});
