import type { Simulator } from "modelarts-simulator";
import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { customImage } from "../../../provider/resources/custom-image/handler";
import { type Handler, type Properties, InitFailedError } from "../../../provider/lifecycle/contract";
import { notebook } from "../../../provider/resources/notebook/handler";
import { notebookInstance } from "../../../provider/resources/notebook-instance/handler";
import { composeIdentity } from "../../../provider/lifecycle/create-safety/resource-identity";
import { type Crash, ModelProcess } from "./model-process";

type AnyHandler = Handler<Properties, Properties>;
export type KindName = "notebook" | "desk" | "custom" | "volume" | "disks";

const handlers = {
	notebook: notebookInstance,
	desk: notebook,
	custom: customImage,
	volume: cloudImage,
	disks: cloudImage,
} as unknown as Record<KindName, AnyHandler>;

export interface Declared {
	readonly kind: KindName;
	/** An input that replaces, and one that is updated in place. */
	variant: number;
	edition: number;
	/** Its earlier logical name; the engine finds it by this. */
	alias?: string;
}

export interface Saved {
	readonly kind: KindName;
	readonly id: string;
	readonly inputs: Properties;
	readonly outputs: Properties;
	readonly failed: boolean;
}

/** Options of a run besides the program. */
export interface RunOptions {
	readonly crash?: Crash;
	/** Logical name of the resource that is replaced without a call of `diff`. */
	readonly replace?: string;
	/** The replaced object is deleted by another process than the one that creates the new one. */
	readonly twoProcesses?: boolean;
}

/** One stack, and the machine that it is run from: what Pulumi's engine does with our handlers, in a hundred lines. */
export class ModelStack {
	readonly program = new Map<string, Declared>();
	state = new Map<string, Saved>();
	private toDelete: Saved[] = [];
	private runs = 0;

	constructor(
		public name: string,
		readonly home: string,
		private readonly simulator: Simulator,
		private readonly messages: string[],
	) {}

	/** True if the run succeeded. */
	async up({ crash, replace, twoProcesses }: RunOptions = {}): Promise<boolean> {
		this.runs++;
		const main = this.start(crash);
		const second = twoProcesses ? this.start() : main;
		let good = true;
		const attempt = async (work: () => Promise<void>) => {
			try {
				await work();
			} catch (error) {
				this.messages.push(String((error as Error).message));
				good = false;
			}
		};

		this.moveAliases();
		const steps = [...this.program].map(([name, declared]) =>
			attempt(() => this.bring(main, name, declared, name === replace)),
		);
		await Promise.race([Promise.all(steps), main.killed]);
		if (main.wasKilled || !good) {
			await main.end();
			return false;
		}

		const gone = [...this.state].filter(([name]) => !this.program.has(name));
		const removals = [
			...gone.map(([name, saved]) => attempt(() => this.remove(main, saved, () => this.state.delete(name)))),
			...this.toDelete.map((saved) =>
				attempt(() => this.remove(second, saved, () => this.toDelete.splice(this.toDelete.indexOf(saved), 1))),
			),
		];
		await Promise.race([Promise.all(removals), main.killed]);
		await main.end();
		return good && !main.wasKilled;
	}

	async refresh(): Promise<void> {
		this.runs++;
		const main = this.start();
		for (const [name, saved] of this.state) {
			main.forget(saved.id);
			const { kind, id, inputs, outputs } = saved;
			const read = await handlers[kind].read(
				{ id, inputs, outputs },
				await main.open(String(inputs.identity), this.urn(name)),
			);
			if (read) this.state.set(name, { ...saved, ...read, id: read.id ?? id, failed: false });
			else this.state.delete(name);
		}
		await main.end();
	}

	async destroy(): Promise<boolean> {
		this.program.clear();
		return this.up();
	}

	private start(crash?: Crash): ModelProcess {
		return new ModelProcess(this.home, `run ${this.runs}`, this.simulator, this.messages, crash);
	}

	private moveAliases(): void {
		for (const [name, { alias }] of this.program) {
			const old = alias === undefined || this.state.has(name) ? undefined : this.state.get(alias);
			if (!old || alias === undefined) continue;
			this.state.delete(alias);
			this.state.set(name, old);
		}
	}

	private async bring(process: ModelProcess, name: string, declared: Declared, isForced: boolean): Promise<void> {
		const { kind } = declared;
		const handler = handlers[kind];
		const old = this.state.get(name);
		const news = { ...inputsOf(name, this.name, declared), identity: this.identify(name, kind) };
		const check = (olds?: Properties) => {
			const { inputs, validationErrors } = handler.check(olds, news, process.session);
			if (validationErrors.length > 0) throw new Error(JSON.stringify(validationErrors));
			return inputs;
		};
		if (!old) return this.create(process, name, kind, check());

		const inputs = check(old.inputs);
		if (!isForced) {
			process.forget(old.id);
			const { changes, replaces = [] } = handler.diff(old, inputs);
			if (replaces.length === 0) {
				process.findBegun(String(old.inputs.identity), this.urn(name), old.id);
				const isSame = JSON.stringify(inputs) === JSON.stringify(old.inputs);
				const hasWork = old.failed || changes === true || (changes === undefined && !isSame);
				return hasWork ? this.update(process, name, old, inputs) : undefined;
			}
		}

		if (kind === "notebook" || kind === "custom") {
			await this.remove(process, old, () => this.state.delete(name));
			return this.create(process, name, kind, check());
		}
		return this.create(process, name, kind, check(), old);
	}

	private async create(process: ModelProcess, name: string, kind: KindName, inputs: Properties, replaced?: Saved) {
		const context = await process.open(String(inputs.identity), this.urn(name));
		const save = (saved: Saved) => {
			if (!process.maySave()) return;
			this.state.set(name, saved);
			if (replaced) this.toDelete.push(replaced);
		};
		try {
			const { id, outputs } = await handlers[kind].create(inputs, context);
			process.noteMade(id, context.intent);
			save({ kind, id, inputs, outputs, failed: false });
		} catch (error) {
			if (error instanceof InitFailedError) save({ kind, id: error.id, inputs, outputs: error.outputs, failed: true });
			throw error;
		}
	}

	private async update(process: ModelProcess, name: string, old: Saved, inputs: Properties): Promise<void> {
		const { kind, id } = old;
		process.forget(id);
		try {
			const outputs = await handlers[kind].update(
				old,
				inputs,
				await process.open(String(inputs.identity), this.urn(name)),
			);
			if (process.maySave()) this.state.set(name, { kind, id, inputs, outputs, failed: false });
		} catch (error) {
			// After a failed update the engine keeps the old inputs.
			if (error instanceof InitFailedError && process.maySave()) {
				this.state.set(name, { ...old, outputs: error.outputs, failed: true });
			}
			throw error;
		}
	}

	private async remove(process: ModelProcess, saved: Saved, done: () => void): Promise<void> {
		if (process.isClaimedInThisRun(saved.id)) return done();
		process.forget(saved.id);
		await handlers[saved.kind].delete(saved, await process.open(String(saved.inputs.identity), ""));
		if (process.maySave()) done();
	}

	private urn(name: string): string {
		return `${this.name}::${name}`;
	}

	private identify(name: string, kind: KindName): string {
		return composeIdentity({ project: "model", stack: this.name, types: [kind], name });
	}
}

function inputsOf(name: string, stack: string, { kind, variant, edition }: Declared): Properties {
	const description = edition > 0 ? `edition ${edition}` : undefined;
	const given: Record<KindName, Properties> = {
		notebook: {
			profileId: "Python3",
			flavor: `modelarts.vm.cpu.${variant + 1}u`,
			storage: { type: "evs", location: { volumeSize: 5 } },
			description,
		},
		desk: {
			flavor: "modelarts.vm.cpu.2u",
			imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
			volume: { category: "EVS", capacity: 5 },
			poolId: variant > 0 ? `pool-${variant}` : undefined,
			description,
		},
		custom: { swrPath: `swr.x.com/${stack}/${name}:v${variant}`, description },
		volume: { volumeId: `v${variant}`, osVersion: "CentOS 7.6 64bit", description },
		disks: { dataImages: [{ volumeId: `d${variant}` }, { volumeId: `e${variant}` }], description },
	};
	return Object.fromEntries(Object.entries(given[kind]).filter(([, value]) => value !== undefined));
}
