import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, notebooksIn, openCloud, tamper, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { until } from "./support/until";

let cloud: Simulator;
let stack: Stack;

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	await stack.up();
}, 60_000);

function removeBehindOurBack(): void {
	cloud.admin.putObjects({ instances: [{ id: theNotebookIn(cloud).id, remove: true }] });
	cloud.admin.clearRequests();
}

test("a deleted notebook is removed from the state by a refresh, and created again by the next `up`", async () => {
	removeBehindOurBack();
	expect(await stack.refresh()).toMatchObject({ code: 0, steps: ["delete lab"] });
	expect(await stack.notebooks()).toEqual([]);
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
	expect(notebooksIn(cloud)).toHaveLength(1);
}, 60_000);

test("a deletion interrupted by Ctrl-C is resumed by the next `destroy`", async () => {
	cloud.admin.changeSettings({ durations: { deleteInstance: 3_600_000 } });
	const destroy = stack.start(["destroy", "--yes", "--skip-preview"]);
	await until("the deletion at the service", () => changesTo(cloud).includes("deleteInstance"));
	destroy.signal("SIGINT");
	const outcome = await destroy.outcome;
	expect(outcome.code).not.toBe(0);
	expect(outcome.terminal).toMatch(/is not deleted yet/);
	expect(await stack.notebooks()).toHaveLength(1);
	tamper(cloud, theNotebookIn(cloud).id, { status: "DELETED" });
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect(notebooksIn(cloud)).toEqual([]);
	expect(await stack.exportState()).toEqual([]);
}, 60_000);

test("a destroy of a deleted notebook succeeds", async () => {
	cloud.admin.changeSettings({ durations: { deleteInstance: 100 } });
	expect(await stack.up()).toMatchObject({ code: 0 });
	removeBehindOurBack();
	expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete lab"] });
	expect(changesTo(cloud)).toEqual([]);
	expect(await stack.exportState()).toEqual([]);
}, 60_000);
