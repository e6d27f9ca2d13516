import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type * as messages from "@pulumi/pulumi/proto/provider_pb";
import { kindNames, kinds } from "../../resources";
import { cancel } from "../dynamic/cancellation";
import { beginRun } from "../dynamic/run";
import { checkConfig, configure, diffConfig } from "./configuration";
import { invoke } from "./invoke";
import { readSchema, readVersion } from "./package-files";
import { make, makeEmpty, makePluginInfo } from "./protocol";
import { ResourceRequests } from "./resources";
import type { Answers } from "./serve";
import { findType } from "./urn";

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

/** What the plugin answers, by the method of the protocol. */
export const answers: Answers = {
	handshake(request: messages.ProviderHandshakeRequest) {
		beginRun(request.getEngineAddress());
		return make("ProviderHandshakeResponse", {
			setAcceptSecrets: true,
			setSupportsAutonamingConfiguration: true,
		});
	},
	attach(request: PluginAttach) {
		beginRun(request.getAddress());
		return makeEmpty();
	},
	getPluginInfo: () => makePluginInfo(readVersion()),
	getSchema: () => make("GetSchemaResponse", { setSchema: readSchema() }),
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
	invoke,
	cancel() {
		cancel();
		return makeEmpty();
	},
};
