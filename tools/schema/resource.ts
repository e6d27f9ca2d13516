import type { Definition } from "../../provider/definition/definition";
import type { Fields } from "../../provider/definition/fields";
import type { DocumentedKind, DocumentedProperty } from "../docs/properties";
import type { ResourceSchema } from "./document";
import type { NamedTypes } from "./named-types";
import { listRequired, toProperties } from "./properties";

/**
 * A resource of the package schema, from its definition and what stands above each field in it.
 *
 * Which changes replace it is `willReplaceOnChanges`, which documents what the provider's own diff finds. With
 * `replaceOnChanges` the engine would decide, and replace for another spelling of the same value.
 *
 * @param alias its type in the dynamic provider: an SDK adopts the state of that
 */
export function toResourceSchema(
	definition: Definition,
	documented: DocumentedKind,
	alias: string,
	types: NamedTypes,
): ResourceSchema {
	const { name, inputs, outputs, generate, secretOutputs } = definition;
	const generated = Object.keys(generate("a:b:c#0123456789abcdef0123-0123456"));
	const own = { types, secret: secretOutputs };
	const describeInput = describeBy(documented.inputs);
	const describeOutput = describeBy(documented.outputs);
	const inputProperties = toProperties(
		inputs,
		{ names: [name], prefix: "", inherited: "replace" },
		{ ...own, describe: describeInput },
	);
	const given: Fields = Object.fromEntries(Object.entries(inputs).filter(([input]) => !(input in outputs)));
	return {
		description: documented.text,
		inputProperties,
		requiredInputs: listRequired(inputs),
		properties: {
			...Object.fromEntries(Object.entries(inputProperties).filter(([input]) => input in given)),
			...toProperties(outputs, { names: [name], prefix: "" }, { ...own, describe: describeOutput }),
		},
		required: [
			...Object.keys(given).filter((input) => generated.includes(input) || !given[input]?.optional),
			...listRequired(outputs),
		],
		aliases: [{ type: alias }],
	};
}

/** The comment above each field with its default; of a field of several sources, what it is for each. */
export function describeBy(properties: readonly DocumentedProperty[]): (path: string) => string | undefined {
	return (path) => {
		const all = properties.filter((property) => property.path === path);
		const texts = [...new Set(all.map(writeText))];
		// Within an object the object has said it.
		const isNamed = !path.includes(".") && (texts.length > 1 || all.length === 1);
		return (isNamed ? all.map((one) => `${writeSource(one)}${writeText(one)}`) : texts).join("\n\n") || undefined;
	};
}

function writeText({ text, standard }: DocumentedProperty): string {
	return [text, standard !== undefined && `Default: ${standard}.`].filter(Boolean).join("\n\n");
}

/** `From a file in OBS: `; nothing where the field is one of every source. */
function writeSource({ owner, ownerText }: DocumentedProperty): string {
	return owner === "" ? "" : `${ownerText.replace(/[.:].*$/s, "")}: `;
}
