/** The language host of `runtime: python`: `program.py` beside it runs the program in its virtual environment. */
import { join } from "node:path";
import { describeRun, runToEnd, serve, toEnvironment } from "./serve.mjs";

serve({
	start: (request) => {
		const { named, options, directory, program } = describeRun(request);
		return {
			directory,
			command: findPython(named.rootDirectory ?? directory, options),
			args: ["-u", join(import.meta.dirname, "program.py"), program, ...request.getArgsList()],
			env: toEnvironment(request),
		};
	},
	about: async () => {
		const { printed } = await runToEnd("python3", ["--version"], process.cwd());
		return { executable: "python3", version: printed.trim().replace(/^Python /, "") };
	},
});

function findPython(root, { virtualenv }) {
	if (!virtualenv) return "python3";
	const [folder, name] = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
	return join(root, String(virtualenv), folder, name);
}
