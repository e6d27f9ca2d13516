import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, notebooksIn, openCloud, tamper, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type RunningCommand, type Stack } from "./support/stack";
import { until } from "./support/until";
import { whenFull } from "../support/full";

/** Long enough on every machine: no object becomes ready during a test. */
const HOUR = 3_600_000;

let cloud: Simulator;
let stack: Stack;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createInstance: HOUR } } });
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
}, 60_000);

/** Kills the CLI and no other process. */
async function kill(command: RunningCommand): Promise<void> {
	expect(stack.processes().some(isProvider)).toBe(true);
	command.signal("SIGKILL");
	await command.finished;
}

function isProvider({ command }: { command: string }): boolean {
	return command.includes("dynamic-provider");
}

describe("a CLI killed during the create of a notebook", () => {
	let requests: number;

	beforeAll(async () => {
		const up = stack.startUp();
		await until("the wait", () => up.output().includes("CREATING"));
		await kill(up);
	}, 60_000);

	test("ends the provider as well, long before its create is done", async () => {
		await until("the end of the provider", () => !stack.processes().some(isProvider));
		requests = cloud.admin.requests().length;
	});

	test("leaves no process that sends requests to the cloud", async () => {
		await sleep(1000);
		expect(cloud.admin.requests()).toHaveLength(requests);
	});
});

describe("the next `up`", () => {
	let outcome: Outcome;
	let id: string;

	beforeAll(async () => {
		({ id } = theNotebookIn(cloud));
		tamper(cloud, id, { status: "RUNNING" });
		expect((await stack.cancel()).code).toBe(0);
		outcome = await stack.up();
	}, 60_000);

	test("finds the notebook of the killed run and resumes it", async () => {
		expect(outcome.code).toBe(0);
		expect(outcome.terminal).toContain(`(${id}), which an earlier attempt of this resource created`);
		expect(notebooksIn(cloud)).toMatchObject([{ id, status: "RUNNING" }]);
		expect((await stack.theNotebook()).id).toBe(id);
	});
});

whenFull(() => {
	test("a CLI killed while a notebook stops before its deletion: no process deletes it afterwards", async () => {
		cloud.admin.changeSettings({ durations: { changeInstanceStatus: HOUR } });
		cloud.admin.clearRequests();
		const destroy = stack.start(["destroy", "--yes", "--skip-preview"]);
		await until("the order to stop", () => changesTo(cloud).includes("changeInstanceStatus"));
		await kill(destroy);
		await until("the end of the provider", () => !stack.processes().some(isProvider));
		tamper(cloud, theNotebookIn(cloud).id, { status: "STOPPED" });
		await sleep(1000);
		expect(changesTo(cloud)).toEqual(["changeInstanceStatus"]);
	}, 60_000);
});
