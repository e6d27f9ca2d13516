/**
 * Our own language host, the service that the Pulumi CLI starts to run a program with `runtime: nodejs`. It stands in
 * for the official `pulumi-language-nodejs` beside a CLI that was built from Go modules, for the official one is not
 * among them (build-from-go.mts). It is a gRPC service on a port that is printed as the first line of its output; `run`
 * is what matters: it starts the SDK's own runner, `@pulumi/pulumi/cmd/run`, on the program.
 *
 * `runPlugin` does the same for policy packs. Not imitated: other plugins written in Node, code generation, debuggers.
 * The CLI gets "unimplemented" for those. Plugins that a program's packages need are not reported, so they must be
 * installed already.
 *
 * Plain JavaScript that any Node from 22 on runs: it is copied into the user's cache, away from this repository.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";

/** What the SDK's runner exits with when it has told the user already what is wrong. */
const TOLD_THE_USER = 32;
const GRACE_MS = 2_000;
const MESSAGE_BYTES = 400 * 1024 * 1024;

const sdk = findSdk();
const grpc = sdk("@grpc/grpc-js");
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb.js");
const language = sdk("@pulumi/pulumi/proto/language_pb");
const { LanguageRuntimeService } = sdk("@pulumi/pulumi/proto/language_grpc_pb");
const { PluginInfo } = sdk("@pulumi/pulumi/proto/plugin_pb");

/** The CLI gives its address as the last argument, and again in the handshake. */
let engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";

/** Programs and package managers that are running. */
const children = new Set();
let cancelled = false;

const service = {
	handshake: answer((request) => {
		engineAddress = request.getEngineAddress() || engineAddress;
		return new language.LanguageHandshakeResponse();
	}),
	getPluginInfo: answer(() => {
		const info = new PluginInfo();
		info.setVersion(sdk("@pulumi/pulumi/package.json").version);
		return info;
	}),
	getRequiredPlugins: answer(() => new language.GetRequiredPluginsResponse()),
	getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
	runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
	getProgramDependencies: answer((request) =>
		listDependencies(request.getInfo()?.getProgramDirectory() ?? process.cwd()),
	),
	about: answer(() => {
		const about = new language.AboutResponse();
		about.setExecutable(process.execPath);
		about.setVersion(process.version);
		return about;
	}),
	installDependencies,
	run: answer(runProgram),
	runPlugin: runPolicyPack,
	// The engine says that it is being interrupted (Ctrl-C): nothing that a program still asks for would be done.
	cancel: answer(async () => {
		cancelled = true;
		await stopChildren();
		return new Empty();
	}),
};

const server = new grpc.Server({
	"grpc.max_receive_message_length": MESSAGE_BYTES,
	"grpc.max_send_message_length": MESSAGE_BYTES,
});
server.addService(LanguageRuntimeService, service);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
	if (error) throw error;
	process.stdout.write(`${port}\n`);
});
endWithTheCli();

/**
 * Runs a program once, for a preview or for an update, until it has declared all its resources.
 */
async function runProgram(request) {
	const info = request.getInfo();
	const directory = info?.getProgramDirectory() || request.getPwd();
	const response = new language.RunResponse();
	const runner = findRunner(directory, "run");
	if (!runner) {
		response.setError(adviseInstall(directory));
		return response;
	}

	const options = info?.getOptions()?.toJavaScript() ?? {};
	const nodeArguments = splitArguments(String(options.nodeargs ?? ""));
	const child = spawn("node", [...nodeArguments, runner, ...runnerArguments(request, info)], {
		cwd: directory,
		env: { ...process.env, ...runnerEnvironment(request, options) },
		// What a program prints is shown by the CLI, which reads our output.
		stdio: ["ignore", "inherit", "inherit"],
	});
	const { error, code, signal } = await ended(child);
	if (error) response.setError(`The program could not be started: node was not found on the PATH (${error.message}).`);
	else if (code === TOLD_THE_USER || (cancelled && code !== 0)) response.setBail(true);
	else if (signal) response.setError(`Program was ended by ${signal}`);
	else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
	return response;
}

function runnerArguments(request, info) {
	const named = {
		monitor: request.getMonitorAddress(),
		engine: engineAddress,
		organization: request.getOrganization(),
		project: request.getProject(),
		"root-directory": info?.getRootDirectory(),
		stack: request.getStack(),
		pwd: request.getPwd(),
		parallel: String(request.getParallel()),
	};
	const given = Object.entries(named).filter(([, value]) => value);
	return [
		...given.flatMap(([name, value]) => [`--${name}`, value]),
		...(request.getDryrun() ? ["--dry-run"] : []),
		info?.getEntryPoint() || request.getProgram() || ".",
		...request.getArgsList(),
	];
}

function runnerEnvironment(request, options) {
	const config = Object.fromEntries(
		request
			.getConfigMap()
			.toArray()
			.map(([key, value]) => [configKey(key), value]),
	);
	return {
		PULUMI_CONFIG: JSON.stringify(config),
		PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
		...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
		...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: String(options.tsconfig) } : {}),
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

/** Passes on what a child prints, as it prints it; gives what sends anything else. */
function streamOutput(child, { call, Response }) {
	const send = (fill) => {
		const response = new Response();
		fill(response);
		call.write(response);
	};
	child.stdout.on("data", (chunk) => send((response) => response.setStdout(chunk)));
	child.stderr.on("data", (chunk) => send((response) => response.setStderr(chunk)));
	return send;
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

function ended(child) {
	children.add(child);
	return new Promise((resolve) => {
		child.once("error", (error) => resolve({ error }));
		child.once("close", (code, signal) => resolve({ code, signal }));
	}).finally(() => children.delete(child));
}

/** Asks what is running to stop, and does not ask twice. */
async function stopChildren() {
	const running = [...children].map((child) => {
		child.kill("SIGTERM");
		const insist = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
		return new Promise((resolve) => child.once("close", resolve)).finally(() => clearTimeout(insist));
	});
	await Promise.all(running);
}

/**
 * A CLI that ends well interrupts us. One that is killed cannot, but our standard input is a pipe from it, and ends
 * with it; a program left behind would wait for ever for an engine that is gone.
 */
function endWithTheCli() {
	const leave = () => void stopChildren().finally(() => process.exit(0));
	process.stdin.on("end", leave).on("error", leave).resume();
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);
}

/** Makes a gRPC method of a function that takes the request and returns the response. */
function answer(work) {
	return (call, callback) => {
		Promise.resolve(call.request)
			.then(work)
			.then(
				(response) => callback(null, response),
				(error) => callback({ code: grpc.status.INTERNAL, details: String(error?.stack ?? error) }),
			);
	};
}

/**
 * Finds the SDK that we speak gRPC with: the program's own, since we are started in its directory; without one
 * (`pulumi install` in a fresh project) that of any node_modules whose commands are on the PATH.
 */
function findSdk() {
	const commands = (process.env.PATH ?? "").split(delimiter);
	const projects = commands.flatMap((folder) => (basename(folder) === ".bin" ? [dirname(dirname(folder))] : []));
	for (const place of [process.cwd(), ...projects]) {
		try {
			const manifest = createRequire(join(place, "program.js")).resolve("@pulumi/pulumi/package.json");
			// From inside the package, so that its own gRPC and protobuf are found, not another version of them.
			return createRequire(manifest);
		} catch {
			continue;
		}
	}
	process.stderr.write(`@pulumi/pulumi was not found from ${process.cwd()}: run \`npm install\` there.\n`);
	process.exit(1);
}
