import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab, declareNotebook } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { isFull, whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;

/** Seconds: what retried such an error would take minutes. */
const LIMIT = 60;

const elsewhere = "cccccccccccccccccccccccccccccccc";
const otherAccount = { accessKey: "AKSTRANGER0000000001", secretKey: "SKstranger0123456789", user: "stranger" };

/** The error, its settings, and the setting that the sentence has to name. */
const invalidSettings: [string, () => Promise<Record<string, string | undefined>>, RegExp][] = [
	[
		"a wrong secret key",
		async () => ({ HW_SECRET_KEY: "SKwrongButLongEnough00000000" }),
		/huaweicloud:secretKey.*HW_SECRET_KEY/,
	],
	["an unknown access key", async () => ({ HW_ACCESS_KEY: "AKUNKNOWN00000000001" }), /huaweicloud:accessKey/],
	["missing keys", async () => ({ HW_ACCESS_KEY: undefined }), /HW_ACCESS_KEY and HW_SECRET_KEY/],
	[
		"keys of another account",
		async () => keysOfAnotherAccount(),
		/belong to another project.*huaweicloud:projectId \(HW_PROJECT_ID\)/,
	],
	["a wrong endpoint", async () => endpointsAt(`${cloud.url}/elsewhere`), /huaweicloud:endpoints \(HW_ENDPOINTS\)/],
	[
		"an endpoint without a server",
		async () => endpointsAt(`http://127.0.0.1:${await findClosedPort()}`),
		/HW_ENDPOINTS/,
	],
	["a host that does not exist", async () => endpointsAt("http://modelarts.invalid"), /HW_ENDPOINTS/],
	["https to an http server", async () => endpointsAt(cloud.url.replace("http:", "https:")), /HW_ENDPOINTS/],
];

function endpointsAt(url: string): Record<string, string> {
	return { HW_ENDPOINTS: JSON.stringify({ iam: url, modelarts: url, ims: url }) };
}

/** Valid keys of an account that has only another project. */
function keysOfAnotherAccount(): Record<string, string> {
	const { accessKey, secretKey } = otherAccount;
	return { HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey };
}

async function findClosedPort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	return port;
}

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	await stack.up();
	cloud.admin.changeSettings({
		// Wrong keys must not lock out the right ones: there are many here.
		keyLockAfter: 1000,
		projects: [
			{ id: cloud.projectId, name: cloud.region },
			{ id: elsewhere, name: "cn-east-3" },
		],
		users: [
			{ name: cloud.user, password: cloud.password, projectIds: [cloud.projectId] },
			{ name: otherAccount.user, password: "unused", projectIds: [elsewhere] },
		],
		keys: [{ accessKey: cloud.accessKey, secretKey: cloud.secretKey, user: cloud.user }, otherAccount],
	});
	// A second notebook, so that an `up` has one to create and a refresh one to lose.
	stack.write(declareLab() + declareNotebook("other"));
}, 60_000);

// The sentences have two sources, rejections and connections: one of each is a gate.
test.each(
	isFull ? invalidSettings : invalidSettings.filter(([what]) => /wrong secret key|without a server/.test(what)),
)(
	"%s fails a refresh with one sentence that names the setting, and the state keeps the notebook",
	async (_what, invalidate, setting) => {
		const outcome = await stack.refresh({ env: await invalidate() });
		expect(outcome.code).not.toBe(0);
		expect(outcome.seconds).toBeLessThan(LIMIT);
		expect(outcome.diagnostics).toMatch(setting);
		expect(outcome.diagnostics.match(/Could not read|No credentials for/g)).toHaveLength(1);
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	},
	60_000,
);

// The same sentences have the same source: three of them are enough for `up`.
whenFull(() => {
	test.each(invalidSettings.filter(([what]) => /secret key|missing keys|without a server/.test(what)))(
		"%s fails `up` in the same way, within seconds, and nothing is created",
		async (_what, invalidate, setting) => {
			const outcome = await stack.up({ env: await invalidate() });
			expect(outcome.code).not.toBe(0);
			expect(outcome.seconds).toBeLessThan(LIMIT);
			expect(outcome.diagnostics).toMatch(setting);
			expect(notebooksIn(cloud)).toHaveLength(1);
		},
		60_000,
	);
});

describe("a wrong project", () => {
	const env = { HW_PROJECT_ID: elsewhere };

	whenFull(() => {
		test("fails `up` with one sentence that names the setting, within seconds", async () => {
			const outcome = await stack.up({ env });
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toMatch(/huaweicloud:projectId \(HW_PROJECT_ID\)/);
			expect(outcome.seconds).toBeLessThan(LIMIT);
		}, 60_000);
	});

	test("loses nothing in a refresh, which searches for notebooks at the location in the state", async () => {
		expect(await stack.refresh({ env })).toMatchObject({ code: 0, steps: [] });
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	}, 60_000);
});
