import { notebook } from "../../support/notebooks";
import {
	aboutPlugin,
	checkConfig,
	diffConfig,
	explicitProvider,
	launchPlugin,
	secret,
	settingsOf,
	showUnmarked,
	startPlugin,
	unknown,
} from "../../support/plugin";
import type { ProviderError } from "../../support/provider-error";
import type { ProviderProcess } from "../../support/provider-process";
import type { Json } from "../../support/structs";
import { catchError, openWorlds } from "../../support/world";

const openWorld = openWorlds();

async function create(plugin: ProviderProcess, changes: Json = {}) {
	const { inputs, failures } = await plugin.check(notebook(changes), {}, aboutPlugin());
	expect(failures).toEqual([]);
	return { inputs, ...(await plugin.create(inputs, aboutPlugin())) };
}

describe("settings", () => {
	test("of the default provider are text, objects JSON text", async () => {
		const plugin = await startPlugin(await openWorld(), { settings: { defaultTags: '{"team":"vision"}' } });
		expect((await create(plugin)).outputs).toMatchObject({ status: "RUNNING", tags: { team: "vision" } });
	});

	test("of an explicit provider may be of their real types", async () => {
		const world = await openWorld();
		const { endpoints } = world.simulator;
		const settings = { endpoints: { ...endpoints }, requestsPerSecond: 1000, insecure: true, defaultTags: { a: "b" } };
		const plugin = await startPlugin(world, { settings, provider: explicitProvider });
		expect((await create(plugin)).outputs).toMatchObject({ status: "RUNNING", tags: { a: "b" } });
	});

	test("may be in envelopes, whole or in parts", async () => {
		const world = await openWorld();
		const { secretKey } = world.simulator;
		const settings = { secretKey: secret(secretKey), defaultTags: { team: secret("SECRET-team"), b: "shown" } };
		const plugin = await startPlugin(world, { settings, provider: explicitProvider });
		expect((await create(plugin)).outputs).toMatchObject({ status: "RUNNING" });
	});

	test("that are secret and reach the state are secret there", async () => {
		const plugin = await startPlugin(await openWorld(), {
			settings: { defaultTags: secret('{"team":"SECRET-team"}') },
			provider: explicitProvider,
		});
		const { inputs, outputs } = await create(plugin);
		expect(inputs.tags).toEqual({ team: secret("SECRET-team") });
		expect(showUnmarked([inputs, outputs])).not.toContain("SECRET-team");
	});

	test("of the environment count before the stack's config, and after an explicit provider's arguments", async () => {
		const world = await openWorld();
		const environment = { HW_REGION_NAME: "eu-de" };
		const byDefault = await startPlugin(world, { environment });
		const explicit = await startPlugin(world, { environment, provider: explicitProvider });
		const regions = [byDefault, explicit].map(async (plugin) => (await create(plugin)).outputs.region);
		expect(await Promise.all(regions)).toEqual(["eu-de", world.simulator.region]);
	});

	test("of the stack's config fill in what an explicit provider leaves out", async () => {
		const world = await openWorld();
		const { region, ...rest } = settingsOf(world);
		const PULUMI_CONFIG = JSON.stringify({ "modelarts:region": region, "modelarts:config:projectName": "unused" });
		const plugin = await launchPlugin(world, { environment: { PULUMI_CONFIG } });
		await plugin.configure(rest, explicitProvider);
		expect((await create(plugin)).outputs).toMatchObject({ region });
	});

	test("that the engine adds are ignored", async () => {
		const plugin = await startPlugin(await openWorld(), {
			settings: { version: "0.1.0", pluginDownloadURL: "http://localhost" },
		});
		expect((await create(plugin)).outputs).toMatchObject({ status: "RUNNING" });
	});

	test("that cannot be used are named as a user of the plugin knows them", async () => {
		const plugin = await startPlugin(await openWorld(), { settings: { pollInterval: "soon" } });
		const { message } = await catchError<ProviderError>(create(plugin));
		expect(message).toMatch(/pollInterval \(stack config modelarts:pollInterval\)/);
	});
});

describe("a check of the settings", () => {
	test("refuses names that no setting has, and shows no value", async () => {
		const { inputs, failures } = await checkConfig(await launchPlugin(await openWorld()), {
			regoin: "eu-de",
			secretKey: "SECRET-key",
			version: "0.1.0",
		});
		expect(failures).toEqual([
			{ property: "", reason: expect.stringContaining("modelarts:regoin is not a setting. The settings are region,") },
		]);
		expect(inputs).toMatchObject({ regoin: "eu-de", secretKey: secret("SECRET-key") });
	});

	test("marks what is secret by its nature, and leaves alone what is unknown or marked already", async () => {
		const given = { region: unknown, password: "SECRET-1", authToken: secret("SECRET-2"), userName: "me" };
		const { inputs, failures } = await checkConfig(await launchPlugin(await openWorld()), given);
		expect(failures).toEqual([]);
		expect(inputs).toEqual({ ...given, password: secret("SECRET-1") });
	});
});

describe("a difference of the settings", () => {
	const rows: [what: string, olds: Json, news: Json, changes: "none" | "some"][] = [
		["of nothing", { region: "eu-de" }, { region: "eu-de" }, "none"],
		["of a mark alone", { secretKey: secret("k") }, { secretKey: "k" }, "none"],
		[
			"from the dynamic provider's",
			{ "huaweicloud:region": "eu-de", "huaweicloud:explicit": "true", "huaweicloudSecrets:settings": [] },
			{ region: "eu-de", version: "0.1.0" },
			"none",
		],
		["of the region", { region: "eu-de" }, { region: "cn-north-4" }, "some"],
		["of a region that is new", {}, { region: "cn-north-4" }, "some"],
		["of a region that is not known yet", { region: "eu-de" }, { region: unknown }, "some"],
	];
	test.each(rows)("%s replaces no provider", async (_what, olds, news, changes) => {
		expect(await diffConfig(await launchPlugin(await openWorld()), olds, news)).toEqual({ changes, replaces: [] });
	});
});

describe("missing settings", () => {
	const keys = { accessKey: undefined, secretKey: undefined };
	const rows: [what: string, settings: Json, environment: Record<string, string>, missing: string[]][] = [
		["a region", { region: undefined }, {}, ["region"]],
		["every kind of credentials", keys, {}, ["accessKey", "secretKey"]],
		["both", { ...keys, region: "" }, {}, ["region", "accessKey", "secretKey"]],
		["the other half of a key pair", { secretKey: undefined }, { HW_USER_NAME: "me" }, ["secretKey"]],
		["the rest of a user's", { ...keys, userName: "me" }, {}, ["password", "domainName"]],
	];
	test.each(rows)(
		"(%s) are named to the engine, which says how to set them",
		async (_what, settings, environment, missing) => {
			const error = await catchError<ProviderError>(startPlugin(await openWorld(), { settings, environment }));
			expect(Object.keys(error.missingKeys ?? {})).toEqual(missing.map((name) => `modelarts:${name}`));
			expect(error.message).toContain(`modelarts:${missing[0]}: `);
		},
	);

	test("name the variable of the environment that may hold them", async () => {
		const error = await catchError<ProviderError>(startPlugin(await openWorld(), { settings: { region: undefined } }));
		expect(error.missingKeys).toEqual({
			"modelarts:region": "the region of the cloud, such as cn-north-4 (in the environment: HW_REGION_NAME).",
		});
	});

	test.each([
		["a token", { authToken: "t" }, {}],
		["a user in the environment", {}, { OS_USERNAME: "u", OS_PASSWORD: "p", OS_DOMAIN_NAME: "d" }],
		["a key pair in the environment", {}, { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s" }],
	])("are none with %s", async (_what, settings, environment) => {
		await startPlugin(await openWorld(), { settings: { ...keys, ...settings }, environment });
	});

	test("of an explicit provider are looked for in the environment and in the stack's config", async () => {
		const world = await openWorld();
		const { region, accessKey, secretKey } = settingsOf(world);
		const PULUMI_CONFIG = JSON.stringify({ "modelarts:accessKey": accessKey, "modelarts:secretKey": secretKey });
		const plugin = await launchPlugin(world, { environment: { PULUMI_CONFIG } });
		const error = await catchError<ProviderError>(plugin.configure({}, explicitProvider));
		expect(Object.keys(error.missingKeys ?? {})).toEqual(["modelarts:region"]);
		await plugin.configure({ region }, explicitProvider);
	});
});
