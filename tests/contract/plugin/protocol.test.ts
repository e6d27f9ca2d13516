import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { notebook } from "../../support/notebooks";
import { aboutPlugin, launchPlugin, startPlugin } from "../../support/plugin";
import type { ProviderError } from "../../support/provider-error";
import type { ProviderProcess } from "../../support/provider-process";
import { toStruct } from "../../support/structs";
import { catchError, openWorlds } from "../../support/world";

const openWorld = openWorlds();
const root = resolve(__dirname, "../../..");

async function launch(): Promise<ProviderProcess> {
	return launchPlugin(await openWorld());
}

test("the handshake promises marked secrets, and names as the project wants them", async () => {
	const plugin = await launch();
	const request = new messages.ProviderHandshakeRequest();
	request.setEngineAddress(plugin.engine.address);
	const answer = await plugin.call<messages.ProviderHandshakeResponse>("handshake", request);
	expect(answer.toObject()).toMatchObject({ acceptSecrets: true, supportsAutonamingConfiguration: true });
});

test("an engine that sends no handshake learns the same from Configure", async () => {
	const plugin = await launch();
	const request = new messages.ConfigureRequest();
	request.setUrn("urn:pulumi:test::contract::pulumi:providers:modelarts::default");

	request.setArgs(toStruct({ region: "cn-north-4", authToken: "token" }));
	const answer = await plugin.call<messages.ConfigureResponse>("configure", request);
	expect(answer.toObject()).toMatchObject({
		acceptsecrets: true,
		supportspreview: true,
		supportsAutonamingConfiguration: true,
	});
});

test("the plugin's version is that of the package", async () => {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	expect(await (await launch()).getVersion()).toBe(version);
});

test("the schema is that of the package, before any configuration", async () => {
	const plugin = await launch();
	const answer = await plugin.call<messages.GetSchemaResponse>("getSchema", new messages.GetSchemaRequest());
	expect(answer.getSchema()).toBe(readFileSync(join(root, "schema.json"), "utf8"));
});

test("a type that the plugin does not have is an error that lists those that it has", async () => {
	const plugin = await startPlugin(await openWorld());
	const { inputs } = await plugin.check(notebook(), {}, aboutPlugin());
	const about = aboutPlugin("Notebok");
	const calls = [
		plugin.check({}, {}, about),
		plugin.diff("i", {}, {}, about),
		plugin.create(inputs, about),
		plugin.read("i", {}, about),
		plugin.update("i", {}, {}, about),
		plugin.delete("i", {}, about),
	];
	for (const call of calls) {
		const { message } = await catchError<ProviderError>(call);
		expect(message).toMatch(/no resource modelarts:index:Notebok .*NotebookInstance, Notebook, CustomImage/);
	}
});

test("a plugin prints its port, and nothing else", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook(), {}, aboutPlugin());
	await plugin.create(inputs, aboutPlugin());
	expect([plugin.stdout, plugin.stderr]).toEqual(["", ""]);
});
