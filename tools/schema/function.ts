import type { Lookup } from "../../provider/lookups/lookup";
import type { DocumentedLookup } from "../docs/properties";
import type { FunctionSchema } from "./document";
import type { NamedTypes } from "./named-types";
import { listRequired, toProperties } from "./properties";
import { describeBy } from "./resource";

/** A function of the package schema, from a look-up and what stands above each field in it. */
export function toFunctionSchema(
	{ name, args, result }: Lookup,
	documented: DocumentedLookup,
	types: NamedTypes,
): FunctionSchema {
	// Their types are apart from those of resources: `GetNotebooksNotebook`.
	const place = { names: [name], prefix: "" };
	return {
		description: documented.text,
		inputs: { properties: toProperties(args, place, { types, describe: describeBy(documented.args) }) },
		outputs: {
			properties: toProperties(result, place, { types, describe: describeBy(documented.result) }),
			required: listRequired(result),
		},
	};
}
