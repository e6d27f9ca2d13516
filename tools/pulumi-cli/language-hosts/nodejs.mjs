/**
 * The language host of `runtime: nodejs`: the SDK's own runner, `@pulumi/pulumi/cmd/run`, on the program. `runPlugin`
 * does the same for policy packs.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { answer, describeRun, ended, grpc, language, serve, streamOutput } from "./serve.mjs";

serve({
	start: startProgram,
	about: () => ({ executable: process.execPath, version: process.version }),
	services: {
		getProgramDependencies: answer((request) =>
			listDependencies(request.getInfo()?.getProgramDirectory() ?? process.cwd()),
		),
		installDependencies,
		runPlugin: runPolicyPack,
	},
});

function startProgram(request) {
	const { named, config, secretKeys, options, directory, program } = describeRun(request);
	const runner = findRunner(directory, "run");
	if (!runner) return { error: adviseInstall(directory) };
	const { rootDirectory, ...flags } = named;
	const given = Object.entries({ ...flags, "root-directory": rootDirectory, pwd: request.getPwd() });
	return {
		directory,
		command: "node",
		args: [
			...splitArguments(String(options.nodeargs ?? "")),
			runner,
			...given.filter(([, value]) => value).flatMap(([name, value]) => [`--${name}`, value]),
			...(request.getDryrun() ? ["--dry-run"] : []),
			program,
			...request.getArgsList(),
		],
		env: {
			PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config.map(([key, value]) => [configKey(key), value]))),
			PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
			...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
			...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: String(options.tsconfig) } : {}),
		},
	};
}

/**
 * Starts a policy pack, which is a gRPC service: the CLI reads its port from what it prints, and cancels this call when
 * it needs it no more.
 */
function runPolicyPack(call) {
	const fail = (code, details) => call.emit("error", { code, details });
	const kind = call.request.getKind();
	if (kind !== "analyzer") return fail(grpc.status.UNIMPLEMENTED, `plugins of the kind "${kind}" are not run here`);
	const directory = call.request.getInfo()?.getProgramDirectory() ?? "";
	const runner = findRunner(directory, "run-policy-pack");
	if (!runner) return fail(grpc.status.NOT_FOUND, adviseInstall(directory));

	const child = spawn("node", [runner, ...call.request.getArgsList(), directory], {
		// It reads its version from the package.json of the folder that it is in.
		cwd: directory,
		env: { ...process.env, ...readAssignments(call.request.getEnvList()) },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const send = streamOutput(child, { call, Response: language.RunPluginResponse });
	call.on("cancelled", () => child.kill("SIGKILL"));
	void ended(child).then(({ error, code }) => {
		if (call.cancelled) return;
		if (error) return fail(grpc.status.UNKNOWN, `node was not found on the PATH (${error.message})`);
		send((response) => response.setExitcode(code ?? 1));
		call.end();
	});
}

/** `["A=1"]` as `{ A: "1" }`. */
function readAssignments(list) {
	return Object.fromEntries(list.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]));
}

/** One of the SDK's own commands, in the version that the program or policy pack has installed. */
function findRunner(directory, command) {
	try {
		return createRequire(join(directory, "program.js")).resolve(`@pulumi/pulumi/cmd/${command}`);
	} catch {
		return undefined;
	}
}

function adviseInstall(directory) {
	return `@pulumi/pulumi was not found from ${directory}: run \`npm install\` (or \`pulumi install\`) there.`;
}

/** `aws:region` is `aws:config:region` in the SDK's configuration (but not in its list of secret keys). */
function configKey(key) {
	const [namespace, ...name] = key.split(":");
	return name[0] === "config" && name.length > 1 ? key : `${namespace}:config:${name.join(":")}`;
}

/** Splits as a shell would, as far as quotes go. */
function splitArguments(text) {
	return (text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((part) => part.replace(/["']/g, ""));
}

/** `pulumi install`: what the package manager prints is streamed back. */
async function installDependencies(call) {
	const directory = call.request.getDirectory();
	const manager = packageManager(directory, call.request.getInfo()?.getOptions()?.toJavaScript() ?? {});
	const child = spawn(manager, ["install"], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
	streamOutput(child, { call, Response: language.InstallDependenciesResponse });
	const { error, code, signal } = await ended(child);
	if (!error && code === 0) return call.end();
	const reason = error ? `could not be started (${error.message})` : `ended with ${signal ?? `exit code ${code}`}`;
	call.emit("error", { code: grpc.status.UNKNOWN, details: `\`${manager} install\` ${reason}` });
}

function packageManager(directory, options) {
	if (options.packagemanager) return String(options.packagemanager);
	if (existsSync(join(directory, "yarn.lock"))) return "yarn";
	if (existsSync(join(directory, "pnpm-lock.yaml"))) return "pnpm";
	return "npm";
}

/** The packages that the program's package.json names, in the versions that are installed. */
function listDependencies(directory) {
	const response = new language.GetProgramDependenciesResponse();
	const from = createRequire(join(directory, "program.js"));
	const declared = readJson(join(directory, "package.json"))?.dependencies ?? {};
	for (const [name, range] of Object.entries(declared)) {
		const places = from.resolve.paths(name) ?? [];
		const installed = places.map((place) => readJson(join(place, name, "package.json"))).find(Boolean);
		const dependency = new language.DependencyInfo();
		dependency.setName(name);
		dependency.setVersion(installed?.version ?? range);
		response.addDependencies(dependency);
	}
	return response;
}

function readJson(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return undefined;
	}
}
