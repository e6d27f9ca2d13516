import { isDeepStrictEqual } from "node:util";
import type { Context, Properties } from "../lifecycle/contract";
import { declareInputs, toPlain } from "../declare-inputs";
import type { Kind } from "../resources";
import type { Owner } from "./match-owner";
import { UsageError } from "./exit-codes";
import { omitSecrets, readSealed, seal } from "./sealed-secrets";

/** An object of the cloud, ready for an import. */
export interface Import {
	readonly kind: Kind;
	readonly id: string;

	/** The logical name. */
	readonly name: string;

	/** URNs. */
	readonly parent?: string;
	readonly provider?: string;

	readonly inputs: Properties;
	readonly outputs: Properties;

	/** The inputs that a program has to declare for a preview without changes: without defaults. */
	readonly declared: Properties;

	/** Paths of further inputs that the program has to declare: they are secret. */
	readonly secrets: readonly string[];

	/** Its create was interrupted: the next `up` resumes it. */
	readonly isUnfinished: boolean;
}

export interface ImportOptions {
	/** Region and project as inputs, where they differ from the settings. */
	readonly otherLocation: Properties;

	/** The value of its tag `pulumi`: it shows inputs that the service does not return. */
	readonly marker?: string;

	/** A run of this stack created it and may not have completed: the next `up` resumes any unfinished step. */
	readonly isPending: boolean;
}

/** Reads an object for an import; changes nothing. */
export async function readImport(
	kind: Kind,
	id: string,
	owner: Owner,
	{ otherLocation, marker, isPending }: ImportOptions,
	context: Context,
): Promise<Import> {
	const { name, identity, parent, pending } = owner;
	const sealed = readSealed(owner);
	const known = pending && sealed.paths.length === 0 ? withoutHidden(pending.inputs) : undefined;
	const given = known ?? { ...(await declareInputs(kind, id, identity, context, marker)), ...otherLocation };
	const checked = kind.handler.check({ identity }, { ...given, identity }, { readDefaults: () => ({}) }).inputs;
	const outputs = isPending ? { unfinished: "create" } : {};
	const read = await kind.handler.read({ id, inputs: checked, outputs }, context);
	if (!read) throw new UsageError(`There is no ${kind.name} ${id} in ${context.services.region}.`);

	const inputs = toPlain(read.inputs);
	return {
		...seal(kind.handler, { inputs, outputs: toPlain(read.outputs) }, sealed),
		kind,
		id: read.id ?? id,
		name,
		parent,
		provider: pending?.provider,
		declared: omitSecrets(dropDefaults(kind, identity, inputs), sealed),
		secrets: sealed.paths,
		isUnfinished: read.outputs.unfinished !== undefined,
	};
}

function withoutHidden({ __provider, secretInputs, ...inputs }: Properties): Properties {
	return inputs;
}

/** In the order of the documentation. */
function dropDefaults(kind: Kind, identity: string, inputs: Properties): Properties {
	const defaults = toPlain(kind.handler.check({ identity }, { identity }, { readDefaults: () => ({}) }).inputs);
	const hidden = ["identity", "timeouts", "adopt"];
	const kept = kind.handler.inputNames.filter(
		(name) => !hidden.includes(name) && name in inputs && !isDeepStrictEqual(inputs[name], defaults[name]),
	);
	return Object.fromEntries(kept.map((name) => [name, inputs[name]]));
}

/** The file for `pulumi import --file`: with inputs and outputs, the CLI calls no provider. */
export function formatImportFile(imports: readonly Import[]): string {
	const table = new Map<string, string>();
	const nameOf = (urn: string | undefined) => {
		if (urn === undefined) return undefined;
		const name = table.get(urn) ?? `urn${table.size + 1}`;
		table.set(urn, name);
		return name;
	};
	const resources = imports.map(({ kind, id, name, parent, provider, inputs, outputs }) => ({
		type: kind.token,
		name,
		id,
		parent: nameOf(parent),
		provider: nameOf(provider),
		inputs: { ...inputs, __provider: kind.provider },
		outputs: { ...outputs, __provider: kind.provider },
	}));
	const nameTable = Object.fromEntries([...table].map(([urn, name]) => [name, urn]));
	return `${JSON.stringify({ nameTable, resources }, undefined, 2)}\n`;
}
