import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab, declareNotebook } from "./support/program";
import { type Finished } from "./support/command";
import { openStack, type Stack } from "./support/stack";

let cloud: Simulator;
let stack: Stack;

const elsewhere = "cccccccccccccccccccccccccccccccc";

/** What is wrong, what it takes, and the setting that the sentence has to name. */
const mistakes: [string, () => Promise<Record<string, string | undefined>>, RegExp][] = [
	[
		"a wrong secret key",
		async () => ({ HW_SECRET_KEY: "SKwrongButLongEnough00000000" }),
		/huaweicloud:secretKey.*HW_SECRET_KEY/,
	],
	["an unknown access key", async () => ({ HW_ACCESS_KEY: "AKUNKNOWN00000000001" }), /huaweicloud:accessKey/],
	["no keys at all", async () => ({ HW_ACCESS_KEY: undefined }), /HW_ACCESS_KEY and HW_SECRET_KEY/],
	["a wrong endpoint", async () => endpointsAt(`${cloud.url}/elsewhere`), /huaweicloud:endpoints \(HW_ENDPOINTS\)/],
	[
		"an endpoint where nobody listens",
		async () => endpointsAt(`http://127.0.0.1:${await findClosedPort()}`),
		/HW_ENDPOINTS/,
	],
	["a host that does not exist", async () => endpointsAt("http://modelarts.invalid"), /HW_ENDPOINTS/],
	["https where the server speaks http", async () => endpointsAt(cloud.url.replace("http:", "https:")), /HW_ENDPOINTS/],
];

function endpointsAt(url: string): Record<string, string> {
	return { HW_ENDPOINTS: JSON.stringify({ iam: url, modelarts: url, ims: url }) };
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
	cloud.admin.changeSettings({ keyLockAfter: 1000 });
	// A second notebook, so that an `up` has something to make and a refresh something to lose.
	stack.write(declareLab() + declareNotebook("other"));
}, 60_000);

describe.each(mistakes)("%s", (_what, makeMistake, setting) => {
	test("is told by `up` in one sentence that names the setting, within seconds", async () => {
		const outcome = await stack.up({ env: await makeMistake() });
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(setting);
		expect(outcome.seconds).toBeLessThan(15);
		expect(notebooksIn(cloud)).toHaveLength(1);
	}, 60_000);

	test("makes a refresh fail, and the state keeps the notebook", async () => {
		const outcome = await stack.refresh({ env: await makeMistake() });
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(setting);
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	}, 60_000);
});
