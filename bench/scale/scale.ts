import { composeIdentity } from "../../provider/lifecycle/create-safety/resource-identity";
import { ProviderProcess } from "../../tests/support/provider-process";
import type { Json } from "../../tests/support/structs";
import { CloudProcess } from "../cloud-process";
import { readReadyAt, timedNotebook } from "../notice-delay";
import { canReadUsage, readUsage, type Usage } from "../process-usage";
import type { Goal, Row } from "../report";
import type { Section } from "../section";
import { mean, rangeOf } from "../statistics";
import { makeTemporaryFolder, removeTemporaryFolder } from "../temporary-folder";

/** Number of creates that wait at once, in one process. */
const COUNTS = [1, 10, 100, 500, 1000];

/**
 * Duration of a create, in milliseconds: all exist before the first is ready, except for the longest queue of requests.
 */
const DURATIONS = [20_000, 40_000] as const;

/** Maximum duration of a create, in milliseconds. */
export const PATIENCE = 300_000;

const GOALS: Readonly<Record<number, { readonly delay: Goal; readonly peak: Goal }>> = {
	1000: { delay: { figure: "ours", atMost: 2000 }, peak: { figure: "ours", atMost: 200 } },
};

/** Costs that grow with the number of waiters: without the engine, calls go straight to the provider's process. */
export const scale: Section = {
	name: "scale",
	about: "1 to 1,000 waiters in one process",
	async *measure({ say }) {
		for (const count of COUNTS) {
			say(`scale: waiters: ${count}`);
			yield* describeCrowd(count, await waitWith(count, dynamicProvider));
		}
	},
};

export interface Crowd {
	/** Of each waiter, milliseconds. */
	readonly delays: readonly number[];
	readonly requests: number;
	readonly usage?: Usage;
}

/** The provider that the waiters wait in. */
export interface CrowdProvider {
	/** @default the dynamic provider */
	readonly script?: string;
	readonly configure: (provider: ProviderProcess) => Promise<void>;
	/** Creates one notebook; gives its outputs. */
	readonly make: (provider: ProviderProcess, at: number) => Promise<Json>;
}

export async function waitWith(count: number, { script, configure, make }: CrowdProvider): Promise<Crowd> {
	const home = makeTemporaryFolder();
	const cloud = await CloudProcess.start();
	await cloud.set({ durations: { createInstance: [...DURATIONS] } });
	// Loaded as users load it, not as the tests do.
	const environment = { ...cloud.environment, NODE_OPTIONS: "" };
	const provider = await ProviderProcess.start({ environment, home, script });
	try {
		await configure(provider);
		const delays = await Promise.all(
			Array.from({ length: count }, async (_none, at) => {
				const outputs = await make(provider, at);
				return Date.now() - readReadyAt(outputs);
			}),
		);
		const requests = (await cloud.requests()).length;
		return { delays, requests, usage: readUsage(provider.pid) };
	} finally {
		await provider.stop();
		cloud.close();
		removeTemporaryFolder(home);
	}
}

const dynamicProvider: CrowdProvider = {
	configure: (provider) => provider.configure({}),
	async make(provider, at) {
		const identity = composeIdentity({ project: "bench", stack: "bench", types: [], name: `lab-${at}` });
		const __provider = 'exports.handler=()=>require("pulumi-modelarts/NotebookInstance")';
		const { inputs } = await provider.check({ ...timedNotebook, __provider, identity }, {}, { callTimeout: PATIENCE });
		return (await provider.create(inputs, { callTimeout: PATIENCE })).outputs;
	},
};

function* describeCrowd(count: number, { delays, requests, usage }: Crowd): Iterable<Row> {
	const who = count === 1 ? "1 waiter" : `${count} waiters`;
	const { delay, peak } = GOALS[count] ?? {};
	const range = rangeOf(delays);
	yield { measure: `${who}: notice delay, mean`, unit: "ms", ours: mean(delays), range, ...(delay && { goal: delay }) };
	yield { measure: `${who}: requests, each`, unit: "requests", ours: requests / count };
	if (!canReadUsage || !usage) return;
	yield { measure: `${who}: processor time`, unit: "ms", ours: usage.cpu };
	yield { measure: `${who}: peak memory`, unit: "MB", ours: usage.peak / 1e6, ...(peak && { goal: peak }) };
}
