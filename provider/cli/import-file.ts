import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { composeIdentity, individualize } from "../lifecycle/create-safety/resource-identity";
import { splitPath } from "../resources/registered-image/swr-path";
import type { Context } from "../lifecycle/contract";
import { openContext } from "./context";
import { declareInputs } from "./declare-inputs";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { readMark } from "./find-marker";
import { type Import, readImport, writeImportFile } from "./import-entry";
import { explainImport, importCommand } from "./import-steps";
import { type Kind, kindNames, kinds } from "./kinds";
import { lookAtMark } from "./read-markers";
import { writeProgram } from "./program-text";
import { findStackName, openClouds, type StackOptions } from "./read-state";
import type { Output } from "./terminal";

export interface ImportFileOptions extends StackOptions {
	/** Where the file goes. */
	readonly output: string;

	/** No file: a program that takes the objects over with the input `adopt`. */
	readonly adopt?: boolean;
	readonly region?: string;
	readonly projectId?: string;
	readonly json?: boolean;
}

/** An object that the user names. */
export interface Wanted {
	readonly kind: Kind;
	readonly id: string;
	readonly name?: string;
}

/** `Notebook:<id>` or `Notebook:<id>=<logical name>`. */
export function parseWanted(text: string): Wanted {
	const [, kindName = "", id = "", name] = /^([A-Za-z]+):([^=]+)(?:=(.+))?$/.exec(text) ?? [];
	const known = kindNames.find((one) => one.toLowerCase() === kindName.toLowerCase());
	if (known && id !== "") return { kind: kinds[known], id, name };
	throw new UsageError(
		`"${text}" is not <kind>:<id> or <kind>:<id>=<logical name>, with one of the kinds ${kindNames.join(", ")}.`,
	);
}

/** Writes what takes objects that exist already into a stack; touches none of them. */
export async function runImportFile(
	objects: readonly string[],
	options: ImportFileOptions,
	output: Output,
): Promise<ExitCode> {
	const desired = objects.map(parseWanted);
	const stack = await findStackName(options, { resources: [], pending: [] });
	if (!stack) throw new UsageError("Which stack? There is none selected here: say --project and --stack.");

	const clouds = await openClouds(options, output);
	const { region, projectId } = options;
	const elsewhere = { ...(region && { region }), ...(projectId && { projectId }) };
	const cloud = await clouds.for(elsewhere);

	const imports: Import[] = [];
	const taken = new Set<string>();
	for (const { kind, id, name } of desired) {
		const context = openContext(cloud, kind.handler.timeouts.read, output);
		const logical = name ?? (await nameAfter(kind, id, context));
		const key = `${kind.name} ${logical}`;
		if (taken.has(key))
			throw new UsageError(`Two objects would be called ${key}: give names, ${kind.name}:${id}=<name>.`);
		taken.add(key);
		const coordinates = composeIdentity({ ...stack, types: [kind.token], name: logical });
		const identity = (await readOwnMark(kind, id, coordinates, context)) ?? individualize(coordinates);
		const owner = { token: kind.token, name: logical, identity };
		imports.push(await readImport(kind, id, owner, { elsewhere, isBegun: false }, context));
	}

	const program = writeProgram(imports, options.adopt);
	if (!options.adopt) writeFileSync(resolve(options.output), writeImportFile(imports));
	if (options.json) {
		const file = options.adopt ? {} : { file: options.output, command: importCommand(options.output, options.stack) };
		const resources = imports.map(({ kind, id, name, inputs }) => ({ kind: kind.name, id, name, inputs }));
		output.print(JSON.stringify({ ...stack, ...file, resources, program }, undefined, 2));
	} else output.print(options.adopt ? program : explainImport(imports, options.output, options.stack));
	return exitCodes.fine;
}

/** The identity in the object's mark, if that is one of this resource. */
async function readOwnMark(kind: Kind, id: string, coordinates: string, context: Context): Promise<string | undefined> {
	const [first = ""] = id.split(",");
	const marker = await lookAtMark(kind.name, first, context);
	return readMark(kind.name === "CloudImage" ? { tag: marker } : { description: marker }, coordinates)?.identity;
}

/** The object's own name; of an image in SWR the part that is its name. */
async function nameAfter(kind: Kind, id: string, context: Context): Promise<string> {
	const identity = composeIdentity({ project: "", stack: "", types: [kind.token], name: id });
	const { name, swrPath } = await declareInputs(kind, id, identity, context);
	if (typeof name === "string" && name !== "") return name;
	return typeof swrPath === "string" ? splitPath(swrPath).name.replaceAll("/", "-") : id;
}
