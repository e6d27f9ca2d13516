import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

const reason = {
	code: "ModelArts.6528",
	message: "No EVS resources available.",
	detail: { zone: "none of the three has room for 5 GB" },
};

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;

beforeAll(async () => {
	cloud = await openCloud({ settings: { failures: [{ failedReasons: reason }] } });
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	outcome = await stack.up();
}, 60_000);

describe("a notebook that ends as CREATE_FAILED", () => {
	test("fails the run with the service's reason, verbatim", () => {
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(/Notebook lab-\w{7} \(DE-[\w-]+\) ended as CREATE_FAILED/);
		expect(outcome.terminal).toContain(
			'"No EVS resources available." (ModelArts.6528); zone: none of the three has room for 5 GB',
		);
	});

	test("is removed from the cloud, and not kept in the state", async () => {
		expect(outcome.terminal).toContain("It was removed again.");
		expect(notebooksIn(cloud)).toEqual([]);
		expect(await stack.notebooks()).toEqual([]);
	});

	test("is created by the next `up` when the cause is fixed", async () => {
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(theNotebookIn(cloud).status).toBe("RUNNING");
	}, 60_000);
});

whenFull(() => {
	test("a notebook that failed after an interrupted `up` is replaced by the next one", async () => {
		cloud.admin.changeSettings({ durations: { createInstance: 4000 } });
		const shortTimeout = { customTimeouts: { create: "1s" } };
		stack.write(declareLab({ name: "replaced" }, shortTimeout));
		expect((await stack.up()).code).not.toBe(0);
		const { id } = theNotebookIn(cloud);
		cloud.admin.putObjects({ instances: [{ id, patch: { status: "CREATE_FAILED" } }] });
		cloud.admin.changeSettings({ durations: { createInstance: 300 } });

		await stack.refresh();
		expect(await stack.up()).toMatchObject({ code: 0 });
		expect(theNotebookIn(cloud)).toMatchObject({ status: "RUNNING", name: "replaced" });
		expect(theNotebookIn(cloud).id).not.toBe(id);
	}, 60_000);
});
