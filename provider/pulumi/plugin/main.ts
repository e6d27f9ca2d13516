#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kindNames, kinds } from "../../resources";
import { cancel, watchForLostEngine } from "../dynamic/cancellation";
import { bestEffort, useInstalledSdk } from "../dynamic/pulumi-internals";
import { checkConfig, configure, diffConfig } from "./configuration";
import { grpc, make, makeEmpty, makePluginInfo, type Message, providerService, toServiceError } from "./protocol";
import type * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceRequests } from "./resources";
import { findType } from "./urn";

/**
 * The plugin `pulumi-resource-modelarts`: the provider protocol over the same operations as the dynamic provider's. The
 * engine starts it with its own address, reads the port from the first line of its output, and ends it by a signal.
 */

const root = join(__dirname, "..", "..", "..");

type Answer = (request: never) => Message | Promise<Message>;

/** The kinds, by the type in a URN. */
const resources = new Map(
	Object.values(kinds).map((kind) => [`modelarts:index:${kind.name}`, new ResourceRequests(kind)]),
);

function requestsOf(request: { getUrn(): string }): ResourceRequests {
	const type = findType(request.getUrn());
	const found = resources.get(type);
	if (found) return found;
	throw new Error(`There is no resource ${type} in this version: the resources are ${kindNames.join(", ")}.`);
}

const answers: Record<string, Answer> = {
	handshake: () => make("ProviderHandshakeResponse", { setAcceptSecrets: true }),
	getPluginInfo: () => makePluginInfo(readPackage().version),
	getSchema: () => make("GetSchemaResponse", { setSchema: readFileSync(join(root, "schema.json"), "utf8") }),
	checkConfig,
	diffConfig,
	configure,
	check: (request: messages.CheckRequest) => requestsOf(request).check(request),
	diff: (request: messages.DiffRequest) => requestsOf(request).diff(request),
	create: (request: messages.CreateRequest) => requestsOf(request).create(request),
	read: (request: messages.ReadRequest) => requestsOf(request).read(request),
	update: (request: messages.UpdateRequest) => requestsOf(request).update(request),
	async delete(request: messages.DeleteRequest) {
		await requestsOf(request).delete(request);
		return makeEmpty();
	},
	cancel() {
		cancel();
		return makeEmpty();
	},
};

function readPackage(): { version: string } {
	return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
}

function serve(): void {
	useInstalledSdk();
	const { Server, ServerCredentials } = grpc();
	const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
	const implementation = Object.entries(answers).map(([name, answer]) => [
		name,
		({ request }: { request: never }, respond: (error: object | null, response?: Message) => void) => {
			Promise.resolve()
				.then(() => answer(request))
				.then(
					(response) => respond(null, response),
					(error: unknown) => respond(toServiceError(error)),
				);
		},
	]);
	server.addService(providerService(), Object.fromEntries(implementation) as never);
	server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
		if (error) throw error;
		process.stdout.write(`${port}\n`);
	});
}

// The engine's own end of every run, after `Cancel`; it starts plugins apart from the terminal's Ctrl-C.
process.on("SIGINT", () => process.exit(0)).on("SIGTERM", () => process.exit(0));
bestEffort(watchForLostEngine);
serve();
