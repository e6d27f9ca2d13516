import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultOrder, Simulator } from "modelarts-simulator";
import { jobsOf, objectsIn } from "./kill-objects";
import { type Declared, ModelStack, type RunOptions } from "./model-stack";

/**
 * Which of the stacks: `twin` is another user's under the same name, and has an identity for each resource of `main`.
 */
export type StackName = "main" | "other" | "twin";

/** The simulated cloud, three stacks, and the creator of each object. */
export class ModelWorld {
	readonly messages: string[] = [];
	readonly stacks: Record<StackName, ModelStack>;
	/** The stack that created an object. */
	readonly makers = new Map<string, StackName>();
	/** Stacks that removed a declaration before they resumed it: the engine's own warning is the only report. */
	readonly silent = new Set<StackName>();
	/** Stacks whose custom image was declared with another path before an interrupted run was resumed. */
	readonly repathed = new Set<StackName>();
	/** Stacks on another machine than the one on which they were interrupted. */
	readonly moved = new Set<StackName>();
	/** Stacks whose last run did not complete. */
	readonly dirty = new Set<StackName>();
	/** Stacks that may orphan an object, if it is reported: they were edited or moved before they were resumed. */
	readonly excused = new Set<StackName>();
	/** Stacks with an interrupted forced replacement: no later run repeats it, so only a refresh shows the truth. */
	readonly unsure = new Set<StackName>();
	private readonly folder = mkdtempSync(join(tmpdir(), "modelarts-model-"));

	constructor(readonly simulator: Simulator) {
		simulator.admin.reset();
		simulator.admin.changeSettings({
			durations: {
				createInstance: 3,
				createNotebook: 3,
				updateNotebook: 1,
				deleteNotebook: 1,
				changeInstanceStatus: 2,
				deleteInstance: 1,
				registerImage: 2,
				createImage: 3,
			},
		});
		const open = (name: string, home: StackName) =>
			new ModelStack(name, join(this.folder, home), simulator, this.messages);
		this.stacks = { main: open("dev", "main"), other: open("prod", "other"), twin: open("dev", "twin") };
	}

	/** Runs a stack; returns whether it succeeded. */
	async run(name: StackName, options: RunOptions, faults: FaultOrder[] = []): Promise<boolean> {
		for (const fault of faults) this.simulator.admin.addFault(fault);
		const isGood = await this.watch(name, () => this.stacks[name].up(options));
		this.simulator.admin.clearFaults();
		if (isGood) this.moved.delete(name);
		if (isGood) this.repathed.delete(name);
		if (isGood) this.dirty.delete(name);
		else this.dirty.add(name);
		if (!isGood && options.replace !== undefined) {
			this.unsure.add(name);
			this.excused.add(name);
		}
		return isGood;
	}

	async refresh(name: StackName): Promise<void> {
		await this.watch(name, async () => this.stacks[name].refresh().catch(() => {}));
		this.unsure.delete(name);
	}

	/** An edit before an interrupted run was resumed. */
	edit(name: StackName, change: (program: Map<string, Declared>, stack: ModelStack) => void): void {
		if (this.dirty.has(name)) this.excused.add(name);
		change(this.stacks[name].program, this.stacks[name]);
	}

	/** The next run is on a machine that knows only the state. */
	move(name: StackName): void {
		if (this.dirty.has(name)) this.excused.add(name);
		if (this.dirty.has(name)) this.moved.add(name);
		rmSync(join(this.folder, name), { recursive: true, force: true });
	}

	ids(): string[] {
		return objectsIn(this.simulator).map(({ id }) => id);
	}

	/** Ids in the state of a stack. */
	known(name: StackName): string[] {
		return [...this.stacks[name].state.values()].flatMap(({ id, outputs }) =>
			Array.isArray(outputs.imageIds) && outputs.imageIds.length > 0 ? (outputs.imageIds as string[]) : id.split(","),
		);
	}

	/** Whether a message named it: by its own id, its job's, or that of an image of the same request. */
	isReported(id: string): boolean {
		const jobs = jobsOf(this.simulator, [id]);
		const { jobs: all } = this.simulator.admin.state() as { jobs: { job_id: string }[] };
		const together = all.filter(({ job_id: job }) => jobs.includes(job)).map((job) => JSON.stringify(job));
		return this.messages.some(
			(message) =>
				[id, ...jobs].some((known) => message.includes(known)) ||
				(message.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []).some((other) =>
					together.some((job) => job.includes(other)),
				),
		);
	}

	close(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** A pending object that an edited stack orphaned may be resumed by a resource with the same identity. */
	private passOn(id: string, taker: StackName): void {
		const maker = this.makers.get(id) ?? taker;
		const haveOneName = [maker, taker].every((one) => one !== "other");
		if (haveOneName && this.excused.has(maker) && !this.known(maker).includes(id)) this.makers.set(id, taker);
	}

	/** Only one stack runs at a time: new objects are its own, and deletions must be justified. */
	private async watch<Result>(name: StackName, work: () => Promise<Result>): Promise<Result> {
		const before = this.ids();
		const result = await work();
		const after = this.ids();
		for (const id of after) if (!this.makers.has(id)) this.makers.set(id, name);
		for (const id of before.filter((id) => !after.includes(id))) {
			expect({ id, deletedBy: name }).toEqual({ id, deletedBy: this.makers.get(id) });
		}
		for (const id of this.known(name)) {
			this.passOn(id, name);
			if (after.includes(id)) expect({ id, isIn: name }).toEqual({ id, isIn: this.makers.get(id) });
		}
		return result;
	}
}
