import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { type RunUsage, UsageMeter } from "./process-usage";
import { makeTemporaryFolder, removeTemporaryFolder } from "./temporary-folder";

const root = resolve(__dirname, "..");

/** Packages that programs may require, with their folders. */
const PACKAGES: Readonly<Record<string, string>> = {
	"pulumi-modelarts": root,
	"empty-provider": resolve(__dirname, "floor/empty-provider"),
	"@pulumi": join(root, "node_modules/@pulumi"),
};

/** One run of the CLI. */
export interface CliRun {
	/** From start to end, in milliseconds. */
	readonly wall: number;
	readonly usage: RunUsage;
	readonly stdout: string;
}

/** A Pulumi project with one stack, in a temporary folder with a backend and a home of its own. */
export class Stack {
	private readonly directory = makeTemporaryFolder();

	private constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

	/** The environment is the CLI's, with the settings of the provider. */
	static async open(
		program: string,
		environment: Readonly<Record<string, string | undefined>>,
		/** An executable in place of any dynamic provider. */
		plugin?: string,
	): Promise<Stack> {
		const stack = new Stack(environment);
		const modules = join(stack.directory, "node_modules");
		mkdirSync(modules);
		mkdirSync(join(stack.directory, "state"));
		for (const [name, path] of Object.entries(PACKAGES)) symlinkSync(path, join(modules, name));
		// JavaScript, since the compiler would take most of a run's time.
		const runtime = "name: bench\nruntime: { name: nodejs, options: { typescript: false } }\n";
		const plugins = `plugins: { providers: [{ name: modelarts, path: ${JSON.stringify(dirname(plugin ?? ""))} }] }\n`;
		const manifest = plugin === undefined ? runtime : runtime + plugins;
		writeFileSync(join(stack.directory, "Pulumi.yaml"), manifest);
		writeFileSync(join(stack.directory, "package.json"), '{ "main": "index.js" }');
		writeFileSync(join(stack.directory, "index.js"), program);
		await stack.run(["stack", "init", "bench"]);
		return stack;
	}

	/** Saves the current state for {@link restore}. */
	save(): void {
		this.copy("state", "saved");
	}

	restore(): void {
		this.copy("saved", "state");
	}

	/** The saved state of another stack, with texts replaced. */
	takeState(from: Stack, rewrite: (text: string) => string): void {
		rmSync(join(this.directory, "state"), { recursive: true, force: true });
		cpSync(join(from.directory, "saved"), join(this.directory, "state"), { recursive: true });
		const file = join(this.directory, "state/.pulumi/stacks/bench/bench.json");
		writeFileSync(file, rewrite(readFileSync(file, "utf8")));
	}

	preview(): Promise<CliRun> {
		return this.run(["preview", "--stack", "bench"]);
	}

	/** `up`, `refresh` or `destroy`, without the preview before it. */
	change(command: "up" | "refresh" | "destroy", environment: Record<string, string> = {}): Promise<CliRun> {
		return this.run([command, "--stack", "bench", "--yes", "--skip-preview"], environment);
	}

	async exportState(): Promise<{ readonly deployment: { readonly resources?: object[] } }> {
		const { stdout } = await this.run(["stack", "export", "--stack", "bench"]);
		return JSON.parse(stdout) as { deployment: { resources?: object[] } };
	}

	close(): void {
		removeTemporaryFolder(this.directory);
	}

	private copy(from: string, to: string): void {
		rmSync(join(this.directory, to), { recursive: true, force: true });
		cpSync(join(this.directory, from), join(this.directory, to), { recursive: true });
	}

	private async run(args: string[], environment: Record<string, string> = {}): Promise<CliRun> {
		const env = {
			...this.environment,
			PULUMI_BACKEND_URL: pathToFileURL(join(this.directory, "state")).href,
			PULUMI_HOME: join(this.directory, "home"),
			PULUMI_CONFIG_PASSPHRASE: "throw-away",
			...environment,
		};
		const meter = new UsageMeter(this.directory);
		const start = performance.now();
		const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
			cwd: this.directory,
			env,
			stdio: ["ignore", "pipe", "pipe"],
		});
		const said = { stdout: "", stderr: "" };
		for (const name of ["stdout", "stderr"] as const) {
			child[name].setEncoding("utf8").on("data", (text: string) => (said[name] += text));
		}
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once("error", reject);
			child.once("exit", resolve);
		});
		const wall = performance.now() - start;
		const usage = meter.stop();
		if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${said.stdout.slice(-2000)}${said.stderr}`);
		return { wall, usage, stdout: said.stdout };
	}
}
