import type { Row } from "../report";
import type { Section } from "../section";
import type { KindName } from "./kinds";
import { measureNotice } from "./notice";
import { drawTimes } from "./random-times";
import { compare, scenarios } from "./scenarios";

/** Detection delay of ends, and the number of polls: in simulated time, so exact and always the same. */
export const notice: Section = {
	name: "notice",
	about: "how soon the end is noticed, and with how many looks, in simulated time",

	async *measure({ say }) {
		for (const scenario of scenarios) {
			const { name, goals = {}, draws } = scenario;
			say(name);
			const { mean, longest, polls, other, ratio } = await compare(scenario);
			const beside = "a look of its own every 10 s";
			const delay: Row = {
				measure: `${name}: mean delay`,
				unit: "s",
				ours: mean,
				other: other.mean,
				beside,
				ratio: mean / other.mean,
				range: [0, longest],
				runs: draws,
				...(goals.mean !== undefined && { goal: { figure: "ours", atMost: goals.mean } }),
			};
			const looks: Row = {
				measure: `${name}: looks`,
				unit: "requests",
				ours: polls / draws,
				other: other.polls / draws,
				beside,
				ratio,
				runs: draws,
				...(goals.ratio !== undefined && { goal: { figure: "ratio", atMost: goals.ratio } }),
			};
			yield* [delay, looks];
		}
		for (const kind of ["NotebookInstance", "Notebook"] as const) yield await measureLimited(kind);
	},
};

/** A service that accepts 20 requests a second and responds with 429 and `Retry-After: 1` above that. */
async function measureLimited(kind: KindName): Promise<Row> {
	const times = drawTimes(100, [30_000, 60_000], 1);
	const { elapsed } = await measureNotice(kind, times, { requestsPerSecond: 20, retryAfter: 1 });
	const slowest = Math.max(...times);
	return {
		measure: `100 ${kind}s behind a limit of 20 requests a second: until all are made`,
		unit: "s",
		ours: elapsed / 1000,
		other: slowest / 1000,
		beside: "the slowest of them",
		added: (elapsed - slowest) / 1000,
		runs: 1,
		goal: { figure: "added", atMost: 100 / 20 + 5 },
	};
}
