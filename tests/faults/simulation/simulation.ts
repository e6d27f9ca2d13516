import { openSimulatedCloud, type RequestEntry, type SimulatedCloud } from "modelarts-simulator";
import { Engine, type Run } from "../engine";
import { kinds } from "../matrix/kinds";
import { duplicates, faults, type History, late, type Step } from "./history";
import { BrokenPromiseError, Invariants } from "./invariants";
import { MachineClock } from "./machine-clock";
import { MemoryDisk } from "./memory-disk";
import { makeOdd } from "../../support/make-odd";
import { SimulatedProcess } from "./provider-process";
import type { ProviderProgram } from "./provider-program";
import { createRandom } from "../../support/seeded-random";
import { Resource } from "./resources";
import { listReal } from "./truth";
import { StuckError, VirtualClock } from "../../support/virtual-clock";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The longest that a run may take, with lost responses and timeouts; virtual milliseconds. */
const RUN_LIMIT = 8 * 60 * MINUTE;

/** Requests of a run without disturbances. */
const REQUEST_LIMIT = 500;

/** What the language says of a mistake in a program: no sentence for a user. */
const SLIP = /TypeError|RangeError|is not a function|is not iterable|of undefined|of null|\[object Object\]|\bNaN\b/;

const CLOCK_ADVICE = /This machine's\s+clock\s+is\s+\d+\s+minutes[^:]*:\s+set\s+it\s+right/;

const paces = { quick: [2 * SECOND, 5 * SECOND], slow: [30 * SECOND, 4 * MINUTE] } as const;

/** Names of the operations that take time. */
const lasting = [
	"createInstance",
	"changeInstanceStatus",
	"deleteInstance",
	"registerImage",
	"createImage",
	"glanceDeleteImage",
	"createNotebook",
	"startNotebook",
	"stopNotebook",
	"updateNotebook",
	"deleteNotebook",
	"createNotebookImage",
] as const;

/** What a history has cost. */
export interface Figures {
	readonly milliseconds: number;
	readonly requests: number;
	readonly broken: number;
	readonly acts: number;
	readonly crashes: number;
	/** Orphaned objects that a message has named, and those of effects that came when nothing ran. */
	readonly reported: number;
	readonly unseen: number;
}

/** What disturbs a run from within. */
type RunDisturbance = Partial<Pick<Step, "crash" | "acts" | "clock" | "odd">>;

/** One history: a machine, a stack, a cloud, and what disturbs them, on one clock. */
export class Simulation {
	readonly messages: string[] = [];
	private readonly clock = new VirtualClock();
	private readonly machine = new MachineClock(this.clock);
	private readonly disk = new MemoryDisk(() => this.machine.date());
	private readonly cloud: SimulatedCloud;
	private readonly engine: Engine;
	/** What each run of the engine did, as far as it was not killed. */
	readonly steps: (readonly string[])[] = [];
	/** All objects after the last settled run, before they are deleted. */
	settled: readonly object[] = [];
	private readonly resources: Resource[];
	private readonly invariants: Invariants;
	private readonly random: () => number;
	private process?: SimulatedProcess;
	/** The provider's requests, by run. */
	readonly runs: RequestEntry[][] = [];
	private crashes = 0;
	/** Whether reads of the current step do not show all there is. */
	private mayHide = false;
	/** Whether anything but reads that lag has disturbed it. */
	private isTroubled = false;
	/** Whether the last run has succeeded. */
	private isClean = true;

	constructor(
		private readonly history: History,
		private readonly program: ProviderProgram,
		/** The kinds of its resources. */
		resourceKinds = history.kinds.map((index) => kinds[index]!),
		/** Whether a run that fails is no fault. */
		private readonly mayFail = false,
	) {
		this.random = createRandom(history.seed);
		const duration = paces[history.pace];
		const durations = Object.fromEntries(lasting.map((name) => [name, duration]));
		const settings = { durations, builtInImages: 0 };
		this.cloud = openSimulatedCloud({ clock: this.clock, seed: history.seed, settings });
		const notebookId = this.addNotebook();
		this.resources = resourceKinds.map((kind, index) => new Resource(index, kind, notebookId));
		this.engine = new Engine(() => Promise.resolve(this.process!.connect()));
		this.invariants = new Invariants(this.cloud, this.engine, this.resources, notebookId, this.messages);
	}

	/** Throws a {@link BrokenPromiseError} for what must not happen. */
	async play(): Promise<Figures> {
		const startedAt = this.clock.now();
		for (const step of this.history.steps) await this.take(step);
		await this.settle();
		await this.end();
		const requests = this.cloud.admin.requests();
		return {
			milliseconds: this.clock.now() - startedAt,
			requests: requests.length,
			broken: requests.filter(({ fault }) => fault !== null).length,
			acts: this.cloud.admin.acts().length,
			crashes: this.crashes,
			reported: this.invariants.reported,
			unseen: this.invariants.unseen,
		};
	}

	/** What happened, for a failure. */
	describe(): string {
		const start = Date.UTC(2025, 0, 1);
		const requests = this.cloud.admin.requests().map(({ at, method, path, status, operation, fault, by }) => {
			const time = ((at - start) / SECOND).toFixed(1).padStart(9);
			return `${time} ${by ? "THEIRS " : ""}${operation ?? "?"} ${method} ${path} ${status ?? "---"}${fault ? ` [${fault}]` : ""}`;
		});
		const lines = [...requests, ...this.messages].sort((a, b) => parseFloat(a) - parseFloat(b));
		return lines.slice(-150).join("\n");
	}

	/** The safety phase: a run that is disturbed. */
	private async take(step: Step): Promise<void> {
		if (this.isClean || this.mayFail) for (const { resource, to } of step.edits) this.edit(resource, to);
		const { admin } = this.cloud;
		this.mayHide = step.lag > 0 || step.gaps > 0 || step.reads.length > 0 || step.odd.length > 0;
		admin.changeSettings({ readLag: step.lag > 0 ? [0, step.lag * SECOND] : 0, listGaps: step.gaps / 100 });
		for (const { nth, fault } of step.faults) admin.addFault({ match: { nth }, ...faults[fault]! });
		for (const { nth, fault } of step.duplicates)
			admin.addFault({ match: { nth: Math.ceil(nth / 3), changes: true }, ...duplicates[fault]! });
		for (const { nth, fault } of step.late)
			admin.addFault({ match: { nth: Math.ceil(nth / 3), changes: true }, ...late[fault]! });
		for (const { nth, times, action } of step.reads) admin.addFault({ match: { nth, changes: false }, times, action });
		const { crash, faults: broken, duplicates: twice, late: delayed, gaps, acts } = step;
		this.isTroubled ||=
			crash !== undefined || gaps > 0 || [broken, twice, delayed, acts, step.odd].some(({ length }) => length > 0);
		const run = await this.run(step.run, { crash, acts, clock: step.clock, odd: step.odd });
		this.machine.set();
		for (const act of acts.filter(({ nth }) => nth === 0)) await this.interfere(act);
		// Where nothing but reads that lag and clocks has ever disturbed this stack, no run fails.
		// But one whose clock was off before its first requests were accepted: the user is told.
		const isOffFirst = step.clock !== undefined && step.clock.nth <= this.resources.length;
		const isToldOfClock = isOffFirst && run?.errors.every((text) => CLOCK_ADVICE.test(text));
		if (!this.isTroubled && !run?.succeeded && !isToldOfClock && !this.mayFail)
			throw new BrokenPromiseError(
				"stuck",
				`a run failed although reads only lagged, or a clock was off: ${run?.errors.join("; ")}`,
			);
		admin.clearFaults();
		this.mayHide = false;
		await this.wait(step.pause * MINUTE);
	}

	private edit(resource: number, to: Resource["version"] | "removed"): void {
		this.resources[resource % this.resources.length]!.edit(to === "removed" ? undefined : to);
	}

	/** The liveness phase: nothing is disturbed any more. */
	private async settle(): Promise<void> {
		this.cloud.admin.changeSettings({ readLag: 0, listGaps: 0 });
		await this.wait(5 * MINUTE);
		await this.recover(2);
		// Drift that somebody else has caused is found by a refresh.
		const refreshed = await this.calm("refresh");
		if (!refreshed?.succeeded) throw new BrokenPromiseError("stuck", `refresh: ${refreshed?.errors.join("; ")}`);
		// What the refresh has removed may exist a second time.
		await this.recover(1);
		this.invariants.checkEnd();

		const before = this.cloud.admin.requests().length;
		const again = await this.calm("up");
		if (!again?.succeeded || again.steps.length > 0)
			throw new BrokenPromiseError(
				"not converged",
				`one more up: ${again?.steps.join(", ")} ${again?.errors.join("; ")}`,
			);
		if (this.cloud.admin.requests().length > before)
			throw new BrokenPromiseError("not converged", "one more up sent requests");
	}

	/** An `up` that succeeds, after so many attempts to do what its errors ask for at most. */
	private async recover(attempts: number): Promise<void> {
		let run = await this.calm("up");
		for (let attempt = 0; !run?.succeeded && attempt < attempts; attempt++) {
			await this.resolveConflicts(run);
			await this.calm("refresh");
			run = await this.calm("up");
		}
		if (!run?.succeeded) throw new BrokenPromiseError("stuck", run?.errors.join("; ") ?? "no end");
	}

	private async end(): Promise<void> {
		this.settled = listReal(this.cloud).map(({ store, record }) => ({ store, ...record }));
		for (const resource of this.resources) resource.version = undefined;
		const run = await this.calm("up");
		if (!run?.succeeded) throw new BrokenPromiseError("stuck", `destroy: ${run?.errors.join("; ")}`);
		this.invariants.checkEnd();
		// One of an object that somebody else has deleted meanwhile stays: the next create finds nothing there.
		const intents = this.disk.list(".json").length;
		if (intents > 0 && this.cloud.admin.acts().length === 0)
			throw new BrokenPromiseError("stuck", `${intents} intents are left`);
	}

	/** The user does what an error asks for: deletes an object of the second actor, starts a stopped notebook. */
	private async resolveConflicts(run: Run | undefined): Promise<void> {
		const theirs = this.invariants.theirs();
		const text = run?.errors.join("\n") ?? "";
		for (const { id, store } of listReal(this.cloud)) {
			if (!text.includes(id)) continue;
			const isInTheWay = theirs.has(id) || text.includes(`adopt: "${id}"`);
			if (isInTheWay) this.cloud.admin.putObjects({ [store]: [{ id, remove: true }] });
			else if (text.includes("start it (`desiredState")) await this.cloud.admin.act({ act: "start", id });
		}
	}

	private async calm(kind: Step["run"]): Promise<Run | undefined> {
		const before = this.cloud.admin.requests().length;
		const run = await this.run(kind);
		const requests = this.cloud.admin.requests().length - before;
		if (requests > REQUEST_LIMIT) throw new BrokenPromiseError("stuck", `${requests} requests of one ${kind}`);
		return run;
	}

	/** Undefined: killed. */
	private async run(kind: Step["run"], disturbed: RunDisturbance = {}): Promise<Run | undefined> {
		const { clock, machine, cloud, disk, program, random } = this;
		const { crash, acts = [], odd = [] } = disturbed;
		const onRequest = async (count: number) => {
			if (disturbed.clock?.nth === count) machine.set(disturbed.clock.fault);
			for (const act of acts.filter(({ nth }) => nth === count)) await this.interfere(act);
		};
		const changeResponse = (count: number, body: string) => {
			const changed = odd.filter(({ nth }) => nth === count).map(({ seed }) => makeOdd(body, createRandom(seed)))[0];
			if (changed) this.note(`the response to request ${count} is odd: ${changed.what}`);
			return changed?.text ?? body;
		};
		const { region, projectId, accessKey, secretKey, endpoints } = cloud;
		const pollInterval = this.history.pace === "quick" ? "1s" : "10s";
		const given = {
			region,
			projectId,
			accessKey,
			secretKey,
			endpoints: JSON.stringify(endpoints),
			readLag: "60s",
			pollInterval,
		};
		const config = Object.fromEntries(Object.entries(given).map(([key, value]) => [`huaweicloud:${key}`, value]));
		const process = new SimulatedProcess(
			{ clock, machine, cloud, disk, program, random, config, onRequest, changeResponse },
			`run-${this.runs.length}`,
			crash,
			this.process?.wasKilled ? undefined : this.process,
		);
		this.process = process;
		const before = cloud.admin.requests().length;
		this.note(
			`${kind}${crash ? ` (${crash.how} ${crash.at})` : ""} of ${this.resources.map(({ name, version }) => `${name}: ${version ?? "removed"}`).join(", ")}`,
		);
		this.invariants.allowDeletions();
		const declared = this.resources.filter(({ version }) => version !== undefined).map((one) => one.declare());
		const running = kind === "up" ? this.engine.up(declared) : this.engine.refresh();
		const run = await this.drive(Promise.race([running, process.killed.then(() => undefined)]));
		const sent = cloud.admin.requests().slice(before);
		this.runs.push(sent.filter(({ by }) => by === undefined));
		this.steps.push(run?.steps ?? []);
		if (!run) this.crashes++;
		if (kind === "up") this.isClean = run?.succeeded === true;
		const said = [...(run?.errors ?? []), ...process.warnings];
		for (const text of said) this.note(text);
		const slip = said.find((text) => SLIP.test(text));
		if (slip !== undefined) throw new BrokenPromiseError("no sentence", slip);
		this.note(`${kind}: ${run ? (run.succeeded ? "succeeded" : "failed") : "killed"} ${run?.steps.join(", ") ?? ""}`);
		this.invariants.checkSafety(this.mayHide);
		return run;
	}

	private async drive<Result>(work: Promise<Result>): Promise<Result> {
		try {
			return await this.clock.drive(work, RUN_LIMIT);
		} catch (error) {
			if (error instanceof StuckError) throw new BrokenPromiseError("stuck", `the run ${error.message}`);
			throw error;
		}
	}

	private async wait(milliseconds: number): Promise<void> {
		if (milliseconds > 0) await this.clock.drive(this.clock.sleep(milliseconds), 2 * milliseconds);
	}

	private async interfere({ act, object }: Step["acts"][number]): Promise<void> {
		const objects = listReal(this.cloud).filter(({ record }) => record.name !== "existing");
		for (let offset = 0; offset < objects.length; offset++) {
			const { id } = objects[(object + offset) % objects.length]!;
			if (await this.cloud.admin.act({ act, id })) return;
		}
	}

	private note(text: string): void {
		const time = ((this.clock.now() - Date.UTC(2025, 0, 1)) / SECOND).toFixed(1).padStart(9);
		this.messages.push(`${time} # ${text}`);
	}

	/** A notebook that images are saved from. */
	private addNotebook(): string {
		const create = { name: "existing", image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090" };
		const { notebooks } = this.cloud.admin.putObjects({ notebooks: [{ create, patch: { status: "STOPPED" } }] });
		return (notebooks?.[0] as { id: string }).id;
	}
}
