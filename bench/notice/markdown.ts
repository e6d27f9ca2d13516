import { type Compared, type Scenario, scenarios } from "./scenarios";

/** The table for readers: what was done, how late it was noticed, and how often that took a look. */
export function writeMarkdown(compared: ReadonlyMap<Scenario, Compared>): string {
	const head = ["at once", "noticed after", "looks", "a look each every 10 s: after", "looks"];
	const rows = scenarios.flatMap((scenario) => {
		const one = compared.get(scenario);
		return one ? [writeRow(scenario, one)] : [];
	});
	return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function writeRow({ name, draws }: Scenario, { mean, polls, other }: Compared): string[] {
	return [name, seconds(mean), perRun(polls, draws), seconds(other.mean), perRun(other.polls, draws)];
}

function seconds(value: number): string {
	return `${value.toFixed(2)} s`;
}

function perRun(requests: number, draws: number): string {
	return String(Math.round(requests / draws));
}
