import type { EnumType, ObjectType, PackageSchema, TypeSpec } from "../document";

/** The type of ours that a value has, with its name; `undefined` for a word of the schema, such as a map. */
export function findType(
	{ $ref = "" }: TypeSpec,
	{ types }: PackageSchema,
): { readonly name: string; readonly type: ObjectType | EnumType } | undefined {
	const type = types[$ref.replace("#/types/", "")];
	return type && { name: $ref.split(":").at(-1) ?? "", type };
}
