import type { Simulator } from "modelarts-simulator";
import { countCalls, environmentOf, openCloud, tamper, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;

beforeEach(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
}, 60_000);

/** The next `up` completes the existing notebook. */
async function expectToFinish(id: string): Promise<void> {
	cloud.admin.clearFaults();
	expect((await stack.theNotebook()).id).toBe(id);
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
	expect(theNotebookIn(cloud)).toMatchObject({ id, status: "RUNNING" });
	expect(countCalls(cloud, "createInstance")).toBe(1);
}

test("`customTimeouts` end the wait on time, and the next `up` resumes the same notebook", async () => {
	cloud.admin.changeSettings({ durations: { createInstance: 30_000 } });
	stack.write(declareLab({}, { customTimeouts: { create: "2s" } }));
	const outcome = await stack.up();
	expect(outcome.code).not.toBe(0);
	expect(outcome.terminal).toMatch(/timed out after \d s while CREATING/);
	tamper(cloud, theNotebookIn(cloud).id, { status: "RUNNING" });
	await expectToFinish(theNotebookIn(cloud).id);
}, 60_000);

whenFull(() => {
	test("a service that responds with 500 for a while delays the create, and does not fail it", async () => {
		cloud.admin.addFault({ match: { operation: "getInstance" }, times: 6, action: { status: 500 } });
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(countCalls(cloud, "createInstance")).toBe(1);
	}, 60_000);

	test("a service that responds with 500 until the timeout leaves the notebook in the state", async () => {
		stack.write(declareLab({}, { customTimeouts: { create: "2s" } }));
		cloud.admin.addFault({ match: { operation: "getInstance" }, times: null, action: { status: 500 } });
		const outcome = await stack.up();
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toContain("answered 500");
		await expectToFinish(theNotebookIn(cloud).id);
	}, 60_000);

	test("a 403 in the middle ends the wait at once, names the cause, and leaves the notebook in the state", async () => {
		const body = { error_code: "ModelArts.0203", error_msg: "The token does not have the permission." };
		cloud.admin.addFault({ match: { operation: "getInstance" }, times: null, action: { status: 403, body } });
		const outcome = await stack.up();
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toContain('answered 403 ModelArts.0203: "The token does not have the permission"');
		expect(outcome.terminal).toContain("It is kept in the state");
		await expectToFinish(theNotebookIn(cloud).id);
	}, 60_000);
});

whenFull(() => {
	test("a lost response to the create request causes no second notebook", async () => {
		const lost = { match: { operation: "createInstance" }, action: { reset: true }, afterEffect: true };
		cloud.admin.addFault(lost);
		const outcome = await stack.up();
		expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
		expect(outcome.terminal).toContain("Resumed the notebook");
		expect(countCalls(cloud, "createInstance")).toBe(1);
		expect((await stack.theNotebook()).id).toBe(theNotebookIn(cloud).id);
	}, 60_000);
});
