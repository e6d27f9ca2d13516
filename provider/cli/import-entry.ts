import { isDeepStrictEqual } from "node:util";
import type { Context, Properties } from "../lifecycle/contract";
import { declareInputs, toPlain } from "./declare-inputs";
import type { Kind } from "./kinds";
import type { Owner } from "./match-owner";
import { UsageError } from "./exit-codes";
import { omitSecrets, readSealed, seal } from "./sealed-secrets";

/** An object of the cloud, ready to be taken into a state. */
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

	/** What a program has to say for the next preview to be clean: the inputs without what is filled in by itself. */
	readonly declared: Properties;

	/** Paths of inputs that the program has to say besides: they are secret. */
	readonly secrets: readonly string[];

	/** A create was interrupted: the next `up` finishes it. */
	readonly isUnfinished: boolean;
}

export interface ImportOptions {
	/** Region and project as inputs, where these are not those of the settings. */
	readonly elsewhere: Properties;

	/** The value of its tag `pulumi`, which tells what of the inputs the service does not. */
	readonly marker?: string;

	/** A run of this stack made it, and may not have come to its end: whatever is open is left to the next `up`. */
	readonly isBegun: boolean;
}

/** Reads an object as an import needs it; changes nothing. */
export async function readImport(
	kind: Kind,
	id: string,
	owner: Owner,
	{ elsewhere, marker, isBegun }: ImportOptions,
	context: Context,
): Promise<Import> {
	const { name, identity, parent, pending } = owner;
	const sealed = readSealed(owner);
	const known = pending && sealed.paths.length === 0 ? withoutHidden(pending.inputs) : undefined;
	const given = known ?? { ...(await declareInputs(kind, id, identity, context, marker)), ...elsewhere };
	const checked = kind.handler.check({ identity }, { ...given, identity }, { readDefaults: () => ({}) }).inputs;
	const outputs = isBegun ? { unfinished: "create" } : {};
	const read = await kind.handler.read({ id, inputs: checked, outputs }, context);
	if (!read) throw new UsageError(`There is no ${kind.name} ${id} in ${context.cloud.region}.`);

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

/** The file that `pulumi import --file` takes: with inputs and outputs, it asks no provider. */
export function writeImportFile(imports: readonly Import[]): string {
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
