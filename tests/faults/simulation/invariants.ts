import type { SimulatedCloud } from "modelarts-simulator";
import type { Engine } from "../engine";
import type { Resource } from "./resources";
import { findDifferences, listReal, type RealObject } from "./truth";

/** What must never happen. */
export type Verdict = "lost" | "doubled" | "destroyed" | "stuck" | "taken" | "not converged" | "no sentence";

/** A promise that was broken. */
export class BrokenPromiseError extends Error {
	override name = "BrokenPromiseError";

	constructor(
		readonly verdict: Verdict,
		message: string,
	) {
		super(`${verdict}: ${message}`);
	}
}

/** Parts of a notebook that can be removed and added again. */
const PART_OF_NOTEBOOK = /\/notebooks\/[^/]+\/(tags|storage)\//;
const PART_OF_IMAGE = /\/images\/[^/]+\/tags\//;

/** The last request of a create: what comes into being after it is looked for by nobody. */
const completedBy: Readonly<Record<string, string>> = {
	createInstance: "updateInstance",
	createNotebook: "updateNotebook",
	createImage: "batchAddOrDeleteTags",
};

/** Checks the truth of the simulated cloud, which reads may not show. */
export class Invariants {
	/** Objects that a run may delete, now or late: removed from the program, or replaced. */
	private readonly deletable = new Set<string>();
	/** Objects that a state has ever held. */
	private readonly known = new Set<string>();
	private requestsSeen = 0;
	/** Creates whose effect came when nothing ran or after their repetition was complete, and all others with a second one. */
	private unseenCreates = 0;
	private repeatedCreates = 0;
	/** Creates that may have had a second effect, or one that a search came too early for. */
	private ambiguousCreates = 0;
	/** Whether lists ever did not show all there was. */
	private mayHide = false;

	constructor(
		private readonly cloud: SimulatedCloud,
		private readonly engine: Engine,
		private readonly resources: readonly Resource[],
		/** An existing notebook that is not ours. */
		private readonly notebookId: string,
		/** What the user was told. */
		private readonly messages: readonly string[],
	) {}

	/** Orphaned objects in the end: a message has named them, or their effect came when nothing ran. */
	reported = 0;
	unseen = 0;

	/** Before a run. */
	allowDeletions(): void {
		const acts = this.cloud.admin.acts();
		const deleted = new Set(acts.flatMap(({ act, id }) => (act === "delete" ? id : [])));
		for (const stored of this.engine.state) {
			const resource = this.resources.find(({ urn }) => urn === stored.urn);
			const isWanted = resource?.version !== undefined && !resource.isReplaced(stored);
			// A set of images that somebody else has deleted one of is created again.
			const ids = this.idsOf(stored);
			const isBroken = ids.some((id) => deleted.has(id)) || (resource && ids.length !== resource.kind.objects);
			if (!isWanted || isBroken || stored.isPendingDeletion || stored.isPendingReplacement)
				for (const id of this.idsOf(stored)) this.deletable.add(id);
		}
	}

	/**
	 * After each run: nothing of others is taken or changed, nothing of ours deleted in vain.
	 *
	 * @param mayHide whether lists did not show all there was
	 */
	checkSafety(mayHide: boolean): void {
		const theirs = this.theirs();
		for (const id of this.stateIds()) {
			this.known.add(id);
			if (theirs.has(id)) throw new BrokenPromiseError("taken", `${id} of the second actor is in the state`);
		}
		const requests = this.cloud.admin.requests();
		const sent = requests.slice(this.requestsSeen);
		this.requestsSeen = requests.length;
		const now = this.cloud.admin.state().now as number;
		this.mayHide ||= mayHide;
		for (const { at, operation, fault } of sent) {
			if (fault === null || !/^(create|register)/.test(operation ?? "")) continue;
			const delay = Number(/effect after (\d+) ms/.exec(fault)?.[1] ?? NaN);
			if (/effect after|duplicate|delay|429 after/.test(fault)) this.ambiguousCreates++;
			const isRepeated = delay >= 0 || fault.includes("duplicate");
			const completing = completedBy[operation ?? ""];
			const completed = sent.find((request) => request.operation === completing && request.at > at)?.at ?? now;
			if (at + delay >= completed) this.unseenCreates++;
			else if (isRepeated) this.repeatedCreates++;
		}
		for (const { method, path, by, operation } of sent) {
			if (by || method === "GET" || operation === null) continue;
			const foreign = [...theirs].find((id) => path.includes(id));
			if (foreign) throw new BrokenPromiseError("taken", `${operation} of ${foreign}, which is the second actor's`);
			const isDeletion = method === "DELETE" && !PART_OF_NOTEBOOK.test(path) && !PART_OF_IMAGE.test(path);
			// What no state ever held is the second object of a request that was delivered twice.
			const isKnown = [...this.known].some((id) => path.includes(id));
			if (isDeletion && isKnown && ![...this.deletable].some((id) => path.includes(id)))
				throw new BrokenPromiseError("destroyed", `${operation} ${path} without need`);
		}
	}

	/** In the end: each declared object exists once, as declared, and nothing else of ours. */
	checkEnd(): void {
		const theirs = this.theirs();
		const real = listReal(this.cloud).filter(({ id }) => !theirs.has(id) && id !== this.notebookId);
		const known = this.stateIds();
		for (const id of known.filter((id) => !real.some((object) => object.id === id)))
			throw new BrokenPromiseError("lost", `${id} of the state does not exist`);
		const orphans = real.filter((object) => !known.includes(object.id));
		// Whose marker somebody else has overwritten cannot be known.
		const described = this.cloud.admin.acts().flatMap(({ act, id }) => (act === "describe" ? id : []));
		const isNamed = (id: string) => this.messages.some((message) => message.includes(id));
		const silent = orphans.filter(({ id }) => !isNamed(id) && !described.includes(id));
		this.reported = orphans.length - silent.length;
		this.unseen = silent.length;
		// Of one request, up to three images.
		// Without a second effect of a create, or somebody else's acts, everything is resumed, and nothing is left to report.
		const isResumable = this.ambiguousCreates === 0 && this.cloud.admin.acts().length === 0;
		if (isResumable && orphans.length > 0)
			throw new BrokenPromiseError("doubled", `${orphans[0]!.id} exists and was not resumed`);
		const unseen = this.unseenCreates + (this.mayHide ? this.repeatedCreates : 0);
		if (silent.length > 3 * unseen) {
			const { id, record } = silent[0]!;
			throw new BrokenPromiseError(
				"doubled",
				`${id} (${String(record.name)}) exists, is not in the state, and nobody said so`,
			);
		}

		this.checkUndeclared(real);
		const declared = this.resources.filter(({ version }) => version !== undefined);
		for (const resource of declared) {
			const stored = this.engine.state.filter(({ urn }) => urn === resource.urn);
			if (stored.length !== 1)
				throw new BrokenPromiseError("not converged", `${resource.name} is ${stored.length} times in the state`);
			const ids = this.idsOf(stored[0]!);
			if (ids.length !== resource.kind.objects)
				throw new BrokenPromiseError("lost", `${resource.name} has ${ids.length} of ${resource.kind.objects} objects`);
			const object = real.find(({ id }) => id === ids[0])!;
			const differences = findDifferences(resource.declare().inputs, object);
			if (differences.length > 0)
				throw new BrokenPromiseError("not converged", `${resource.name}: ${differences.join("; ")}`);
			if (JSON.stringify(object.record).includes(".open"))
				throw new BrokenPromiseError("not converged", `the marker of ${resource.name} is still open`);
		}
	}

	/** What somebody else did to what no program declares stays: a tag of theirs; a mount, as long as the notebook runs. */
	private checkUndeclared(real: readonly RealObject[]): void {
		const requests = this.cloud.admin.requests();
		for (const { act, id, at, status } of this.cloud.admin.acts()) {
			const record = real.find((object) => object.id === id)?.record;
			if (record === undefined || status >= 300) continue;
			const has = (list: unknown, word: string) => JSON.stringify(list ?? []).includes(word);
			if (act === "retag" && !has(record.tags, "theirs"))
				throw new BrokenPromiseError("taken", `the tag of the second actor on ${id} is gone`);
			const wasStopped = requests.some((request) => request.at >= at && request.path.includes(`${id}/stop`));
			if (act === "mount" && !wasStopped && !has(record.data_volumes, "theirs"))
				throw new BrokenPromiseError("taken", `the mount of the second actor on ${id} is gone`);
		}
	}

	/** Objects that the second actor has made. */
	theirs(): Set<string> {
		return new Set(this.cloud.admin.acts().flatMap(({ created }) => created));
	}

	private stateIds(): string[] {
		return this.engine.state.filter((stored) => !stored.isPendingReplacement).flatMap((stored) => this.idsOf(stored));
	}

	private idsOf({ id, outputs }: { id: string; outputs: Record<string, unknown> }): string[] {
		const ids = outputs.imageIds as string[] | undefined;
		return ids && ids.length > 0 ? ids : id.split(",");
	}
}
