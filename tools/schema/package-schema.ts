import { kindNames, kinds } from "../../provider/resources";
import { findKinds } from "../docs/kinds";
import { findLookupFiles } from "../docs/lookup-files";
import { readLookup, readProperties } from "../docs/properties";
import type { PackageSchema } from "./document";
import { addExamples } from "./examples/add-examples";
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

/**
 * What the generators of each language need. Without `supportPack`, or `respectSchemaVersion` before there was that, an
 * SDK has no version. A TypeScript program has the classes of this npm package, so that is what generated code imports.
 */
const language = {
	csharp: { namespaces: { modelarts: "ModelArts" }, respectSchemaVersion: true },
	go: {
		generateResourceContainerTypes: true,
		importBasePath: "pulumi-modelarts/sdk/go/modelarts",
		respectSchemaVersion: true,
	},
	nodejs: { packageName: "pulumi-modelarts/native", respectSchemaVersion: true },
	python: {
		inputTypes: "classes-and-dicts",
		packageName: "pulumi_modelarts",
		pyproject: { enabled: true },
		respectSchemaVersion: true,
	},
};

/** The schema of the Pulumi package `modelarts`: every kind and look-up of the registries, and the settings of the provider. */
export function makePackageSchema({ version, description, license }: Manifest): PackageSchema {
	const all = findKinds();
	const types = new NamedTypes([...kindNames, "Provider"]);
	const documented = all.map((kind) => [kind, readProperties(kind, all)] as const);
	const resources = documented.map(([{ name, definition }, texts]) => {
		const { token } = kinds[name];
		return [toToken(name), toResourceSchema(definition, texts, token, types)] as const;
	});
	const functions = findLookupFiles().map((file) => {
		const { lookup } = file;
		return [toToken(lookup.name), toFunctionSchema(lookup, readLookup(file, all), types)] as const;
	});
	const schema: PackageSchema = {
		name: "modelarts",
		version,
		displayName: "ModelArts",
		description,
		keywords: ["pulumi", "modelarts", "huaweicloud", "opentelekomcloud", "category/cloud", "kind/native"],
		license,
		meta: { supportPack: true },
		config: { variables: toConfigVariables(types) },
		provider: {
			description: "A provider with settings of its own: another region, project or account in the same program.",
			inputProperties: toProviderInputs(types),
		},
		resources: Object.fromEntries(resources),
		functions: Object.fromEntries(functions),
		types: types.list(),
		language,
	};
	return addExamples(schema, new Map(documented.map(([{ name }, { example }]) => [name, example])));
}

/** As it is committed: settings are read from the namespace of the package there. */
export function writePackageSchema(schema: PackageSchema): string {
	return JSON.stringify(schema, undefined, "\t").replaceAll("`huaweicloud:", "`modelarts:");
}
