import type { Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { until } from "./support/until";
import { whenFull } from "../support/full";

/** Long enough on every machine: no notebook becomes ready during a test. */
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

describe("Ctrl-C during the create of a notebook", () => {
	test("ends the run, an hour before the notebook would be ready", () => {
		expect(interrupted.code).not.toBe(0);
	});

	test("reports the notebook's status and that it is kept", () => {
		expect(interrupted.terminal).toMatch(
			/Notebook lab-\w{7} \(DE-[\w-]+\) was CREATING when this run was interrupted\. It is kept in the state/,
		);
	});

	test("keeps the id in the state", async () => {
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	});

	test("leaves no process", async () => {
		await until("the end of all processes", () => stack.processes().length === 0);
	});
});

whenFull(() => {
	describe("a refresh after an interruption", () => {
		test("keeps the unfinished notebook in the state", async () => {
			expect(await stack.refresh()).toMatchObject({ code: 0 });
			expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
		}, 60_000);

		test("does not hide the unfinished create from the next preview", async () => {
			expect(await stack.preview()).toMatchObject({ code: 0, steps: ["update lab"] });
		}, 60_000);
	});

	describe("a second Ctrl-C while the next `up` waits", () => {
		test("keeps the id as well", async () => {
			const up = stack.startUp();
			await until("the wait", () => up.output().includes("CREATING"));
			up.signal("SIGINT");
			expect((await up.outcome).code).not.toBe(0);
			expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
		}, 60_000);
	});
});

describe("the next `up`", () => {
	let outcome: Outcome;

	beforeAll(async () => {
		const { id } = theNotebookIn(cloud);
		cloud.admin.putObjects({ instances: [{ id, patch: { status: "RUNNING" } }] });
		outcome = await stack.up();
	}, 60_000);

	test("completes the same notebook, without a duplicate", async () => {
		expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(countCalls(cloud, "createInstance")).toBe(1);
		expect(notebooksIn(cloud)).toHaveLength(1);
		expect((await stack.theNotebook()).outputs).toMatchObject({ status: "RUNNING" });
		expect((await stack.theNotebook()).outputs).not.toHaveProperty("unfinished");
	});

	test("sets the user's own description", () => {
		expect(theNotebookIn(cloud).description).toBe("for the course");
	});

	test("leaves no changes", async () => {
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});
