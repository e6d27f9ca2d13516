import { CloudProcess } from "../cloud-process";
import { noticeAtInterval, readReadyAt, timedNotebook } from "../notice-delay";
import type { Row } from "../report";
import type { Section } from "../section";
import { Stack } from "../stack";
import { mean, rangeOf } from "../statistics";

const COUNT = 10;

/** What a notebook takes, in milliseconds. */
const DURATIONS = [30_000, 60_000] as const;

interface Stored {
	readonly type: string;
	/** When the engine wrote it down, which is when its create came back. */
	readonly created?: string;
	readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The service's own pace, the real CLI: what the exact section says in simulated time is to be found here again. */
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
		// All at once: at a small machine's own number the last ones would begin when the first ones end.
		const settings = { ...environment, ...cloud.environment, PULUMI_PARALLEL: "100" };
		const stack = await Stack.open(program, settings);
		try {
			const { wall } = await stack.change("up");
			const requests = (await cloud.requests()).length;
			const { deployment } = await stack.exportState();
			const notebooks = ((deployment.resources ?? []) as Stored[]).filter(({ type }) => type.includes("dynamic/"));
			yield* describe(notebooks, requests, wall);
		} finally {
			stack.close();
			cloud.close();
		}
	},
};

function* describe(notebooks: readonly Stored[], requests: number, wall: number): Iterable<Row> {
	const times = notebooks.map(({ created = "", outputs = {} }) => {
		const readyAt = readReadyAt(outputs);
		return { delay: Date.parse(created) - readyAt, duration: readyAt - Date.parse(String(outputs.createdAt)) };
	});
	const delays = times.map(({ delay }) => delay);
	const fixed = times.map(({ duration }) => noticeAtInterval(duration));
	const fixedDelay = mean(fixed.map(({ delay }) => delay));
	const fixedRequests = fixed.reduce((sum, { looks }) => sum + 1 + looks, 0);
	const longest = Math.max(...times.map(({ duration }) => duration));
	const who = `${COUNT} notebooks at once`;
	const beside = "every 10 s, computed";

	const delay = mean(delays);
	yield {
		measure: `${who}: notice delay, mean`,
		unit: "ms",
		ours: delay,
		other: fixedDelay,
		beside,
		added: delay - fixedDelay,
		runs: 1,
	};
	const [least, most] = rangeOf(delays);
	yield { measure: `${who}: notice delay, most`, unit: "ms", ours: most, range: [least, most], runs: 1 };
	yield {
		measure: `${who}: requests`,
		unit: "requests",
		ours: requests,
		other: fixedRequests,
		beside,
		ratio: requests / fixedRequests,
		runs: 1,
	};
	yield { measure: `${who}: up beyond the slowest notebook`, unit: "ms", ours: wall - longest, runs: 1 };
}
