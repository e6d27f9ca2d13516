import { environmentNames } from "../../provider/services/config/configuration-keys";
import { SECRETS } from "../../provider/pulumi/secret-settings";
import { type DocumentedSetting, readSettings } from "../docs/settings";
import type { Properties, Property, TypeSpec } from "./document";
import type { NamedTypes } from "./named-types";

/** The settings as variables of the configuration, with the environment variables that stand for them. */
export function toConfigVariables(types: NamedTypes): Properties {
	return mapSettings((name, setting) => {
		const environment: readonly string[] = environmentNames[name];
		return { ...toProperty(name, setting, types), ...(environment.length > 0 && { defaultInfo: { environment } }) };
	});
}

/**
 * The settings as arguments of an explicit provider. An SDK would fill in `defaultInfo` in the program, and the provider
 * take what is in the environment for the program's own word, which must not be mixed with other sources.
 */
export function toProviderInputs(types: NamedTypes): Properties {
	return mapSettings((name, setting) => toProperty(name, setting, types));
}

type Name = keyof typeof environmentNames;

function mapSettings(map: (name: Name, setting: DocumentedSetting) => Property): Properties {
	const documented = readSettings();
	return Object.fromEntries(
		(Object.keys(environmentNames) as Name[]).map((name) => {
			const setting = documented.get(name);
			if (!setting) throw new Error(`ProviderArgs has no ${name}.`);
			return [name, map(name, setting)] as const;
		}),
	);
}

function toProperty(name: string, { text, standard, type, parts }: DocumentedSetting, types: NamedTypes): Property {
	const own: TypeSpec =
		parts.length > 0
			? {
					$ref: types.add(["Provider", name], {
						type: "object",
						properties: Object.fromEntries(parts.map((part) => [part, { type: "string" } as const])),
						required: [],
					}),
				}
			: toType(type);
	return {
		...own,
		description: [text, standard && `Default: ${standard}.`].filter(Boolean).join("\n\n"),
		...(SECRETS.includes(name) && { secret: true }),
	};
}

/** As it is written at `ProviderArgs`; a duration is text, which a number is as well. */
function toType(written: string): TypeSpec {
	switch (written) {
		case "string":
		case "number | string":
			return { type: "string" };
		case "boolean":
		case "number":
			return { type: written };
		case "Record<string, pulumi.Input<string>>":
			return { type: "object", additionalProperties: { type: "string" } };
		default:
			throw new Error(`The package schema has no type for ${written}.`);
	}
}
