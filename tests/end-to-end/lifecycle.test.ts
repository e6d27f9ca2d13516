import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, notebooksIn, openCloud, tamper, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

const atFirst = { description: "for the course", autoStop: { enable: true, duration: 3600 } };
const later = { description: "for the exam", autoStop: { enable: true, duration: 7200 } };

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(atFirst), env: environmentOf(cloud) });
}, 60_000);

describe("the first `up`", () => {
	beforeAll(async () => {
		outcome = await stack.up();
	}, 60_000);

	test("creates the notebook and ends when it runs", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(theNotebookIn(cloud)).toMatchObject({ status: "RUNNING", flavor: "modelarts.vm.cpu.2u" });
	});

	test("returns id, name, status and address as outputs", async () => {
		const { id, name } = theNotebookIn(cloud);
		expect(name).toMatch(/^lab-[0-9a-f]{7}$/);
		const outputs = (await stack.exportState()).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
		expect(outputs?.lab).toEqual({ id, name, status: "RUNNING", url: expect.stringContaining(id) });
	});

	test("stores a reference to the code instead of the code, and the notebook's location", async () => {
		const { outputs } = await stack.theNotebook();
		expect(outputs).toMatchObject({ region: cloud.region, projectId: cloud.projectId, ...atFirst });
		expect(outputs.__provider).toBe('exports.handler=()=>require("pulumi-modelarts/NotebookInstance")');
	});
});

describe("a preview without changes", () => {
	let connections = 0;

	beforeAll(async () => {
		const listener = createServer(() => connections++).listen(0, "127.0.0.1");
		await once(listener, "listening");
		const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
		const endpoints = JSON.stringify({ iam: url, modelarts: url, ims: url });
		outcome = await stack.preview({ args: ["--expect-no-changes"], env: { HW_ENDPOINTS: endpoints } });
		listener.close();
	}, 60_000);

	test("shows no change", () => {
		expect(outcome).toMatchObject({ code: 0, steps: [] });
	});

	test("opens no connection", () => {
		expect(connections).toBe(0);
	});
});

whenFull(() => {
	test("a second `up` changes nothing in the cloud", async () => {
		cloud.admin.clearRequests();
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
		expect(changesTo(cloud)).toEqual([]);
	}, 60_000);
});

describe("a change of description and auto-stop", () => {
	beforeAll(async () => {
		cloud.admin.clearRequests();
		stack.write(declareLab(later));
		outcome = await stack.up();
	}, 60_000);

	test("is made in place, with one request", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(changesTo(cloud)).toEqual(["updateInstance"]);
	});

	test("is visible in the cloud", () => {
		expect(theNotebookIn(cloud)).toMatchObject({
			description: "for the exam",
			spec: { auto_stop: { enable: true, duration: 7200 } },
		});
	});
});

describe("a change outside of Pulumi", () => {
	beforeAll(async () => {
		tamper(cloud, theNotebookIn(cloud).id, { description: "hands off" });
		outcome = await stack.refresh();
	}, 60_000);

	test("is detected by a refresh", async () => {
		expect(outcome.changes).toMatchObject([{ op: "update", name: "lab" }]);
		expect((await stack.theNotebook()).outputs.description).toBe("hands off");
	});

	test("is corrected by the next `up`", async () => {
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(theNotebookIn(cloud).description).toBe("for the exam");
	}, 60_000);
});

describe("a destroy", () => {
	beforeAll(async () => {
		cloud.admin.changeSettings({ durations: { deleteInstance: 1500 } });
		cloud.admin.clearRequests();
		outcome = await stack.destroy();
	}, 60_000);

	test("stops the notebook, deletes it and waits for the end of the deletion", () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["delete lab"] });
		expect(changesTo(cloud)).toEqual(["changeInstanceStatus", "deleteInstance"]);
		const { at } = cloud.admin.requests().find(({ operation }) => operation === "deleteInstance") ?? { at: 0 };
		const last = cloud.admin.requests().at(-1);
		expect(last).toMatchObject({ operation: "getInstance", status: 400 });
		expect((last?.at ?? 0) - at).toBeGreaterThanOrEqual(1400);
	});

	test("leaves nothing in the cloud or in the state", async () => {
		expect(notebooksIn(cloud)).toEqual([]);
		expect(await stack.exportState()).toEqual([]);
	});
});
