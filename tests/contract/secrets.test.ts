import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { make, notebook } from "../support/notebook";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";
import { openWorlds, type World } from "../support/world";

const openWorld = openWorlds();

/** Each can be recognized anywhere, in every encoding that keeps letters and digits. */
const mark = (name: string) => `${name.toUpperCase()}q7Zk${name.length}mark9XyW`;

const marks = {
	accessKey: mark("ak"),
	secretKey: mark("sk"),
	securityToken: mark("st"),
	authToken: mark("at"),
	password: `${mark("pw")} +/"'&<`,
	instanceToken: mark("instance"),
	annotationToken: mark("annotation"),
	proxyPassword: mark("proxy"),
	otherSecretKey: mark("othersk"),
	otherPassword: mark("otherpw"),
	foreignConfig: mark("foreign"),
	passphrase: mark("passphrase"),
};

/** Secrets of every process, whatever its credentials. */
const environment = {
	PULUMI_MODELARTS_LOG: "debug",
	PULUMI_CONFIG_PASSPHRASE: marks.passphrase,
	HTTPS_PROXY: `http://user:${marks.proxyPassword}@127.0.0.1:9`,
};
const everyone = { "contract:database": marks.foreignConfig, "huaweicloud:domainName": "account" };
const none = { "huaweicloud:accessKey": undefined, "huaweicloud:secretKey": undefined };

type Row = readonly [who: string, environment: Record<string, string>, config: Json, secrets: readonly string[]];

const { accessKey, secretKey, securityToken, password, otherSecretKey, otherPassword } = marks;

const rows: Row[] = [
	[
		"a temporary access key in the stack's config",
		{ HW_USER_PASSWORD: otherPassword },
		{
			"huaweicloud:accessKey": accessKey,
			"huaweicloud:secretKey": secretKey,
			"huaweicloud:securityToken": securityToken,
		},
		[accessKey, secretKey, securityToken],
	],
	[
		"an access key in the environment",
		{ HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey, HW_SECURITY_TOKEN: securityToken },
		{ "huaweicloud:secretKey": otherSecretKey },
		[accessKey, secretKey, securityToken],
	],
	[
		"an explicit provider",
		{},
		{
			"huaweicloud:explicit": "true",
			"huaweicloud:accessKey": accessKey,
			"huaweicloud:secretKey": secretKey,
			"huaweicloud:securityToken": securityToken,
			"huaweicloudStack:secretKey": otherSecretKey,
		},
		[accessKey, secretKey, securityToken],
	],
	[
		"a user with a password",
		{ OS_SECRET_KEY: otherSecretKey },
		{ ...none, "huaweicloud:userName": "somebody", "huaweicloud:password": password },
		[password],
	],
	["a token", {}, { ...none, "huaweicloud:authToken": marks.authToken }, [marks.authToken]],
];

/** All output of a process. */
async function collect(provider: ProviderProcess, world: World): Promise<string> {
	const seen: unknown[] = [];
	const attempt = async <Result>(call: Promise<Result>): Promise<Result | undefined> => {
		const outcome = await call.catch((error: unknown) => error as Result);
		seen.push(outcome, inspect(outcome, { depth: 20, showHidden: true }));
		return outcome instanceof Error ? undefined : outcome;
	};

	const { inputs } = await provider.check(notebook({ timeouts: { create: 1, read: 0.05, update: 0.05 } }));
	const made = await attempt(provider.create(inputs));
	const id = made?.id ?? "DE-1";
	const { region, projectId } = world.simulator;
	const state = made?.outputs ?? { ...inputs, region, projectId, status: "RUNNING" };
	world.admin.putObjects({ instances: made ? [{ id, patch: leak }] : [] });
	await attempt(provider.read(id, state));
	await attempt(provider.update(id, state, { ...inputs, description: "new" }));
	await attempt(provider.diff(id, state, { ...inputs, name: "other" }));
	await attempt(provider.check({ ...inputs, flavour: "x", name: "" }));
	await attempt(provider.delete(id, state));
	seen.push(provider.stdout, provider.stderr, provider.engine.messages, world.admin.requests(), readAll(world.home));
	return JSON.stringify(seen);
}

/** Files that remain on the machine. */
function readAll(folder: string): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
}

/** Fields that a careless service would return of an instance. */
const leak = { token: marks.instanceToken, spec: { annotations: { token: marks.annotationToken } } };

async function openFor(variables: Record<string, string>, config: Json) {
	const world = await openWorld();
	const { password: spelled } = marks;
	world.set({
		users: [{ name: "somebody", password: spelled }],
		keys: [{ accessKey, secretKey, securityToken, user: "somebody" }],
	});
	const provider = await world.start({
		environment: { ...environment, ...variables },
		config: { ...everyone, ...config },
	});
	return { world, provider };
}

function expectNoSecret(text: string): void {
	const shown = Object.entries(marks).filter(([, secret]) =>
		[secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")].some((form) => text.includes(form)),
	);
	const parts = Object.entries(marks).filter(([, secret]) => text.includes(secret.split(" ")[0] ?? secret));
	expect([...shown, ...parts].map(([name]) => name)).toEqual([]);
}

describe.each(rows)("with %s", (_who, variables, config, secrets) => {
	test("no secret is in the output without failures, with the most detailed log", async () => {
		const { world, provider } = await openFor(variables, config);
		const text = await collect(provider, world);
		expectNoSecret(text);
		expect(provider.stderr).toMatch(/modelarts (POST|GET) \/v/);
	});

	test("no secret is in the output when the service repeats its requests", async () => {
		const { world, provider } = await openFor(variables, config);
		const said = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret)]).join(" | ");
		const body = { error_code: `Echo.${secrets[0]}`, error_msg: `what was sent: ${said}` };
		const headers = { "x-request-id": secrets[0] ?? "" };
		world.admin.addFault({ match: { path: "^/v" }, times: null, action: { status: 401, body, headers } });
		expectNoSecret(await collect(provider, world));
		world.admin.clearFaults();
		world.admin.addFault({ match: { path: "^/v" }, times: null, action: { status: 400, body: said } });
		expectNoSecret(await collect(provider, world));
	});
});

test("the token for a user's password is in no output", async () => {
	const { world, provider } = await openFor({}, rows[3]?.[2] ?? {});
	const token = mark("issued");
	world.admin.addFault({
		match: { operation: "keystoneCreateUserTokenByPassword" },
		times: null,
		action: {
			status: 201,
			headers: { "x-subject-token": token },
			body: { token: { issued_at: new Date().toISOString(), expires_at: "2099-01-01T00:00:00.000Z" } },
		},
	});
	const body = { error_code: "APIGW.0301", error_msg: `decrypt token fail: ${token}` };
	world.admin.addFault({ match: { path: "/demanager/" }, times: null, action: { status: 401, body } });
	const text = await collect(provider, world);
	expect(world.operations()).toContain("getInstanceList");
	expect(text).not.toContain(token);
});

test("the process prints nothing without the debug log", async () => {
	const world = await openWorld();
	const provider = await world.start();
	await make(provider);
	expect([provider.stdout, provider.stderr]).toEqual(["", ""]);
});
