/** The language host of `runtime: go`: the program is built, and run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeRun, runToEnd, serve, toEnvironment } from "./serve.mjs";

const folder = mkdtempSync(join(tmpdir(), "pulumi-go-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

serve({
	start: async (request) => {
		const { directory, program } = describeRun(request);
		const command = join(folder, "program");
		const { succeeded, printed } = await runToEnd("go", ["build", "-o", command, program], directory);
		if (!succeeded) return { error: `The program could not be built:\n${printed}` };
		return { directory, command, args: request.getArgsList(), env: toEnvironment(request) };
	},
	about: async () => {
		const { printed } = await runToEnd("go", ["env", "GOVERSION"], process.cwd());
		return { executable: "go", version: printed.trim() };
	},
});
