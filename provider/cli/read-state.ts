import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { createServiceRegistry, type ServiceRegistry } from "../services/service-registry";
import { resolveConfiguration } from "../services/config/configuration";
import { UsageError } from "./exit-codes";
import type { StackName } from "./match-owner";
import { findProjectName } from "./project";
import { runPulumi } from "./pulumi-cli";
import { readStackConfig } from "./stack-config";
import type { StackState } from "./stack-state";
import type { Output } from "./terminal";

/** Options that select the stack and its settings. */
export interface StackOptions {
	/** The folder of the project. */
	readonly cwd: string;

	/** @default the selected stack */
	readonly stack?: string;

	/** The project's name, where there is no Pulumi.yaml. */
	readonly project?: string;

	/** `false`: the stack's config is not read. */
	readonly config: boolean;
}

/** Opens the services with the settings of the environment and of the stack's config. */
export async function openServices({ cwd, stack, config }: StackOptions, output: Output): Promise<ServiceRegistry> {
	const { values, problem } = config ? await readStackConfig({ folder: cwd, stack }) : { values: {} };
	if (problem !== undefined) output.tell(`The stack's config was not read: ${problem}.`);
	return createServiceRegistry(resolveConfiguration({ environment: process.env, config: values }));
}

/** Reads an export of the stack's state: from a file, from standard input (`-`), or from the CLI. */
export async function readState(file: string | undefined, { cwd, stack }: StackOptions): Promise<string> {
	if (file === undefined) return runPulumi(["stack", "export"], { folder: cwd, stack });
	if (file === "-") return text(process.stdin);
	try {
		return readFileSync(resolve(file), "utf8");
	} catch {
		throw new UsageError(`The file ${file} cannot be read.`);
	}
}

/** The stack's name in markers: of `organization/project/stack` the last part. */
export async function findStackName(options: StackOptions, state: StackState): Promise<StackName | undefined> {
	const [first] = [...state.resources, ...state.pending];
	const project = options.project ?? first?.urn.project ?? findProjectName(options.cwd);
	const stack = first?.urn.stack ?? options.stack ?? (await readSelected(options.cwd));
	return project === undefined || stack === undefined ? undefined : { project, stack: lastPart(stack) };
}

async function readSelected(folder: string): Promise<string | undefined> {
	const shown = await runPulumi(["stack", "--show-name"], { folder }).catch(() => undefined);
	return shown?.trim() || undefined;
}

function lastPart(stack: string): string {
	return stack.slice(stack.lastIndexOf("/") + 1);
}
