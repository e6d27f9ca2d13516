import { type CloudObject, takePart } from "./inventory";
import { groupBy } from "./group-by";
import type { Duplicate } from "./classify-orphan";
import type { OtherStack } from "./other-stacks";
import type { Marked } from "./find-marker";
import { formatStackName, type StackName } from "./match-owner";
import { listIdentities, listIds, type StackState, type StoredResource } from "./stack-state";

/** The stack whose state has an object, among all states that could be read. */
export interface Holder {
	/** Another stack, as the CLI names it. */
	readonly stack?: string;

	/** The stack itself, in a newer state than the given one. */
	readonly isPresent?: boolean;
}

export interface Holders {
	/** Splits an object into the parts that different stacks have. */
	split(object: CloudObject): CloudObject[];

	/** Finds the stack that has an object in its state, or has a pending create of it. */
	find(id: string, identity: string | undefined): Holder;

	/** Finds a resource with the same marker and another object. */
	findDuplicate(object: CloudObject, marked: Marked): Duplicate | undefined;
}

/** @param isFromFile the given state is a file: the stack's own current one is among those of the backend */
export function findHolders(
	own: StackState,
	others: readonly OtherStack[],
	stack: StackName,
	isFromFile: boolean,
): Holders {
	const ids = new Map<string, OtherStack>();
	const creating = new Map<string, OtherStack>();
	const resources = new Map<string, { readonly resource: StoredResource; readonly label?: string }>();
	for (const other of others) {
		for (const id of other.state.resources.flatMap(listIds)) ids.set(id, other);
		for (const identity of other.state.pending.flatMap(listIdentities)) creating.set(identity, other);
		for (const resource of other.state.resources) record(resource, other.label);
	}
	for (const resource of own.resources) record(resource);
	for (const identity of own.pending.flatMap(listIdentities)) creating.delete(identity);

	function record(resource: StoredResource, label?: string): void {
		for (const identity of listIdentities(resource)) resources.set(identity, { resource, label });
	}

	function isPresent({ project = "", stack: name }: OtherStack): boolean {
		return isFromFile && formatStackName({ project, stack: name }) === formatStackName(stack);
	}

	return {
		split(object) {
			const all = object.id.split(",");
			const parts = groupBy(all, (id) => ids.get(id));
			return [...parts.values()].map((part) => takePart(object, part));
		},

		find(id, identity) {
			const first = id.split(",")[0] ?? "";
			const other = ids.get(first) ?? creating.get(identity ?? "");
			if (!other) return {};
			return isPresent(other) ? { isPresent: true } : { stack: other.label };
		},

		findDuplicate(object, { name, owner }) {
			const part = object.id
				.split(",")
				.map((id) => ids.get(id))
				.find((other) => other !== undefined);
			if (part) return { name, stack: part.label };
			const same = resources.get(owner?.identity ?? "");
			if (!same) return undefined;
			const { resource, label } = same;
			return { name: resource.urn.name, stack: label, isUnfinished: resource.outputs.unfinished !== undefined };
		},
	};
}
