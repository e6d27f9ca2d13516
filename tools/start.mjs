/**
 * The entry point of every command of this repository: `node tools/start.mjs <command> [arguments]`, called by the
 * scripts of package.json. It runs on any Node, with nothing installed: it installs the dependencies when they are
 * missing or out of date, and hands over to `tools/<command>.mts` under the Node of the dependencies (24), which runs
 * TypeScript as it is. Plain JavaScript, therefore, and no import before the check of the version: an old Node would
 * fail with something unreadable.
 */
if (Number(process.versions.node.split(".")[0]) < 20) {
	console.error(`This needs Node 20 or newer to start; the one on your PATH is ${process.version}.`);
	process.exit(1);
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});

async function main([command, ...args]) {
	const { readdirSync } = await import("node:fs");
	const { dirname, join } = await import("node:path");
	const { fileURLToPath } = await import("node:url");
	const { installDependencies } = await import("./start/dependencies.mjs");

	const tools = dirname(fileURLToPath(import.meta.url));
	const root = dirname(tools);
	const known = readdirSync(tools).flatMap((file) => (file.endsWith(".mts") ? [file.slice(0, -4)] : []));
	if (!known.includes(command)) {
		throw new Error(`There is no command "${command ?? ""}"; there are: ${known.join(", ")}.`);
	}

	await installDependencies(root);
	const bin = join(root, "node_modules", ".bin");
	await handOver(join(bin, "node"), join(tools, `${command}.mts`), args, bin);
}

async function handOver(node, script, args, bin) {
	const { spawn } = await import("node:child_process");
	const { delimiter } = await import("node:path");
	const { relaySignals } = await import("./start/relay-signals.mjs");

	const env = { ...process.env, PATH: [bin, process.env.PATH].filter(Boolean).join(delimiter) };
	const child = spawn(node, ["--disable-warning=ExperimentalWarning", script, ...args], { stdio: "inherit", env });
	relaySignals(child);
	child.on("error", (error) => {
		console.error(`${node} could not be started: ${error.message}`);
		process.exit(1);
	});
	child.on("exit", (code, signal) => {
		if (signal) process.kill(process.pid, signal);
		// Reached when the signal is one that we survive.
		process.exitCode = code ?? 1;
	});
}
