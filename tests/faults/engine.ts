import { isDeepStrictEqual } from "node:util";
import type { HalfCreated } from "../support/provider-error";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";

/** A resource of a program. */
export interface Declared {
	readonly urn: string;
	/** With `__provider` and the hidden inputs, as the class sends them. */
	readonly inputs: Json;
	/** The option `deleteBeforeReplace`. */
	readonly deleteFirst: boolean;
}

/** A resource in the state file. */
export interface Stored {
	readonly urn: string;
	readonly id: string;
	readonly inputs: Json;
	readonly outputs: Json;
	/** The errors of its partial create; the next `up` updates it, whatever its inputs. */
	readonly initErrors: readonly string[];
	/** Replaced already, and still to be deleted. */
	readonly isPendingDeletion?: boolean;
	/** Deleted already, and still to be created again. */
	readonly isPendingReplacement?: boolean;
}

/** The part of a provider that an engine needs during one run. */
export type Session = Pick<
	ProviderProcess,
	"check" | "diff" | "create" | "read" | "update" | "delete" | "cancel" | "engine"
>;

export interface Run {
	readonly succeeded: boolean;
	/** `create`, `update`, `delete`, … in order; without unchanged resources. */
	readonly steps: readonly string[];
	/** The errors on the terminal. */
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
}

/**
 * Pulumi's engine with its state file, for programs of independent resources. Written after pkg/resource/deploy
 * (step.go, step_generator.go) of the CLI 3.259; engine.full.test.ts compares it with the real one.
 *
 * - `up`: check with the old inputs; diff with the old outputs; a resource that differs or has init errors is updated,
 * or replaced.
 *
 * - A create that fails with an id is saved with its init errors; without one nothing is saved, and the next run
 * creates.
 *
 * - An update that fails with an id keeps the old inputs beside the new outputs; without one it changes nothing.
 *
 * - A replacement is checked once more, as if it were new. Create first: the replaced resource is marked for deletion
 * at the same time and deleted when everything else has succeeded, in this run or a later one. Delete first: it is
 * pending replacement until its create has succeeded.
 *
 * - `refresh`: a deleted resource is dropped, an existing one gets the inputs and outputs of the read, and has no init
 * errors any more.
 *
 * - Every run ends with `Cancel`.
 */
export class Engine {
	private resources: Stored[] = [];

	constructor(private readonly open: () => Promise<Session>) {}

	/** The state file. */
	get state(): readonly Stored[] {
		return this.resources;
	}

	/** Changes `timeouts` of all resources in the state, as if they had been declared so from the beginning. */
	setTimeouts(timeouts?: Json): void {
		this.resources = this.resources.map((stored) => ({
			...stored,
			inputs: { ...stored.inputs, timeouts },
			outputs: { ...stored.outputs, timeouts },
		}));
	}

	up(program: readonly Declared[]): Promise<Run> {
		return this.run(async (work) => {
			await Promise.all(program.map((declared) => work.attempt(() => this.register(declared, work))));
			if (work.errors.length > 0) return;

			const declared = new Set(program.map(({ urn }) => urn));
			const toDelete = this.resources.filter(({ urn, isPendingDeletion }) => isPendingDeletion || !declared.has(urn));
			await Promise.all(toDelete.map((stored) => work.attempt(() => this.remove(stored, work))));
		});
	}

	destroy(): Promise<Run> {
		return this.up([]);
	}

	refresh(): Promise<Run> {
		return this.run(async (work) => {
			const present = this.resources.filter((stored) => !stored.isPendingReplacement);
			await Promise.all(present.map((stored) => work.attempt(() => this.reread(stored, work))));
		});
	}

	/** The effect of the first Ctrl-C on the current run. */
	interrupt: () => Promise<void> = () => Promise.resolve();

	private async run(operation: (work: Work) => Promise<void>): Promise<Run> {
		const session = await this.open();
		const work = new Work(session);
		this.interrupt = () => session.cancel();
		await operation(work);
		await session.cancel();
		const { steps, errors } = work;
		return { succeeded: errors.length === 0, steps, errors, warnings: session.engine.warnings() };
	}

	private async register(declared: Declared, work: Work): Promise<void> {
		const { urn } = declared;
		const old = this.resources.find((stored) => stored.urn === urn && !stored.isPendingDeletion);
		const inputs = await work.check(declared, old?.inputs ?? {});
		if (!old) return this.create(urn, inputs, work);

		const about = { urn, oldInputs: old.inputs };
		const { changes, replaces, deleteBeforeReplace } = await work.session.diff(old.id, old.outputs, inputs, about);
		const differs = changes === "some" || (changes === "unknown" && !isDeepStrictEqual(old.inputs, inputs));
		if (old.isPendingReplacement || (differs && replaces.length > 0))
			return this.replace(old, declared, work, deleteBeforeReplace);
		if (differs || old.initErrors.length > 0) return this.update(old, inputs, work);
		this.save(old, { ...old, inputs });
	}

	private async create(urn: string, inputs: Json, work: Work, old?: Stored): Promise<void> {
		work.steps.push(old ? "create-replacement" : "create");
		const record = ({ id, outputs }: { id: string; outputs: Json }, initErrors: readonly string[] = []) => {
			if (old?.isPendingReplacement) this.save(old);
			else if (old) this.save(old, { ...old, isPendingDeletion: true });
			this.resources.push({ urn, id, inputs, outputs, initErrors });
		};
		try {
			record(await work.session.create(inputs, { urn }));
		} catch (error) {
			const half = findHalfCreated(error);
			if (half) record({ id: half.id, outputs: half.properties }, half.reasons);
			throw error;
		}
	}

	private async update(old: Stored, inputs: Json, work: Work): Promise<void> {
		work.steps.push("update");
		const { urn, id } = old;
		const about = { urn, oldInputs: old.inputs };
		try {
			const outputs = await work.session.update(id, old.outputs, inputs, about);
			this.save(old, { urn, id, inputs, outputs, initErrors: [] });
		} catch (error) {
			const half = findHalfCreated(error);
			if (half) this.save(old, { ...old, outputs: half.properties, initErrors: half.reasons });
			throw error;
		}
	}

	private async replace(old: Stored, declared: Declared, work: Work, deleteFirst: boolean): Promise<void> {
		const inputs = await work.check(declared, {});
		if (!(deleteFirst || declared.deleteFirst) || old.isPendingReplacement)
			return this.create(old.urn, inputs, work, old);

		work.steps.push("delete-replaced");
		const { urn, id, outputs } = old;
		await work.session.delete(id, outputs, { urn, oldInputs: old.inputs });
		const pending = { ...old, isPendingReplacement: true };
		this.save(old, pending);
		await this.create(urn, inputs, work, pending);
	}

	private async remove(stored: Stored, work: Work): Promise<void> {
		const { urn, id, inputs, outputs } = stored;
		if (!stored.isPendingReplacement) {
			work.steps.push(stored.isPendingDeletion ? "delete-replaced" : "delete");
			await work.session.delete(id, outputs, { urn, oldInputs: inputs });
		}
		this.save(stored);
	}

	private async reread(stored: Stored, work: Work): Promise<void> {
		const { urn, inputs } = stored;
		const read = await work.session.read(stored.id, stored.outputs, { urn, oldInputs: inputs });
		if (read.id === "") return this.save(stored);
		const { id, outputs } = read;
		const known = Object.keys(read.inputs).length > 0 ? read.inputs : inputs;
		this.save(stored, { ...stored, id, outputs, inputs: known, initErrors: [] });
	}

	/** Replaces or removes a resource in the state. */
	private save(old: Stored, now?: Stored): void {
		this.resources = this.resources.flatMap((stored) => (stored === old ? (now ?? []) : stored));
	}
}

/** What a `ProviderError` says of a partial create or update. */
function findHalfCreated(error: unknown): HalfCreated | undefined {
	return (error as { halfCreated?: HalfCreated }).halfCreated;
}

/** One run in progress. */
class Work {
	readonly steps: string[] = [];
	readonly errors: string[] = [];

	constructor(readonly session: Session) {}

	async check({ urn, inputs }: Declared, olds: Json): Promise<Json> {
		const { inputs: checked, failures } = await this.session.check(inputs, olds, { urn });
		if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
		return checked;
	}

	async attempt(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			const reasons = findHalfCreated(error)?.reasons;
			this.errors.push(...(reasons ?? [error instanceof Error ? error.message : String(error)]));
		}
	}
}
