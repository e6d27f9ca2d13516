import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../build/root.mts";

/** Bundles are written here. */
const folder = join(root, "node_modules", ".cache", "simulation");

const simulation = join(root, "tests", "faults", "simulation");

/** The transport of the simulated process: its host sends what got would send. */
const transport = `
	export class TransportError extends Error {
		name = "TransportError";
		constructor(failure) { super("No response arrived."); this.failure = failure; }
	}
	export function createTransport() {
		return (request) => new Promise((resolve, reject) => {
			const abort = () => reject(request.signal.reason);
			if (request.signal?.aborted) return abort();
			request.signal?.addEventListener("abort", abort, { once: true });
			host.send(request).then((response) => {
				request.signal?.removeEventListener("abort", abort);
				response.failure ? reject(new TransportError(response.failure)) : resolve(response);
			}, reject);
		});
	}`;

/** The engine that takes messages, in place of the SDK's client. */
const internals = `
	class LogRequest {
		setSeverity(severity) { this.severity = severity; }
		setMessage(message) { this.message = message; }
		setUrn() {}
		setEphemeral(ephemeral) { this.ephemeral = ephemeral; }
	}
	class EngineClient {
		log(request, callback) { if (!request.ephemeral) host.log(request.message); callback(); }
	}
	const modules = {
		"@grpc/grpc-js": { credentials: { createInsecure() {} } },
		"@pulumi/pulumi/proto/engine_grpc_pb": { EngineClient },
		"@pulumi/pulumi/proto/engine_pb": { LogRequest },
	};
	export const useInstalledSdk = () => {};
	const sdk = require("node:module").createRequire(require.resolve("@pulumi/pulumi/package.json"));
	export const loadFromSdk = (name) => modules[name] ?? sdk(name.replace(/^@pulumi\\/pulumi\\//, "./"));
	export const bestEffort = (attempt) => { try { attempt(); } catch {} };`;

const entries = { dynamic: "provider-entry.ts", plugin: "plugin-entry.ts" } as const;

/** Writes the dynamic or the native provider, and the worker that runs histories; returns their files. */
export async function writeBundles(name: keyof typeof entries): Promise<{ provider: string; worker: string }> {
	const provider = join(folder, `${name}.cjs`);
	const worker = join(folder, "worker.cjs");
	const options = { bundle: true, platform: "node", target: "node22", format: "cjs", logLevel: "warning" } as const;
	await build({
		...options,
		entryPoints: [join(simulation, entries[name])],
		outfile: provider,
		external: ["got", "@pulumi/pulumi", "google-protobuf"],
		plugins: [
			replace(/provider[\\/]services[\\/]http[\\/]transport\.ts$/, transport),
			replace(/pulumi[\\/]dynamic[\\/]pulumi-internals\.ts$/, internals),
		],
	});
	await build({
		...options,
		entryPoints: [join(simulation, "worker.ts")],
		outfile: worker,
		external: ["fast-check", "fastify", "@pulumi/pulumi", "@grpc/grpc-js"],
		alias: { "modelarts-simulator": join(root, "simulator", "source", "index.ts") },
		sourcemap: "inline",
	});
	return { provider, worker };
}

/** Replaces a module of the provider. */
function replace(filter: RegExp, contents: string): Plugin {
	return {
		name: `replace ${filter.source}`,
		setup: (bundler) => bundler.onLoad({ filter }, () => ({ contents, loader: "js" })),
	};
}
