import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { composeIdentity, individualize } from "../lifecycle/create-safety/resource-identity";
import { splitPath } from "../resources/registered-image/swr-path";
import type { Context } from "../lifecycle/contract";
import { openContext } from "./context";
import { declareInputs } from "../declare-inputs";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { readMarker } from "./find-marker";
import { type Import, readImport, formatImportFile } from "./import-entry";
import { explainImport, importCommand } from "./import-steps";
import { type Kind, kindNames, kinds } from "../resources";
import { formatProgram } from "./program-text";
import { findStackName, openServices, type StackOptions } from "./read-state";
import type { Output } from "./terminal";

export interface ImportFileOptions extends StackOptions {
	/** Path of the file. */
	readonly output: string;

	/** Instead of a file: a program with the input `adopt`. */
	readonly adopt?: boolean;
	readonly region?: string;
	readonly projectId?: string;
	readonly json?: boolean;
}

/** An object to import, as the user names it. */
export interface ImportTarget {
	readonly kind: Kind;
	readonly id: string;
	readonly name?: string;
}

/** `Notebook:<id>` or `Notebook:<id>=<logical name>`. */
export function parseTarget(text: string): ImportTarget {
	const [, kindName = "", id = "", name] = /^([A-Za-z]+):([^=]+)(?:=(.+))?$/.exec(text) ?? [];
	const known = kindNames.find((one) => one.toLowerCase() === kindName.toLowerCase());
	if (known && id !== "") return { kind: kinds[known], id, name };
	throw new UsageError(
		`"${text}" is not <kind>:<id> or <kind>:<id>=<logical name>, with one of the kinds ${kindNames.join(", ")}.`,
	);
}

/** Writes an import file, or a program that adopts existing objects; changes none of them. */
export async function runImportFile(
	objects: readonly string[],
	options: ImportFileOptions,
	output: Output,
): Promise<ExitCode> {
	const targets = objects.map(parseTarget);
	const stack = await findStackName(options, { resources: [], pending: [] });
	if (!stack) throw new UsageError("No stack is selected here: pass --project and --stack.");

	const registry = await openServices(options, output);
	const { region, projectId } = options;
	const otherLocation = { ...(region && { region }), ...(projectId && { projectId }) };
	const services = await registry.for(otherLocation);

	const imports: Import[] = [];
	const usedNames = new Set<string>();
	for (const { kind, id, name } of targets) {
		const context = openContext(services, kind.handler.timeouts.read, output);
		const logical = name ?? (await nameAfter(kind, id, context));
		const key = `${kind.name} ${logical}`;
		if (usedNames.has(key))
			throw new UsageError(`Two objects would have the name ${key}: pass names, ${kind.name}:${id}=<name>.`);
		usedNames.add(key);
		const coordinates = composeIdentity({ ...stack, types: [kind.token], name: logical });
		const identity = (await readOwnMarker(kind, id, coordinates, context)) ?? individualize(coordinates);
		const owner = { token: kind.token, name: logical, identity };
		imports.push(await readImport(kind, id, owner, { otherLocation, isPending: false }, context));
	}

	const program = formatProgram(imports, options.adopt);
	if (!options.adopt) writeFileSync(resolve(options.output), formatImportFile(imports));
	if (options.json) {
		const file = options.adopt ? {} : { file: options.output, command: importCommand(options.output, options.stack) };
		const resources = imports.map(({ kind, id, name, inputs }) => ({ kind: kind.name, id, name, inputs }));
		output.print(JSON.stringify({ ...stack, ...file, resources, program }, undefined, 2));
	} else output.print(options.adopt ? program : explainImport(imports, options.output, options.stack));
	return exitCodes.ok;
}

/** The identity in the object's marker, if the marker is of this resource. */
async function readOwnMarker(
	kind: Kind,
	id: string,
	coordinates: string,
	context: Context,
): Promise<string | undefined> {
	const [first = ""] = id.split(",");
	const inventory = kind.loadInventory();
	const marker = await inventory.readMarker(first, context);
	return readMarker({ [inventory.markerIn]: marker }, coordinates)?.identity;
}

/** The object's own name; of an image in SWR the name part of its path. */
async function nameAfter(kind: Kind, id: string, context: Context): Promise<string> {
	const identity = composeIdentity({ project: "", stack: "", types: [kind.token], name: id });
	const { name, swrPath } = await declareInputs(kind, id, identity, context);
	if (typeof name === "string" && name !== "") return name;
	return typeof swrPath === "string" ? splitPath(swrPath).name.replaceAll("/", "-") : id;
}
