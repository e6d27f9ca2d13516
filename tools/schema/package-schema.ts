import { kindNames, kinds } from "../../provider/resources";
import { findKinds } from "../docs/kinds";
import { findLookupFiles } from "../docs/lookup-files";
import { readLookup, readProperties } from "../docs/properties";
import type { PackageSchema } from "./document";
import { toFunctionSchema } from "./function";
import { NamedTypes, toToken } from "./named-types";
import { toResourceSchema } from "./resource";
import { toConfigVariables, toProviderInputs } from "./settings";

/** What package.json says of the package. */
export interface Manifest {
	readonly version: string;
	readonly description: string;
	readonly license: string;
}

/** The schema of the Pulumi package `modelarts`: every kind and look-up of the registries, and the settings of the provider. */
export function makePackageSchema({ version, description, license }: Manifest): PackageSchema {
	const all = findKinds();
	const types = new NamedTypes([...kindNames, "Provider"]);
	const resources = all.map((kind) => {
		const { token } = kinds[kind.name];
		return [toToken(kind.name), toResourceSchema(kind.definition, readProperties(kind, all), token, types)] as const;
	});
	const functions = findLookupFiles().map((file) => {
		const { lookup } = file;
		return [toToken(lookup.name), toFunctionSchema(lookup, readLookup(file, all), types)] as const;
	});
	return {
		name: "modelarts",
		version,
		displayName: "ModelArts",
		description,
		keywords: ["pulumi", "modelarts", "huaweicloud", "opentelekomcloud", "category/cloud", "kind/native"],
		license,
		config: { variables: toConfigVariables(types) },
		provider: {
			description: "A provider with settings of its own: another region, project or account in the same program.",
			inputProperties: toProviderInputs(types),
		},
		resources: Object.fromEntries(resources),
		functions: Object.fromEntries(functions),
		types: types.list(),
		language: {
			csharp: { respectSchemaVersion: true },
			go: { respectSchemaVersion: true },
			nodejs: { respectSchemaVersion: true },
			python: { pyproject: { enabled: true }, respectSchemaVersion: true },
		},
	};
}

/** As it is committed: settings are read from the namespace of the package there. */
export function writePackageSchema(manifest: Manifest): string {
	return JSON.stringify(makePackageSchema(manifest), undefined, "\t").replaceAll("`huaweicloud:", "`modelarts:");
}
