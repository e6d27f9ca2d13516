import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { type Disturbance, type History, historyOf } from "./history";
import { keptHistories } from "./kept-histories";
import { ProviderProgram } from "./provider-program";
import { type Figures, Simulation } from "./simulation";
import { listCases } from "./systematic";
import { listTransitions, playTransition } from "./transitions";

/** What a worker is told to do: every `stride`-th history from `first` on. */
export interface Order {
	readonly bundle: string;
	readonly seed: number;
	readonly first: number;
	readonly stride: number;
	readonly histories: number;
	readonly only: readonly string[];
	/** Cases in place of random histories: of one disturbance each, or changes of inputs and back. */
	readonly cases?: "systematic" | "transitions";
	/** Every n-th one of them. */
	readonly every: number;
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
	readonly disturbance?: Disturbance | "transition";
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
	cases,
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
function checkOne(title: string, history: History): Promise<Report> {
	const simulation = new Simulation(history, program);
	return report(
		title,
		history,
		() => simulation.play(),
		() => simulation.describe(),
	);
}

async function report(
	title: string,
	history: History,
	play: () => Promise<Figures>,
	describe = () => "",
): Promise<Report> {
	const { seed } = history;
	try {
		return { seed, title, figures: await play() };
	} catch (error) {
		const message = `${title}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
		return { seed, title, failure: { message, path: "", history, log: describe() } };
	}
}

interface TitledCase extends Pick<Report, "disturbance"> {
	readonly title: string;
	readonly check: () => Promise<Report>;
}

async function listAll(): Promise<TitledCase[]> {
	if (cases === "transitions")
		return listTransitions().map((transition) => {
			const { title, kindIndex } = transition;
			const history: History = { seed: 1, kinds: [kindIndex], pace: "quick", steps: [] };
			const check = () => report(title, history, () => playTransition(transition, program));
			return { title, disturbance: "transition", check };
		});
	return (await listCases(only, program)).map(({ title, disturbance, history }) => ({
		title,
		disturbance,
		check: () => checkOne(title, history),
	}));
}

async function checkCases(): Promise<void> {
	const all = await listAll();
	const chosen = all.filter((one, index) => one.title.includes(title) && index % every === 0);
	for (const [index, { disturbance, check }] of chosen.entries()) {
		if (index % stride !== first || Date.now() >= until) continue;
		parentPort?.postMessage({ ...(await check()), disturbance, cases: chosen.length } satisfies Report);
	}
}

async function work(): Promise<void> {
	if (cases) {
		await checkCases();
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
