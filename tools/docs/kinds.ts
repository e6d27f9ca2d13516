import { join } from "node:path";
import type { Definition } from "../../provider/definition/definition";
import type { Properties, ValidationError } from "../../provider/lifecycle/contract";
import { type Kind as Registered, type KindName, kinds } from "../../provider/resources";

export const repository = join(__dirname, "..", "..");

/** A kind of resource as its pages need it. */
export interface Kind {
	/** `NotebookInstance`. */
	readonly name: KindName;
	/** `notebook-instance`. */
	readonly folder: string;
	/** `modelarts:NotebookInstance`. */
	readonly type: string;
	readonly definition: Definition;
	/** The files with the definition and its types, and with the class. */
	readonly files: { readonly definition: string; readonly class: string };
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
	const folder = toFolder(name);
	const fileOf = (file: string) => join(repository, "provider", "resources", folder, file);
	const hidden = { identity: "docs:docs:name:0123456789abcdef0123" };
	return {
		name,
		folder,
		type: `${definition.module}:${name}`,
		definition,
		files: { definition: fileOf("definition.ts"), class: fileOf("resource.ts") },
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
