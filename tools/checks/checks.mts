import { join } from "node:path";
import { spawn } from "node:child_process";
import { root } from "../build/root.mts";

export interface Check {
	name: string;
	/** The remediation. */
	remedy: string;
	command: string[];
}

const modules = join(root, "node_modules");

/** Everything that is checked without running any of our code. */
export const checks: Check[] = [
	{
		name: "format",
		remedy: "run `npm run format`",
		command: [join(modules, "prettier", "bin", "prettier.cjs"), "--check", "--log-level", "warn", "."],
	},
	{
		name: "lint",
		remedy: "correct what eslint names, some of it by `npx eslint --fix .`",
		command: [join(modules, "eslint", "bin", "eslint.js"), "--max-warnings", "0", "."],
	},
	{
		name: "types",
		remedy: "correct what the compiler names",
		command: [join(modules, "typescript", "bin", "tsc"), "--noEmit", "--project", join(root, "tsconfig.json")],
	},
	{
		name: "dependencies",
		remedy:
			"remove the import, or move what it imports: `.dependency-cruiser.cjs` says what each module may import, types included",
		command: [
			join(modules, "dependency-cruiser", "bin", "dependency-cruiser.mjs"),
			...["provider", join("simulator", "source")],
			...["--output-type", "err"],
		],
	},
	{
		name: "words",
		remedy: "use the replacements, which are those of tools/checks/forbidden-words.txt",
		command: [join(root, "tools", "checks", "words.mts")],
	},
];

/**
 * Runs all checks at once and returns those that failed. Each one's output is kept together, and shown on standard
 * error only if it failed.
 */
export async function runChecks(): Promise<Check[]> {
	const passed = await Promise.all(checks.map(run));
	return checks.filter((_check, index) => !passed[index]);
}

function run({ name, remedy, command }: Check): Promise<boolean> {
	return new Promise((resolve) => {
		const env = { ...process.env, ...(process.stderr.isTTY && { FORCE_COLOR: "1" }) };
		const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
		let printed = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
		child.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
		child.on("error", (error) => (printed += error.message));
		child.on("close", (code) => {
			process.stderr.write(code === 0 ? `${name}: fine\n` : `${printed.trimEnd()}\n${name} failed: ${remedy}\n`);
			resolve(code === 0);
		});
	});
}
