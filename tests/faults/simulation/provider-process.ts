import type { SimulatedCloud } from "modelarts-simulator";
import type { KindName } from "../../../provider/resources";
import type { Session } from "../engine";
import type { MachineClock } from "./machine-clock";
import type { MemoryDisk } from "./memory-disk";
import type { ProviderModule } from "./provider-entry";
import type { ProviderProgram } from "./provider-program";
import type { VirtualClock } from "../../support/virtual-clock";

type Json = Record<string, unknown>;

interface Checked {
	readonly inputs?: Json;
	readonly failures?: { property: string; reason: string }[];
}

/** How a run ends early. */
export interface Crash {
	readonly how: "kill before" | "kill after" | "kill unsaved" | "interrupt";
	/** At which request, or for `kill unsaved` at which response to the engine. */
	readonly at: number;
}

export interface ProcessParts {
	readonly clock: VirtualClock;
	readonly machine: MachineClock;
	readonly cloud: SimulatedCloud;
	readonly disk: MemoryDisk;
	readonly program: ProviderProgram;
	readonly random: () => number;
	readonly config: Readonly<Record<string, string>>;
	/** Called before each request is sent; the first is 1. */
	readonly onRequest: (count: number) => Promise<void>;
	/** The body of the response to the n-th request, as it arrives. */
	readonly changeResponse: (count: number, body: string) => string;
}

interface HttpRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What the runs of one process have in common. */
interface ProcessMemory {
	current: SimulatedProcess;
}

/** The time that a client waits for a response, milliseconds. */
const REQUEST_TIMEOUT = 60_000;

/** A provider process and its engine. Killed, neither does anything any more; its requests under way go on. */
export class SimulatedProcess {
	readonly killed: Promise<void>;
	readonly warnings: string[] = [];
	requests = 0;
	private isDead = false;
	private saves = 0;
	private die = () => {};
	private readonly memory: ProcessMemory;
	private readonly provider: ProviderModule;

	/**
	 * @param address tells the run from others
	 * @param previous a process that has served an earlier run to its end: it serves this one as well
	 */
	constructor(
		private readonly parts: ProcessParts,
		address: string,
		private readonly crash?: Crash,
		previous?: SimulatedProcess,
	) {
		this.killed = new Promise((resolve) => (this.die = resolve));
		this.memory = previous?.memory ?? { current: this };
		this.memory.current = this;
		this.provider = previous?.provider ?? parts.program.start(this.createGlobals(address));
		if (previous) this.provider.beginRun(address);
	}

	get wasKilled(): boolean {
		return this.isDead;
	}

	/** What the model of the engine calls. */
	connect(): Session {
		const { provider } = this;
		for (const operations of Object.values(provider.operations)) {
			void operations.configure({ config: { rawConfig: this.parts.config } });
		}
		const of = (urn = "") => provider.operations[/:(\w+)::[^:]*$/.exec(urn)?.[1] as KindName];
		const given = (properties: object, metadata: object): Json => provider.attach(copy(properties), metadata);
		return {
			engine: { warnings: () => this.warnings } as Session["engine"],
			check: async (news, olds = {}, { urn } = {}) => {
				const seed = Uint8Array.from({ length: 16 }, () => this.parts.random() * 256);
				const answer = of(urn).check(copy(olds), given(news, { urn, randomSeed: seed }));
				const { inputs = {}, failures = [] } = (await this.answer(answer)) as Checked;
				return { inputs: { ...inputs, __provider: news.__provider }, failures };
			},
			diff: async (id, olds, news, { urn, oldInputs } = {}) => {
				const answer = of(urn).diff(id, copy(olds), given(news, { urn, oldInputs }));
				const { changes, replaces = [], deleteBeforeReplace = false } = await this.answer(answer);
				const word = changes === undefined ? "unknown" : changes ? "some" : "none";
				return { changes: word, replaces: replaces ?? [], deleteBeforeReplace };
			},
			create: async (inputs, { urn } = {}) => {
				const { id, outs } = await this.answer(of(urn).create(given(inputs, { urn })), true);
				return { id, outputs: { ...(outs as Json), __provider: inputs.__provider } };
			},
			read: async (id, outputs, { urn, oldInputs } = {}) => {
				const answer = of(urn).read(id, given(outputs, { urn, oldInputs }));
				const read = (await this.answer(answer, true)) as { id?: string; props?: Json; inputs?: Json };
				const own = { __provider: outputs.__provider };
				return { id: read.id ?? "", outputs: { ...read.props, ...own }, inputs: { ...read.inputs, ...own } };
			},
			update: async (id, olds, news, { urn, oldInputs } = {}) => {
				const answer = of(urn).update(id, copy(olds), given(news, { urn, oldInputs }));
				const { outs } = (await this.answer(answer, true)) as { outs: Json };
				return { ...outs, __provider: news.__provider };
			},
			delete: (id, outputs, { urn, oldInputs } = {}) =>
				this.answer(of(urn).delete(id, given(outputs, { urn, oldInputs })), true),
			cancel: async () => this.cancel(),
		};
	}

	/** The first Ctrl-C, and the end of a run. */
	private cancel(): void {
		if (!this.isDead) this.provider.cancel();
	}

	/** From now on the process does nothing any more. */
	kill(): void {
		this.isDead = true;
		this.die();
	}

	/** A response as the engine receives it; `isSaved`: it goes into the state. */
	private async answer<Result>(response: Promise<Result> | Result, isSaved = false): Promise<Result> {
		try {
			const result = await response;
			await this.passOn(isSaved);
			return result === undefined ? result : (copy(this.provider.unwrapSecrets(result) as object) as Result);
		} catch (error) {
			const { id, properties, reasons } = error as { id?: string; properties?: Json; reasons?: string[] };
			await this.passOn(isSaved && id !== undefined);
			if (id === undefined || !properties) throw error;
			const clear = copy(this.provider.unwrapSecrets(properties) as object);
			throw Object.assign(new Error((error as Error).message), { halfCreated: { id, properties: clear, reasons } });
		}
	}

	private passOn(isSaved: boolean): Promise<void> {
		if (isSaved && this.crash?.how === "kill unsaved" && ++this.saves === this.crash.at) this.kill();
		return this.isDead ? new Promise(() => {}) : Promise.resolve();
	}

	private async send(request: HttpRequest): Promise<object> {
		const { clock, cloud, random, changeResponse } = this.parts;
		const never = new Promise<never>(() => {});
		if (this.isDead) return never;
		const count = ++this.requests;
		const how = count === this.crash?.at ? this.crash.how : undefined;
		if (how === "interrupt") this.cancel();
		if (how === "kill before") this.kill();
		if (this.isDead) return never;

		await this.parts.onRequest(count);
		const { origin, host } = new URL(request.url);
		const url = request.url.slice(origin.length);
		const { method, headers, body } = request;
		await clock.sleep(1 + random() * 40);
		const timeout = { failure: { code: "ETIMEDOUT", phase: "response", message: "Timeout awaiting 'response'" } };
		const late = clock.sleep(REQUEST_TIMEOUT).then(() => timeout);
		const received = cloud.receive({ method, url, headers: { ...headers, host }, body });
		if (how === "kill after") void received.then(() => this.kill());
		const response = await Promise.race([received, late]);
		await clock.sleep(1 + random() * 40);
		if (this.isDead) return never;
		if (response === undefined) return { failure: { code: "ECONNRESET", message: "socket hang up" } };
		return "text" in response ? { ...response, text: changeResponse(count, response.text) } : response;
	}

	private createGlobals(address: string) {
		const { clock, machine, disk, random } = this.parts;
		const { memory } = this;
		const schedule = (run: () => void, milliseconds = 0) =>
			clock.schedule(milliseconds * machine.slowness, () => void (memory.current.isDead || run()));
		const sleep = async (milliseconds: number, value?: unknown, options: { signal?: AbortSignal } = {}) => {
			const isOver = await new Promise<boolean>((resolve) => {
				const stop = schedule(() => resolve(true), milliseconds);
				options.signal?.addEventListener("abort", () => (stop(), resolve(false)), { once: true });
			});
			if (!isOver) throw new Error("aborted");
			return value;
		};
		const { version, versions, platform, memoryUsage } = process;
		const own = { argv: ["node", "provider", address], env: { PULUMI_HOME: "/home" }, pid: 1 };
		return {
			Date: createDate(() => machine.date()),
			performance: { now: () => machine.performanceNow() },
			setTimeout: schedule,
			clearTimeout: (timer: unknown) => (timer as (() => void) | undefined)?.(),
			AbortSignal: {
				any: (signals: AbortSignal[]) => AbortSignal.any(signals),
				timeout: (milliseconds: number) => {
					const controller = new AbortController();
					schedule(() => controller.abort(new Error("timeout")), milliseconds);
					return controller.signal;
				},
			},
			Math: Object.assign(Object.create(Math) as Math, { random }),
			process: { version, versions, platform, memoryUsage, ...own },
			modules: { "node:fs": disk.open(() => !memory.current.isDead), "node:timers/promises": { setTimeout: sleep } },
			host: {
				send: (request: HttpRequest) => memory.current.send(request),
				log: (text: string) => void memory.current.warnings.push(text),
			},
		};
	}
}

function copy<Value extends object>(value: Value): Value & Json {
	return JSON.parse(JSON.stringify(value)) as Value & Json;
}

/** `Date`, whose present is that of the clock. */
function createDate(now: () => number): DateConstructor {
	return class extends Date {
		constructor(...given: unknown[]) {
			super(...((given.length > 0 ? given : [now()]) as [number]));
		}
		static override now(): number {
			return now();
		}
	} as DateConstructor;
}
