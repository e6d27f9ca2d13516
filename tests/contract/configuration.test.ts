import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { sdks } from "../support/quick-start";
import type { Json } from "../support/structs";
import { catchError, openWorlds } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();

const regions = ["cn-north-4", "cn-south-1", "eu-de"] as const;
const projects = ["1".repeat(32), "2".repeat(32), "3".repeat(32)] as const;
const simulator = { region: regions, projectId: projects };

/** Settings of the first region, of the second, of the third. */
const [north, south, germany] = regions.map((region, index) => ({ region, projectId: projects[index] }));

function config(prefix: string, settings: Json = {}): Json {
	return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]));
}

const environment = { HW_REGION_NAME: "cn-south-1", HW_PROJECT_ID: projects[1] };
const oldEnvironment = { OS_REGION_NAME: "eu-de", OS_PROJECT_ID: projects[2] };
const explicit = { "huaweicloud:explicit": "true" };

type Row = readonly [what: string, environment: Record<string, string>, config: Json, region: string | undefined];

const rows: Row[] = [
	["the stack's config alone is used", {}, config("huaweicloud:", north), "cn-north-4"],
	[
		"the environment takes precedence over the stack's config",
		environment,
		config("huaweicloud:", north),
		"cn-south-1",
	],
	["HW_… counts before OS_…", { ...oldEnvironment, ...environment }, config("huaweicloud:", north), "cn-south-1"],
	["OS_… counts before the stack's config", oldEnvironment, config("huaweicloud:", north), "eu-de"],
	[
		"an explicit provider's arguments take precedence over the environment",
		environment,
		{ ...explicit, ...config("huaweicloud:", germany), ...config("huaweicloudStack:", north) },
		"eu-de",
	],
	[
		"the environment takes precedence over the stack's config with an explicit provider",
		environment,
		{
			...explicit,
			...config("huaweicloud:", { region: undefined, projectId: undefined }),
			...config("huaweicloudStack:", north),
		},
		"cn-south-1",
	],
	[
		"the stack's config comes last with an explicit provider",
		{},
		{
			...explicit,
			...config("huaweicloud:", { region: undefined, projectId: undefined }),
			...config("huaweicloudStack:", south),
		},
		"cn-south-1",
	],
	[
		"empty variables count as unset",
		{ HW_REGION_NAME: "", HW_PROJECT_ID: "" },
		config("huaweicloud:", north),
		"cn-north-4",
	],
];

/** The order of all variables is in `unit/services/configuration.test.ts`. */
const FEW = /config alone|^the environment .* stack's config$|explicit provider's arguments|comes last/;

test.each(isFull ? rows : rows.filter(([what]) => FEW.test(what)))("%s", async (_what, variables, more, region) => {
	const world = await openWorld(simulator);
	const provider = await world.start({ environment: variables, config: more });
	const { outputs } = await make(provider);
	expect(outputs).toMatchObject({ region, projectId: projects[regions.indexOf(region as "eu-de")] });
});

test("an explicit provider's objects arrive as objects, and are equivalent to JSON text", async () => {
	const world = await openWorld(simulator);
	const { endpoints } = world.simulator;
	const provider = await world.start({ config: { ...explicit, "huaweicloud:endpoints": { ...endpoints } } });
	expect((await make(provider)).outputs.status).toBe("RUNNING");
});

test("two explicit providers are two independent processes", async () => {
	const world = await openWorld(simulator);
	const providers = await Promise.all(
		[south, germany].map((place) => world.start({ config: { ...explicit, ...config("huaweicloud:", place) } })),
	);
	const made = await Promise.all(providers.map((provider) => make(provider)));
	expect(made.map(({ outputs }) => outputs.region)).toEqual(["cn-south-1", "eu-de"]);
});

describe.each(sdks.map((sdk) => [sdk] as const))("with %s", (sdk) => {
	test("the first calls of a process, all at once and before the response to configure, use the config", async () => {
		const world = await openWorld();
		const provider = await world.startBare({ sdk });
		const configured = provider.configure(world.config);
		const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
		const made = await Promise.all(names.map((name) => provider.create(notebook({ name, description: "text" }))));
		await configured;
		expect(made.map(({ outputs }) => outputs.status)).toEqual(names.map(() => "RUNNING"));
		expect(world.instances()).toHaveLength(8);
	});
});

const strange: readonly (readonly [string, Json])[] = [
	["no entry at all", {}],
	[
		"entries of invalid types",
		{ "huaweicloud:region": 7, "huaweicloud:endpoints": [], "huaweicloud:insecure": { a: 1 } },
	],
	["endpoints that are no JSON", { "huaweicloud:endpoints": "{" }],
	["an invalid poll interval", { "huaweicloud:pollInterval": "soon" }],
];

test.each(strange)("a config with %s breaks neither check nor diff; create reports the error", async (_what, wrong) => {
	const world = await openWorld();
	const provider = await world.startBare();
	await provider.configure(wrong);
	const { inputs, failures } = await provider.check(notebook());
	expect(failures).toEqual([]);
	const state = { ...inputs, region: "cn-north-4", projectId: "p", status: "RUNNING" };
	expect(await provider.diff("DE-1", state, inputs)).toMatchObject({ changes: "none" });
	const error = await catchError<ProviderError>(provider.create(inputs));
	expect(error.message).toMatch(/The provider's configuration is not valid|No credentials|region is missing/);
	expect(provider.stderr).toBe("");
});
