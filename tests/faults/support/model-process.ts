import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { createServiceRegistry } from "../../../provider/services/service-registry";
import type { Services } from "../../../provider/services/services";
import { resolveConfiguration } from "../../../provider/services/config/configuration";
import { createTransport, type Send } from "../../../provider/services/http/transport";
import type { Context, Session } from "../../../provider/lifecycle/contract";
import type { ResourceIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { IntentFiles } from "../../../provider/lifecycle/create-safety/intent-files";
import { IntentLog } from "../../../provider/lifecycle/create-safety/intent-log";

/** How a run ends early. */
export interface Crash {
	readonly how: "kill before" | "kill after" | "kill unsaved" | "interrupt";
	/** At which request, or for `kill unsaved` at which completed operation. */
	readonly at: number;
}

/** A provider process from the handlers' point of view: connections, intents, a memory. Killed, it stops for ever. */
export class ModelProcess {
	readonly killed: Promise<void>;
	readonly session: Session = { readDefaults: () => ({}) };
	/** Requests in flight: a kill does not cancel them. */
	private readonly sent = new Set<Promise<unknown>>();
	private readonly stop = new AbortController();
	private readonly log: IntentLog;
	private readonly made: ResourceIntent[] = [];
	private readonly services: Promise<Services>;
	private die = () => {};
	private isDead = false;
	private requests = 0;
	private saves = 0;

	constructor(
		home: string,
		/** Of the engine, which may have several processes. */
		run: string,
		simulator: Simulator,
		private readonly messages: string[],
		private readonly crash?: Crash,
	) {
		this.killed = new Promise((resolve) => (this.die = resolve));
		const { region, projectId, accessKey, secretKey, endpoints } = simulator;
		const config = {
			region,
			projectId,
			accessKey,
			secretKey,
			endpoints,
			pollInterval: "1ms",
			requestsPerSecond: "5000",
			readLag: "20ms",
		};
		const settings = resolveConfiguration({ environment: {}, config });
		const backoff = { firstDelay: 1, maxDelay: 2, random: Math.random };
		const place = { region, projectId, endpoint: () => endpoints.modelarts };
		this.log = new IntentLog(new IntentFiles(join(home, "intents")), run, place);
		this.services = createServiceRegistry(settings, { send: this.guard(createTransport()), backoff }).for({});
	}

	get wasKilled(): boolean {
		return this.isDead;
	}

	async open(identity: string, urn: string): Promise<Context> {
		const services = await this.services;
		return {
			services,
			session: this.session,
			signal: this.stop.signal,
			deadline: Date.now() + 20_000,
			pollInterval: 1,
			staleUntil: 0,
			intent: this.guardSlot(this.log.slot(identity, urn)),
			progress: () => {},
			warn: (message) => void this.messages.push(message),
		};
	}

	/** As in `pulumi/dynamic/intents.ts`. */
	forget(id: string): void {
		this.log.forget(id.split(","));
	}

	findBegun(identity: string, urn: string, id: string): void {
		const pending = this.log.findBegun({ identity, urn }, id);
		if (pending !== undefined) this.messages.push(`An interrupted replacement left ${pending} orphaned.`);
	}

	isClaimedInThisRun(id: string): boolean {
		return this.log.findTaker(id) !== undefined;
	}

	noteMade(id: string, intent: ResourceIntent): void {
		const pending = intent.read();
		if (pending) intent.write({ ...pending, id });
		this.made.push(intent);
	}

	/** The end of the run. */
	async end(): Promise<void> {
		await Promise.allSettled(this.sent);
		if (!this.isDead) for (const intent of this.made) intent.clear();
	}

	/** False: the engine was killed before it could save this. */
	maySave(): boolean {
		if (this.crash?.how === "kill unsaved" && ++this.saves === this.crash.at) this.kill();
		return !this.isDead;
	}

	private kill(): void {
		this.isDead = true;
		this.die();
	}

	private guardSlot(slot: ResourceIntent): ResourceIntent {
		return { ...slot, write: (intent) => void (this.isDead || slot.write(intent)) };
	}

	private guard(send: Send): Send {
		const never = () => new Promise<never>(() => {});
		return async (outgoing) => {
			const isIt = ++this.requests === this.crash?.at;
			const how = isIt ? this.crash?.how : undefined;
			if (how === "interrupt") this.stop.abort(new Error("interrupted"));
			if (how === "kill before") this.kill();
			if (this.isDead) return never();

			const answering = send(outgoing);
			this.sent.add(answering);
			const answer = await answering.finally(() => this.sent.delete(answering));
			if (how === "kill after") this.kill();
			return this.isDead ? never() : answer;
		};
	}
}
