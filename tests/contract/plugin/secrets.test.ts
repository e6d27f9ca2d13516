import { about as dynamicAbout, notebook, patch } from "../../support/notebooks";
import {
	aboutPlugin,
	explicitProvider,
	importObject,
	secret,
	settingsOf,
	showUnmarked,
	startPlugin,
} from "../../support/plugin";
import type { ProviderError } from "../../support/provider-error";
import type { Json } from "../../support/structs";
import { catchError, openWorlds, type World } from "../../support/world";

const openWorld = openWorlds();
const about = aboutPlugin();

/** At the top, in a map, in a list, and one that an output repeats in the service's words. */
const given = {
	description: secret("SECRET-words"),
	imageId: secret("5EC2E7a0-3a0b-4c3d-9a55-2f3b8f1c7d21".toLowerCase()),
	tags: { a: secret("SECRET-tag"), b: "shown" },
	mounts: [{ storagePath: secret("obs://secret-bucket/a/"), mountDirectory: "/data/a/" }],
	exposeToken: true,
};

const words = /SECRET-|5ec2e7a0|secret-bucket/;

async function open(changes: Json = {}) {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook({ ...given, ...changes }), {}, about);
	return { world, plugin, inputs };
}

test("a secret input, and what comes from it, is marked in every answer about its resource", async () => {
	const { world, plugin, inputs } = await open();
	const { id, outputs } = await plugin.create(inputs, about);
	const options = { ...about, oldInputs: inputs };
	const read = await plugin.read(id, outputs, options);
	const { inputs: news } = await plugin.check(notebook({ ...given, description: secret("SECRET-new") }), inputs, about);
	const updated = await plugin.update(id, outputs, news, options);
	patch(world, id, { description: "SECRET-new is read", image: { id: "other" } });
	const drifted = await plugin.read(id, updated, { ...about, oldInputs: news });

	expect(read.inputs).toMatchObject(inputs);
	expect(outputs.token).toEqual(secret(expect.any(String)));
	const texts = [inputs, outputs, read, news, updated, drifted].map(showUnmarked);
	expect(texts.filter((text) => words.test(text))).toEqual([]);
	expect(texts[1]).toContain('"b":"shown"');
	expect(JSON.stringify(plugin.engine.messages)).not.toMatch(words);
});

test("a secret input is marked in the state of a create that did not end", async () => {
	const { world, plugin, inputs } = await open();
	world.set({ durations: { createNotebook: 3_600_000 } });
	const { halfCreated } = await catchError<ProviderError>(plugin.create(inputs, { ...about, timeout: 1 }));
	expect(halfCreated?.properties).toMatchObject({
		unfinished: "create",
		description: given.description,
		tags: given.tags,
	});
	expect(showUnmarked(halfCreated)).not.toMatch(words);

	const resumed = await catchError<ProviderError>(
		plugin.update(halfCreated?.id ?? "", halfCreated?.properties ?? {}, inputs, {
			...about,
			oldInputs: inputs,
			timeout: 1,
		}),
	);
	expect(resumed.halfCreated?.id).toBe(halfCreated?.id);
	expect(showUnmarked([resumed, resumed.halfCreated])).not.toMatch(words);
});

test("an error of the service that repeats a secret does not show it", async () => {
	const { world, plugin, inputs } = await open();
	const body = { error_code: "ModelArts.6347", error_msg: "not with SECRET-words" };
	world.admin.addFault({ match: { operation: "createNotebook" }, action: { status: 400, body } });
	const error = await catchError<ProviderError>(plugin.create(inputs, about));
	expect(error.message).toContain("not with [secret]");
	expect(JSON.stringify([error, error.message])).not.toMatch(words);
});

test("a failure of a check shows no value of a secret input, and gives the engine no property whose value it would print", async () => {
	const { plugin } = await open();
	const wrong = {
		...given,
		description: secret("SECRET-<words>"),
		volume: secret({ category: "SECRET-category", capacity: 1 }),
		mounts: [{ storagePath: secret("SECRET-path"), mountDirectory: "/data/a/" }],
		flavour: secret("SECRET-flavor"),
	};
	const { inputs, failures } = await plugin.check(notebook(wrong), {}, about);
	expect(failures.map(({ reason }) => reason.split(":")[0])).toEqual(
		expect.arrayContaining(["description", "volume.category", "mounts[0].storagePath", "flavour"]),
	);
	expect(failures.filter(({ property }) => property !== "")).toEqual([]);
	expect(JSON.stringify(failures)).not.toMatch(/SECRET/);
	expect(showUnmarked(inputs)).not.toMatch(/SECRET/);
});

test("a secret setting that reaches the inputs is marked wherever they are", async () => {
	const world = await openWorld();
	const settings = { defaultTags: secret('{"team":"SECRET-team"}'), region: secret(settingsOf(world).region) };
	const plugin = await startPlugin(world, { settings, provider: explicitProvider });
	const { inputs } = await plugin.check(notebook(), {}, about);
	const { id, outputs } = await plugin.create(inputs, about);
	const read = await plugin.read(id, outputs, { ...about, oldInputs: inputs });
	expect(inputs.tags).toEqual({ team: secret("SECRET-team") });
	expect(outputs).toMatchObject({ tags: inputs.tags, region: settings.region });
	expect(showUnmarked([inputs, outputs, read])).not.toContain("SECRET-team");
});

test("a refresh marks what only the inputs of the state mark, as the dynamic provider has left it", async () => {
	const world = await openWorld();
	const tags = '{"team":"SECRET-team"}';
	const dynamic = await world.start({
		config: {
			"huaweicloud:explicit": "true",
			"huaweicloud:defaultTags": tags,
			"huaweicloudSecrets:settings": ["huaweicloud:defaultTags"],
		},
	});
	const { inputs } = await dynamic.check(notebook(), {}, dynamicAbout);
	const { id, outputs } = await dynamic.create({ ...inputs, tags: { team: "SECRET-team" } }, dynamicAbout);
	const plugin = await startPlugin(world, { settings: { defaultTags: secret(tags) }, provider: explicitProvider });
	// The engine has marked what the dynamic provider returned by the inputs of the same name.
	const state = { ...outputs, tags: { team: secret("SECRET-team") } };
	const read = await plugin.read(id, state, { ...about, oldInputs: inputs });
	expect(read.inputs.tags).toEqual({ team: secret("SECRET-team") });
	expect(showUnmarked(read)).not.toContain("SECRET-team");
});

test("an import returns no secret of the object", async () => {
	const { world, plugin, inputs } = await open();
	const { id, outputs } = await plugin.create(inputs, about);
	const token = (outputs.token as Json).value as string;
	const imported = await importObject(plugin, id, about);
	expect(imported).toMatchObject({ id, inputs: { flavor: "modelarts.vm.cpu.2u" } });
	expect(JSON.stringify(imported)).not.toContain(token);
	expect(readRequests(world)).not.toContain(token);
});

function readRequests(world: World): string {
	return JSON.stringify(world.admin.requests());
}
