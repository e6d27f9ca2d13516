#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, CommanderError } from "commander";
import type { DoctorOptions } from "./doctor";
import { parseAge } from "./duration";
import { type ExitCode, exitCodes, UsageError } from "./exit-codes";
import { ImportError } from "../declare-inputs";
import type { ImportFileOptions } from "./import-file";
import type { OrphansOptions } from "./orphans";
import { terminal } from "./terminal";

let exitCode: ExitCode = exitCodes.ok;

const program = new Command("pulumi-modelarts")
	.description("Diagnoses settings, and finds, imports and deletes orphaned objects of a Pulumi stack.")
	.version(readVersion())
	.exitOverride();

/** Adds a command with the options of all commands. */
function addCommand(name: string, description: string): Command {
	return program
		.command(name)
		.description(description)
		.option("--json", "the result as one JSON document")
		.option("--cwd <folder>", "the folder of the Pulumi project", (folder) => resolve(folder), process.cwd())
		.option("--stack <name>", "the stack (default: the selected one)")
		.option("--no-config", "settings from the environment alone; the stack's config is not read");
}

addCommand("doctor", "Checks credentials, region, project, clock and services.").action(
	async (options: DoctorOptions) => {
		const { runDoctor } = await import("./doctor.js");
		exitCode = await runDoctor(options, terminal);
	},
);

addCommand("orphans", "Lists objects with the stack's ownership marker that are not in its state.")
	.option("--state <file>", "what `pulumi stack export` wrote; -: standard input (default: it is run)")
	.option("--project <name>", "the project's name, where the state is empty and there is no Pulumi.yaml")
	.option("--name <logical name>", "a name that a cloud image may have had in the program; repeatable", collect, [])
	.option(
		"--older-than <duration>",
		"only objects of at least this age: 45m, 2h, 7d (default: 0s; with --delete longer than any timeout)",
		parseAge,
	)
	.option("--import-file <path>", "write a file for `pulumi import --file`")
	.option("--delete", "delete the objects that certainly belong to this stack, disks included; asks first")
	.option("--id <id>", "import or delete only this object, even if it may be another stack's; repeatable", collect, [])
	.option("--yes", "do not ask")
	.action(async (options: OrphansOptions) => {
		const { runOrphans } = await import("./orphans.js");
		exitCode = await runOrphans(options, terminal);
	});

addCommand("import-file", "Writes a file that imports existing objects into the stack, and the program for them.")
	.argument("<kind:id[=name]...>", "the objects, such as Notebook:7f3c…=lab")
	.option("--output <path>", "path of the file", "import.json")
	.option("--adopt", "no file, but a program that adopts the objects with the next `up`")
	.option("--project <name>", "the project's name, where there is no Pulumi.yaml")
	.option("--region <name>", "their region, if not that of the settings")
	.option("--project-id <id>", "their project, if not that of the settings")
	.action(async (objects: string[], options: ImportFileOptions) => {
		const { runImportFile } = await import("./import-file.js");
		exitCode = await runImportFile(objects, options, terminal);
	});

function readVersion(): string {
	const manifest = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
	return (JSON.parse(manifest) as { version: string }).version;
}

function collect(text: string, before: readonly string[]): readonly string[] {
	return [...before, text];
}

async function main(): Promise<ExitCode> {
	try {
		await program.parseAsync();
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
		const message = error instanceof Error ? error.message : String(error);
		terminal.tell(message);
		if (process.argv.includes("--json")) terminal.print(JSON.stringify({ error: message }, undefined, 2));
		return error instanceof UsageError || error instanceof ImportError ? exitCodes.usage : exitCodes.failed;
	}
}

void main().then((code) => {
	process.exitCode = code;
});
