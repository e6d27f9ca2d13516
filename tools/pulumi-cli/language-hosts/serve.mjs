/**
 * Our own language hosts, the services that the Pulumi CLI starts to run a program of some language. They stand in for
 * the official ones beside a CLI that was built from Go modules, for those are not among them (build-from-go.mts). A host
 * is a gRPC service on a port that is printed as the first line of its output; `run` is what matters: it starts the
 * program, which declares its resources at the engine.
 *
 * Not imitated: code generation, debuggers, plugins written in a program's language. The CLI gets "unimplemented" for
 * those. Plugins that a program's packages need are not reported, so they must be installed already.
 *
 * Plain JavaScript that any Node from 22 on runs: it is copied into the user's cache, away from this repository.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";

/** What a runner exits with when it has told the user already what is wrong. */
const TOLD_THE_USER = 32;
const GRACE_MS = 2_000;
const MESSAGE_BYTES = 400 * 1024 * 1024;

const sdk = findSdk();
export const grpc = sdk("@grpc/grpc-js");
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb.js");
export const language = sdk("@pulumi/pulumi/proto/language_pb");
const { LanguageRuntimeService } = sdk("@pulumi/pulumi/proto/language_grpc_pb");
const { PluginInfo } = sdk("@pulumi/pulumi/proto/plugin_pb");

/** The CLI gives its address as the last argument, and again in the handshake. */
let engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";

/** Programs and package managers that are running. */
const children = new Set();
let cancelled = false;

/**
 * Serves a language.
 *
 * - `start(request)`: how a program is started, `{ command, args, env, directory }`, or `{ error }`
 * - `about()`: `{ executable, version }` of what runs it
 * - `services`: gRPC methods in place of, or besides, those that all languages have
 */
export function serve({ start, about, services = {} }) {
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
		getProgramDependencies: answer(() => new language.GetProgramDependenciesResponse()),
		runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
		about: answer(async () => {
			const { executable, version } = await about();
			const response = new language.AboutResponse();
			response.setExecutable(executable);
			response.setVersion(version);
			return response;
		}),
		run: answer(async (request) => runProgram(await start(request))),
		// The engine says that it is being interrupted (Ctrl-C): nothing that a program still asks for would be done.
		cancel: answer(async () => {
			cancelled = true;
			await stopChildren();
			return new Empty();
		}),
		...services,
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
}

/** Runs a program once, for a preview or for an update, until it has declared all its resources. */
async function runProgram({ command, args, env, directory, error: reason }) {
	const response = new language.RunResponse();
	if (reason !== undefined) {
		response.setError(reason);
		return response;
	}
	const child = spawn(command, args, {
		cwd: directory,
		env: { ...process.env, ...env },
		// What a program prints is shown by the CLI, which reads our output.
		stdio: ["ignore", "inherit", "inherit"],
	});
	const { error, code, signal } = await ended(child);
	if (error) response.setError(`The program could not be started: ${command} was not found (${error.message}).`);
	else if (code === TOLD_THE_USER || (cancelled && code !== 0)) response.setBail(true);
	else if (signal) response.setError(`Program was ended by ${signal}`);
	else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
	return response;
}

/** What a request to run a program says, by names; what it leaves empty is left out. */
export function describeRun(request) {
	const info = request.getInfo();
	const named = {
		monitor: request.getMonitorAddress(),
		engine: engineAddress,
		organization: request.getOrganization(),
		project: request.getProject(),
		rootDirectory: info?.getRootDirectory(),
		stack: request.getStack(),
		parallel: String(request.getParallel()),
	};
	return {
		named: Object.fromEntries(Object.entries(named).filter(([, value]) => value)),
		config: request.getConfigMap().toArray(),
		secretKeys: request.getConfigsecretkeysList(),
		options: info?.getOptions()?.toJavaScript() ?? {},
		directory: info?.getProgramDirectory() || request.getPwd(),
		program: info?.getEntryPoint() || request.getProgram() || ".",
	};
}

/** The same as the environment variables that the SDKs read. */
export function toEnvironment(request) {
	const { named, config, secretKeys } = describeRun(request);
	const variables = Object.entries(named).map(([name, value]) => [
		`PULUMI_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`,
		value,
	]);
	return {
		...Object.fromEntries(variables),
		PULUMI_DRY_RUN: String(request.getDryrun()),
		PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
		PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
	};
}

/** Passes on what a child prints, as it prints it; gives what sends anything else. */
export function streamOutput(child, { call, Response }) {
	const send = (fill) => {
		const response = new Response();
		fill(response);
		call.write(response);
	};
	child.stdout.on("data", (chunk) => send((response) => response.setStdout(chunk)));
	child.stderr.on("data", (chunk) => send((response) => response.setStderr(chunk)));
	return send;
}

/** Runs a command to its end, and returns what it printed. */
export async function runToEnd(command, args, directory) {
	const child = spawn(command, args, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
	let printed = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (printed += text));
	const { error, code } = await ended(child);
	return { succeeded: code === 0, printed: error ? error.message : printed };
}

export function ended(child) {
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
export function answer(work) {
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
 * Finds the SDK that we speak gRPC with: the program's own, since we are started in its directory; without one (another
 * language, or `pulumi install` in a fresh project) that of any node_modules whose commands are on the PATH.
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
