import type { Row } from "../report";
import type { Section } from "../section";
import { compare, scenarios } from "./scenarios";

/** How soon, and with how many looks, the end of work is noticed: in simulated time, so exact and always the same. */
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
	},
};
