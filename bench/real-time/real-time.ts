import { CloudProcess } from "../cloud-process";
import { type Kind, kinds } from "../notice/kinds";
import { measureNotice } from "../notice/notice";
import { meanDelay } from "../notice/noticed";
import { readReadyAt, timedNotebook } from "../notice-delay";
import type { Row } from "../report";
import type { Section } from "../section";
import { Stack } from "../stack";
import { mean, rangeOf } from "../statistics";

const COUNT = 10;

/** Duration of a create, in milliseconds. */
const DURATIONS = [30_000, 60_000] as const;

/** Maximum delay by the engine and the network, in milliseconds: the response, the last request, the checkpoint. */
const ROUND_TRIP = 250;

/** Tolerance for polls just before or after an end. */
const MORE = 1.1;

interface Stored {
	readonly type: string;
	/** When the engine saved it, after its create returned. */
	readonly created?: string;
	readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Real durations, the real CLI: the result has to equal that of the exact section in simulated time. */
export const realTime: Section = {
	name: "real-time",
	about: `${COUNT} notebooks of 30 to 60 s under the real CLI`,
	async *measure({ environment }) {
		const cloud = await CloudProcess.start();
		await cloud.set({ durations: { createInstance: [...DURATIONS] } });
		const program = `
const { NotebookInstance } = require("pulumi-modelarts");
for (let at = 0; at < ${COUNT}; at++) new NotebookInstance(\`lab-\${at}\`, ${JSON.stringify(timedNotebook)});
`;
		// All at once: with a small machine's own number the last ones would begin when the first ones end.
		const settings = { ...environment, ...cloud.environment, PULUMI_PARALLEL: "100" };
		const stack = await Stack.open(program, settings);
		try {
			const { wall } = await stack.change("up");
			const operations = (await cloud.requests()).map(({ operation }) => operation ?? "");
			const { deployment } = await stack.exportState();
			const notebooks = ((deployment.resources ?? []) as Stored[]).filter(({ type }) => type.includes("dynamic/"));
			yield* compare(notebooks.map(readTimes), countLooks(operations), wall);
		} finally {
			stack.close();
			cloud.close();
		}
	},
};

interface Times {
	/** From being ready to being saved by the engine. */
	readonly delay: number;
	/** Duration in the service. */
	readonly duration: number;
}

function readTimes({ created = "", outputs = {} }: Stored): Times {
	const readyAt = readReadyAt(outputs);
	return { delay: Date.parse(created) - readyAt, duration: readyAt - Date.parse(String(outputs.createdAt)) };
}

/** As the section in simulated time counts: from the first create on. */
function countLooks(operations: readonly string[]): number {
	const { begins, looks }: Kind = kinds.NotebookInstance;
	return operations.slice(operations.indexOf(begins)).filter((operation) => looks.includes(operation)).length;
}

/** The same notebooks in simulated time: the difference is the engine's and the network's part. */
async function* compare(times: readonly Times[], looks: number, wall: number): AsyncIterable<Row> {
	const durations = times.map(({ duration }) => duration);
	const simulated = await measureNotice("NotebookInstance", durations);
	const beside = "in simulated time";
	const who = `${COUNT} notebooks at once`;

	const delays = times.map(({ delay }) => delay);
	const delay = mean(delays);
	const expected = meanDelay(simulated) * 1000;
	yield {
		measure: `${who}: notice delay, mean`,
		unit: "ms",
		ours: delay,
		other: expected,
		beside,
		added: delay - expected,
		runs: 1,
		goal: { figure: "added", atMost: ROUND_TRIP },
	};
	const [least, most] = rangeOf(delays);
	yield { measure: `${who}: notice delay, most`, unit: "ms", ours: most, range: [least, most], runs: 1 };
	yield {
		measure: `${who}: looks`,
		unit: "requests",
		ours: looks,
		other: simulated.polls,
		beside,
		ratio: looks / simulated.polls,
		runs: 1,
		goal: { figure: "ratio", atMost: MORE },
	};
	yield { measure: `${who}: up beyond the slowest notebook`, unit: "ms", ours: wall - Math.max(...durations), runs: 1 };
}
