import type { EnumType, ObjectType } from "./document";

/** The token of something in the package. */
export function toToken(name: string): string {
	return `modelarts:index:${name}`;
}

/**
 * The objects and enums of a package, each under a name of its own: one that stands within a property is silently ignored.
 *
 * A name is made of the whole path, so that another input never renames a type of a published SDK.
 */
export class NamedTypes {
	private readonly types = new Map<string, ObjectType | EnumType>();

	/** @param taken names that types of some languages would share with classes */
	constructor(private readonly taken: readonly string[]) {}

	/** A reference to a type, which is added; inputs and outputs may have the same one. */
	add(path: readonly string[], type: ObjectType | EnumType): string {
		const joined = path.map(toUpperFirst).join("");
		const name = this.taken.includes(joined) ? `${joined}Details` : joined;
		const known = this.types.get(name);
		if (known && JSON.stringify(known) !== JSON.stringify(type)) throw new Error(`Two types have the name ${name}.`);
		this.types.set(name, type);
		return `#/types/${toToken(name)}`;
	}

	list(): Readonly<Record<string, ObjectType | EnumType>> {
		const sorted = [...this.types].sort(([one], [other]) => (one < other ? -1 : 1));
		return Object.fromEntries(sorted.map(([name, type]) => [toToken(name), type]));
	}
}

function toUpperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
