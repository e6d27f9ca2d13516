import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud, tamper, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;

const autoStop = { enable: true, duration: 3600 };

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab({ desiredState: "STOPPED", autoStop }), env: environmentOf(cloud) });
}, 60_000);

/** The effect of auto-stop at its end. */
function stopByItself(): void {
	tamper(cloud, theNotebookIn(cloud).id, { status: "STOPPED" });
	cloud.admin.clearRequests();
}

test("STOPPED: a notebook is created, then stopped", async () => {
	expect(await stack.up()).toMatchObject({ code: 0 });
	expect(theNotebookIn(cloud).status).toBe("STOPPED");
	expect(await stack.preview()).toMatchObject({ steps: [] });
}, 60_000);

test("RUNNING: a notebook is started in place", async () => {
	cloud.admin.clearRequests();
	stack.write(declareLab({ desiredState: "RUNNING", autoStop }));
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
	expect(changesTo(cloud)).toEqual(["changeInstanceStatus"]);
	expect(theNotebookIn(cloud).status).toBe("RUNNING");
}, 60_000);

whenFull(() => {
	test("RUNNING: a notebook stopped by auto-stop is drift, and is started by the next `up`", async () => {
		stopByItself();
		const refresh = await stack.refresh();
		expect(refresh.steps).toEqual(["update lab"]);
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(theNotebookIn(cloud).status).toBe("RUNNING");
	}, 60_000);

	test("omitted: a notebook stopped by auto-stop stays stopped", async () => {
		stack.write(declareLab({ autoStop }));
		await stack.up();
		stopByItself();
		await stack.refresh();
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
		expect(changesTo(cloud)).toEqual([]);
		expect(theNotebookIn(cloud).status).toBe("STOPPED");
	}, 60_000);
});

whenFull(() => {
	test("a change of the description leaves a stopped notebook stopped", async () => {
		stopByItself();
		stack.write(declareLab({ autoStop, description: "asleep" }));
		expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
		expect(theNotebookIn(cloud)).toMatchObject({ status: "STOPPED", description: "asleep" });
	}, 60_000);
});
