import { join } from "node:path";
import type { Definition } from "../../provider/definition/definition";
import type { Properties, ValidationError } from "../../provider/lifecycle/contract";
import { kinds, type Kind as Registered } from "../../provider/resources";

export const repository = join(__dirname, "..", "..");
export const resources = join(repository, "provider", "resources");

/** A kind of resource as its pages need it. */
export interface Kind {
	/** `NotebookInstance`. */
	readonly name: string;
	/** `notebook-instance`. */
	readonly folder: string;
	/** `modelarts:NotebookInstance`. */
	readonly type: string;
	readonly definition: Definition;
	/** What a change of each input costs. */
	readonly changes: Readonly<Record<string, string>>;
	/** The validation errors of inputs of a new object. */
	check(inputs: Properties): readonly ValidationError[];
}

/** All kinds of the registry, by name. */
export function findKinds(): Kind[] {
	return Object.values(kinds)
		.map(describeKind)
		.sort((left, right) => left.name.localeCompare(right.name, "en"));
}

function describeKind({ name, definition, handler }: Registered): Kind {
	const hidden = { identity: "docs:docs:name:0123456789abcdef0123" };
	return {
		name,
		folder: toFolder(name),
		type: `${definition.module}:${name}`,
		definition,
		changes: listPolicies(definition),
		check: (inputs) =>
			handler.check(undefined, { ...hidden, ...inputs }, { readDefaults: () => ({ tags: {} }) }).validationErrors,
	};
}

/** The name of a kind's folder in `provider/resources/`. */
export function toFolder(name: string): string {
	return name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** What a change of each input does; `system` where that depends on other inputs. */
export function listPolicies({ inputs }: Pick<Definition, "inputs">): Record<string, string> {
	const own = Object.entries(inputs).map(([name, { onChange = "replace" }]) => {
		const policy = typeof onChange === "function" ? "system" : onChange;
		return [name, policy === "ignore" ? "nothing" : policy] as const;
	});
	return { ...Object.fromEntries(own), identity: "nothing", timeouts: "nothing" };
}
