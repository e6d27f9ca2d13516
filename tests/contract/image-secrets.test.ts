import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { about, cloudImage, cluster, customImage, quickly } from "../support/images";
import type { Json } from "../support/structs";
import { openWorlds, type World } from "../support/world";

const openWorld = openWorlds();

/** Each can be recognized anywhere. */
const mark = (name: string) => `${name.toUpperCase()}q7Zk${name.length}mark9XyW`;

const marks = {
	accessKey: mark("ak"),
	secretKey: mark("sk"),
	securityToken: mark("st"),
	password: mark("pw"),
	foreign: mark("foreign"),
	careless: mark("careless"),
};

const none = { "huaweicloud:accessKey": undefined, "huaweicloud:secretKey": undefined };

const rows: readonly (readonly [string, Json])[] = [
	[
		"a temporary access key",
		{
			"huaweicloud:accessKey": marks.accessKey,
			"huaweicloud:secretKey": marks.secretKey,
			"huaweicloud:securityToken": marks.securityToken,
		},
	],
	[
		"a password",
		{
			...none,
			"huaweicloud:userName": "somebody",
			"huaweicloud:domainName": "account",
			"huaweicloud:password": marks.password,
		},
	],
];

/** Fields that a careless service would return of an image. */
function leak(world: World, id: string): void {
	for (const kind of ["cloudImages", "customImages"]) {
		try {
			world.admin.putObjects({ [kind]: [{ id, patch: { token: marks.careless, __token: marks.careless } }] });
		} catch {
			// It is one of the other kind.
		}
	}
}

/** All output during create, update and delete of an image, and during failures of each. */
async function collect(world: World, config: Json, given: Json): Promise<string> {
	const { accessKey, secretKey, securityToken, password } = marks;
	world.set({
		users: [{ name: "somebody", password }],
		keys: [{ accessKey, secretKey, securityToken, user: "somebody" }],
	});
	const provider = await world.start({
		config: { ...config, "contract:database": marks.foreign },
		environment: { PULUMI_MODELARTS_LOG: "debug", PULUMI_CONFIG_PASSPHRASE: marks.foreign },
	});
	const seen: unknown[] = [];
	const attempt = async <Result>(call: Promise<Result>): Promise<Result | undefined> => {
		const outcome = await call.catch((error: unknown) => error as Result);
		seen.push(outcome, inspect(outcome, { depth: 20, showHidden: true }));
		return outcome instanceof Error ? undefined : outcome;
	};

	const timeouts = { create: 10, read: 0.1, update: 0.1, delete: 0.1 };
	const { inputs } = await provider.check({ ...given, timeouts }, {}, about(given));
	const { id = "none", outputs = {} } = (await attempt(provider.create(inputs, about(given)))) ?? {};
	leak(world, id);
	for (const action of [undefined, { status: 403 }, { malformed: true }]) {
		if (action) world.admin.addFault({ match: {}, times: null, action });
		await attempt(provider.read(id, outputs, about(given)));
		await attempt(provider.update(id, outputs, { ...inputs, description: "new" }, about(given)));
		await attempt(provider.create({ ...inputs, timeouts: { create: 0.1 }, rebuild: "2" }, about(given)));
		await attempt(provider.delete(id, outputs, about(given)));
		world.admin.clearFaults();
	}
	await attempt(provider.check({ ...inputs, flavour: "x", name: "" }, {}, about(given)));
	seen.push(provider.stdout, provider.stderr, provider.engine.messages, world.admin.requests(), readAll(world.home));
	expect(id).not.toBe("none");
	return JSON.stringify(seen);
}

/** Files that remain on the machine. */
function readAll(folder: string): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
}

describe.each(rows)("with %s", (_who, config) => {
	test.each([
		["a cloud image", cloudImage({ tags: { team: "vision" } })],
		["several images", cluster],
		["a custom image", customImage()],
	] as const)("no secret of any account is in the output of %s", async (_what, given) => {
		const world = await openWorld(quickly.simulator);
		const everything = await collect(world, config, given);
		for (const secret of Object.values(marks)) {
			expect(everything).not.toContain(secret);
		}
	});
});
