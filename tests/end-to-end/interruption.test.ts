import type { Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { until } from "./support/until";

/** Nothing here ends because the notebook happened to be ready, on whatever machine. */
const LONG = 3_600_000;

let cloud: Simulator;
let stack: Stack;
let interrupted: Outcome;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createInstance: LONG } } });
	const program = declareLab({ description: "for the course" });
	stack = await openStack({ program, env: environmentOf(cloud) });
	const up = stack.startUp();
	await until("the notebook in the row of the resource", () => up.output().includes("CREATING"));
	up.signal("SIGINT");
	interrupted = await up.outcome;
}, 60_000);

describe("Ctrl-C while a notebook is being made", () => {
	test("ends the run, an hour before the notebook would be there", () => {
		expect(interrupted.code).not.toBe(0);
	});

	test("says where the notebook was and that it is kept", () => {
		expect(interrupted.terminal).toMatch(
			/Notebook lab-\w{7} \(DE-[\w-]+\) was CREATING when this run was interrupted\. It is kept in the state/,
		);
	});

	test("keeps the id in the state", async () => {
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	});

	test("leaves no process behind", async () => {
		await until("the end of all processes", () => stack.processes().length === 0);
	});
});

describe("a refresh afterwards", () => {
	test("keeps the unfinished notebook in the state", async () => {
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	}, 60_000);

	test("does not make the next preview forget that there is work to do", async () => {
		expect(await stack.preview()).toMatchObject({ code: 0, steps: ["update lab"] });
	}, 60_000);
});

describe("a second Ctrl-C while the next `up` goes on waiting", () => {
	test("keeps the id as well", async () => {
		const up = stack.startUp();
		await until("the wait", () => up.output().includes("CREATING"));
		up.signal("SIGINT");
		expect((await up.outcome).code).not.toBe(0);
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	}, 60_000);
});

describe("the next `up`", () => {
	let outcome: Outcome;

	beforeAll(async () => {
		const { id } = theNotebookIn(cloud);
		cloud.admin.putObjects({ instances: [{ id, patch: { status: "RUNNING" } }] });
		outcome = await stack.up();
	}, 60_000);

	test("finishes the same notebook: none is made a second time", async () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(countCalls(cloud, "createInstance")).toBe(1);
		expect(notebooksIn(cloud)).toHaveLength(1);
		expect((await stack.theNotebook()).outputs).toMatchObject({ status: "RUNNING" });
		expect((await stack.theNotebook()).outputs).not.toHaveProperty("unfinished");
	});

	test("gives it the user's own description", () => {
		expect(theNotebookIn(cloud).description).toBe("for the course");
	});

	test("leaves nothing to do", async () => {
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});
