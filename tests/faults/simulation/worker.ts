import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { type Disturbance, type History, historyOf } from "./history";
import { keptHistories } from "./kept-histories";
import { ProviderProgram } from "./provider-program";
import { type Figures, Simulation } from "./simulation";
import { listCases } from "./systematic";

/** What a worker is told to do: every `stride`-th history from `first` on. */
export interface Order {
	readonly bundle: string;
	readonly seed: number;
	readonly first: number;
	readonly stride: number;
	readonly histories: number;
	readonly only: readonly string[];
	/** Cases of one disturbance each in place of random histories: every n-th one. */
	readonly every?: number;
	/** Only cases with this in their title. */
	readonly title?: string;
	/** The shrunken form of a failure; for one history. */
	readonly path?: string;
	/** When to stop, milliseconds since 1970. */
	readonly until?: number;
}

/** One history, or what failed in it. */
export interface Report {
	readonly seed: number;
	/** Of a systematic case. */
	readonly title?: string;
	readonly disturbance?: Disturbance;
	/** Number of all cases. */
	readonly cases?: number;
	readonly figures?: Figures;
	readonly failure?: {
		readonly message: string;
		readonly path: string;
		readonly history: History;
		readonly log: string;
	};
}

/** How long a failure is made shorter, milliseconds. */
const SHRINK_TIME = 30_000;

const {
	bundle,
	seed,
	first,
	stride,
	histories,
	only,
	path = "",
	until = Infinity,
	every,
	title = "",
} = workerData as Order;
const program = new ProviderProgram(bundle);
const arbitrary = historyOf(only);

async function check(seed: number): Promise<Report> {
	let figures: Figures | undefined;
	const property = fc.asyncProperty(arbitrary, async (history) => {
		const simulation = new Simulation(history, program);
		figures = await simulation.play();
	});
	const result = await fc.check(property, { seed, path, numRuns: 1, interruptAfterTimeLimit: SHRINK_TIME });
	if (!result.failed || !result.counterexample) return { seed, figures };

	const [history] = result.counterexample;
	const again = new Simulation(history, program);
	const message = await again.play().then(
		() => `not the same twice: ${String(result.errorInstance)}`,
		(error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
	);
	return { seed, failure: { message, path: result.counterexamplePath ?? "", history, log: again.describe() } };
}

/** A history that once failed, or of one disturbance. */
async function checkOne(title: string, history: History): Promise<Report> {
	const simulation = new Simulation(history, program);
	try {
		return { seed: history.seed, title, figures: await simulation.play() };
	} catch (error) {
		const message = `${title}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
		return { seed: history.seed, title, failure: { message, path: "", history, log: simulation.describe() } };
	}
}

async function checkCases(every: number): Promise<void> {
	const cases = (await listCases(only, program)).filter(
		({ title: name }, index) => name.includes(title) && index % every === 0,
	);
	for (const [index, { title, disturbance, history }] of cases.entries()) {
		if (index % stride !== first || Date.now() >= until) continue;
		const report: Report = { ...(await checkOne(title, history)), disturbance };
		parentPort?.postMessage({ ...report, cases: cases.length });
	}
}

async function work(): Promise<void> {
	if (every !== undefined) {
		await checkCases(every);
		return parentPort?.close();
	}
	const isWhole = path === "" && only.length === 0;
	for (const [index, { title, history }] of keptHistories.entries()) {
		if (isWhole && index % stride === first) parentPort?.postMessage(await checkOne(title, history));
	}
	for (let index = first; index < histories && Date.now() < until; index += stride) {
		parentPort?.postMessage(await check(seed + index));
	}
	parentPort?.close();
}

void work();
