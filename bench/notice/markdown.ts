import { type Compared, type Scenario, scenarios } from "./scenarios";

/** The table for readers: the scenario, the detection delay, and the number of polls. */
export function writeMarkdown(compared: ReadonlyMap<Scenario, Compared>): string {
	const head = ["in parallel", "mean delay", "polls", "mean delay, a poll every 10 s", "polls"];
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
