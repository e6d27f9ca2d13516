import type { Existing, HiddenOutputs } from "./contract";

/** What work on an object is for. */
export type Stage = NonNullable<HiddenOutputs["unfinished"]>;

/**
 * Which inputs work on an existing object brings about in place.
 *
 * - A create, also one that an update resumes: all of them.
 * - An update: those that differ between the old inputs and the new ones. What differs in the cloud alone is a refresh's
 *   business: somebody set it there, and the preview did not say that it would be set back.
 * - An update after one that was interrupted: also those that the earlier one had begun to send, as nobody knows how far
 *   it came. They are pending in the state (`unfinishedInputs`), and compared with the cloud as a whole.
 */
export class UpdatePlan<Inputs extends object, Name extends keyof Inputs & string> {
	/** What this work has begun to send. */
	private readonly begun = new Set<Name>();

	constructor(
		readonly stage: Stage,
		/** The inputs as they were: what else may be there by us. */
		readonly before: Inputs,
		private readonly changed: ReadonlySet<Name>,
		private readonly pending: ReadonlySet<Name>,
		/** Nothing is known of how far an earlier run came: a create, or an update by a version that did not write it down. */
		readonly isWhole: boolean,
	) {}

	/** Whether an input is to be brought about. */
	isDue(name: Name): boolean {
		return this.changed.has(name) || this.pending.has(name);
	}

	/** Whether the program declares another value than before. */
	isChanged(name: Name): boolean {
		return this.changed.has(name);
	}

	/** Whether any part of an input may be as an interrupted run left it, and not as the old inputs say. */
	isPending(name: Name): boolean {
		return this.pending.has(name);
	}

	/** Of these inputs, those that are due are about to be sent: from now on only the cloud knows which value they have. */
	begin(names: Iterable<Name>): void {
		for (const name of names) if (this.isDue(name)) this.begun.add(name);
	}

	/** An input that does not differ is about to be changed by what is done for another one. */
	disturb(name: Name): void {
		this.begun.add(name);
	}

	/** Whether anything was sent. */
	get hasBegun(): boolean {
		return this.begun.size > 0;
	}

	/** Whether it is left to the next run to compare an input with the cloud. */
	leaves(name: Name): boolean {
		return this.begun.has(name) || this.pending.has(name);
	}

	/** What the state says of work that did not come to its end. */
	describeUnfinished(): Pick<HiddenOutputs, "unfinished" | "unfinishedInputs"> {
		const left = [...new Set([...this.pending, ...this.begun])].sort();
		return { unfinished: this.stage, unfinishedInputs: this.isWhole ? undefined : left };
	}
}

/** The work of a create: everything is declared for the first time, and what is there need not be as declared. */
export function planCreate<Inputs extends object, Name extends keyof Inputs & string>(
	inputs: Inputs,
	names: readonly Name[],
): UpdatePlan<Inputs, Name> {
	return new UpdatePlan("create", inputs, new Set(names), new Set(names), true);
}

/**
 * The work of an update.
 *
 * @param names all inputs that can be changed in place
 * @param changed those that differ between the old inputs and the new ones
 */
export function planUpdate<Inputs extends object, Name extends keyof Inputs & string>(
	{ inputs, outputs }: Existing<Inputs, Inputs & HiddenOutputs>,
	names: readonly Name[],
	changed: readonly Name[],
): UpdatePlan<Inputs, Name> {
	const { unfinished, unfinishedInputs } = outputs;
	const isWhole = unfinished === "create" || (unfinished === "update" && !Array.isArray(unfinishedInputs));
	const pending = isWhole ? names : names.filter((name) => unfinished && unfinishedInputs?.includes(name));
	return new UpdatePlan(unfinished ?? "update", inputs, new Set(changed), new Set(pending), isWhole);
}

/** What stays unfinished when the object was read and is at rest: what an interrupted update sent and the answer hides. */
export function keepUnread(
	{ unfinished, unfinishedInputs }: HiddenOutputs,
	unread: readonly string[],
): Pick<HiddenOutputs, "unfinished" | "unfinishedInputs"> {
	const left = Array.isArray(unfinishedInputs) ? unfinishedInputs.filter((name) => unread.includes(name)) : [];
	return unfinished !== undefined && left.length > 0 ? { unfinished, unfinishedInputs: left } : {};
}

/**
 * What stays unfinished when the object was read with its unfinished marker. What the state says is finished gets its
 * description back by the next update: until then another create of these coordinates would take it for its beginning.
 */
export function keepMarked({
	unfinished,
	unfinishedInputs,
}: HiddenOutputs): Pick<HiddenOutputs, "unfinished" | "unfinishedInputs"> {
	if (unfinished === undefined) return { unfinished: "update", unfinishedInputs: ["description"] };
	const isListed = unfinished === "update" && Array.isArray(unfinishedInputs);
	return {
		unfinished,
		unfinishedInputs: isListed ? [...new Set([...unfinishedInputs, "description"])] : unfinishedInputs,
	};
}
