import { copyFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { cliEnvironment, root } from "./cli";
import { type Finished, startCommand } from "./command";
import { describeOutcome, type Outcome, type RunningCommand } from "./outcome";
import { findProcesses, type FoundProcess, killProcess } from "./processes";
import { makeProject, PASSPHRASE, writeConfig, writeNewStack, writeProgram } from "./project";

export type { Outcome, RunningCommand } from "./outcome";

export interface StackOptions {
	/** JavaScript; `pulumi`, `NotebookInstance` and `Provider` are defined, and properties of `exports` are outputs. */
	readonly program?: string;

	/**
	 * Configuration of the stack, as text. `huaweicloud:pollInterval` is 50 ms and `readLag` half a second by default.
	 */
	readonly config?: Record<string, string>;

	/** The same, stored as secrets. */
	readonly secretConfig?: Record<string, string>;

	/** Variables for every command. */
	readonly env?: Record<string, string>;

	/** The Pulumi project's name. */
	readonly project?: string;

	/** The folder of an existing project, in place of one with `program` in it. */
	readonly folder?: string;

	/** @default "dev" */
	readonly name?: string;
}

/** Options of a single command of the stack. */
export interface CommandOptions {
	readonly args?: string[];
	/** Added to the stack's; `undefined` removes a variable. */
	readonly env?: Record<string, string | undefined>;
}

/** A resource as it is in the state. */
export interface StoredResource {
	readonly urn: string;
	readonly type: string;
	readonly id?: string;
	readonly inputs?: Record<string, unknown>;
	readonly outputs?: Record<string, unknown>;
}

export const NOTEBOOK_TYPE = "pulumi-nodejs:dynamic/modelarts:NotebookInstance";
const stacks: Stack[] = [];

afterAll(async () => {
	await Promise.all(stacks.map((stack) => stack.close()));
});

/**
 * A Pulumi project with a stack of its own, in a temporary folder with its own backend; removed when the file is done,
 * with whatever still runs for it.
 *
 * @example
 * ```ts
 * const stack = await openStack({ program: declareLab(), env: environmentOf(await openCloud()) });
 * expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
 * ```
 */
export async function openStack(options: StackOptions): Promise<Stack> {
	const stack = new Stack(options);
	stacks.push(stack);
	await stack.prepare(options);
	return stack;
}

export class Stack {
	readonly directory: string;
	private readonly folder: string;
	private readonly env: NodeJS.ProcessEnv;
	private name: string;
	private runs = 0;

	constructor({ program = "", config, env, project = "proof", folder, name = "dev" }: StackOptions) {
		this.directory = makeProject(project);
		this.folder = folder ?? this.directory;
		this.name = name;
		this.env = {
			...cliEnvironment(),
			PULUMI_BACKEND_URL: pathToFileURL(join(this.directory, "state")).href,
			PULUMI_HOME: join(this.directory, "home"),
			PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
			...env,
		};
		writeConfig(this.directory, { "huaweicloud:pollInterval": "50ms", "huaweicloud:readLag": "500ms", ...config });
		this.write(program);
	}

	/** Creates the stack in the backend. */
	async prepare({ secretConfig = {}, project = "proof", folder, env = {}, name = "dev" }: StackOptions): Promise<void> {
		const isUsual = folder === undefined && env.PULUMI_BACKEND_URL === undefined && name === "dev";
		if (isUsual) writeNewStack(this.directory, project);
		else await this.succeed("stack", "init", name);
		const secrets = Object.entries(secretConfig).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
		if (secrets.length > 0) await this.succeed("config", "set-all", "--stack", name, ...secrets);
	}

	/** Replaces the program. */
	write(program: string): void {
		writeProgram(this.directory, program);
	}

	/** Without the preview before it. */
	up(options?: CommandOptions): Promise<Outcome> {
		return this.startUp(options).outcome;
	}

	preview(options?: CommandOptions): Promise<Outcome> {
		return this.start(["preview", "--diff"], options).outcome;
	}

	refresh(options?: CommandOptions): Promise<Outcome> {
		return this.start(["refresh", "--yes", "--skip-preview"], options).outcome;
	}

	destroy(options?: CommandOptions): Promise<Outcome> {
		return this.start(["destroy", "--yes", "--skip-preview"], options).outcome;
	}

	/** Removes the lock of a killed run. */
	cancel(): Promise<Finished> {
		return this.run("cancel", "--yes", "--stack", this.name);
	}

	async rename(name: string): Promise<void> {
		await this.succeed("stack", "rename", name, "--stack", this.name);
		this.name = name;
	}

	/** Creates another stack of the project, with the same config, for later commands. */
	async init(name: string): Promise<void> {
		copyFileSync(join(this.directory, `Pulumi.${this.name}.yaml`), join(this.directory, `Pulumi.${name}.yaml`));
		await this.succeed("stack", "init", name);
		this.name = name;
	}

	/** Selects an existing stack for later commands. */
	select(name: string): void {
		this.name = name;
	}

	/** Starts `up` without waiting for its end. */
	startUp(options?: CommandOptions): RunningCommand {
		return this.start(["up", "--yes", "--skip-preview"], options);
	}

	/** Starts a command that works on resources, without waiting for its end. */
	start(command: string[], { args = [], env = {} }: CommandOptions = {}): RunningCommand {
		const eventLog = join(this.directory, `events-${++this.runs}`);
		const common = ["--stack", this.name, "--non-interactive", "--color", "never", "--event-log", eventLog];
		const running = startCommand("pulumi", [...command, ...common, ...args], this.folder, { ...this.env, ...env });
		const outcome = running.finished.then((finished) => describeOutcome(finished, eventLog));
		outcome.catch(() => {});
		return { ...running, outcome };
	}

	/** Any other command of the CLI. */
	run(...args: string[]): Promise<Finished> {
		return startCommand("pulumi", [...args, "--non-interactive", "--color", "never"], this.folder, this.env).finished;
	}

	/** Our own command, from the compiled package, in the project's folder. */
	runHelper(args: string[], env: Record<string, string | undefined> = {}, input?: string): Promise<Finished> {
		const command = join(root, "dist", "cli", "pulumi-modelarts.js");
		return startCommand(process.execPath, [command, ...args], this.folder, { ...this.env, ...env }, input).finished;
	}

	/** The state as it is in the backend, secrets encrypted: `exportText` without half a second of the CLI's. */
	async exportState(name = this.name): Promise<StoredResource[]> {
		const folder = join(this.directory, "state", ".pulumi", "stacks");
		const [project] = readdirSync(folder);
		const { checkpoint } = JSON.parse(readFileSync(join(folder, project ?? "", `${name}.json`), "utf8")) as {
			checkpoint: { latest: { resources?: StoredResource[] } };
		};
		return checkpoint.latest.resources ?? [];
	}

	/** The state as the CLI exports it: secrets encrypted. */
	async exportText(): Promise<string> {
		return (await this.succeed("stack", "export", "--stack", this.name)).stdout;
	}

	/** The notebooks of the state. */
	async notebooks(): Promise<StoredResource[]> {
		return (await this.exportState()).filter(({ type }) => type === NOTEBOOK_TYPE);
	}

	/** Id and outputs of the only notebook of the state. */
	async theNotebook(): Promise<{ id: string; outputs: Record<string, unknown> }> {
		const [notebook, ...others] = await this.notebooks();
		if (!notebook?.id || others.length > 0) throw new Error("Expected one notebook in the state.");
		return { id: notebook.id, outputs: notebook.outputs ?? {} };
	}

	async outputs(): Promise<Record<string, unknown>> {
		const { stdout } = await this.succeed("stack", "output", "--json", "--stack", this.name);
		return JSON.parse(stdout) as Record<string, unknown>;
	}

	/** All files of the backend: state, its backups and the history. */
	readBackend(): string {
		const state = join(this.directory, "state");
		const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
	}

	/** Processes that commands of this stack have started and that still run. */
	processes(): FoundProcess[] {
		return findProcesses(this.directory);
	}

	async close(): Promise<void> {
		this.processes().forEach(killProcess);
		await sleep(50);
		rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
	}

	private async succeed(...args: string[]): Promise<Finished> {
		const finished = await this.run(...args);
		if (finished.code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${finished.stdout}${finished.stderr}`);
		return finished;
	}
}
