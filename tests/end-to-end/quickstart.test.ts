import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { root } from "./support/cli";
import { environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { openStack, type Stack } from "./support/stack";

let cloud: Simulator;
let stack: Stack;

/** Its configuration is written beside the project's, where no other run reads it. */
const name = `end-to-end-${process.pid}`;

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ folder: root, name, env: environmentOf(cloud) });
}, 60_000);

afterAll(() => rmSync(join(root, `Pulumi.${name}.yaml`), { force: true }));

test("`pulumi up` in the repository's root creates the notebook of the quickstart", async () => {
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
	expect(theNotebookIn(cloud)).toMatchObject({
		status: "RUNNING",
		spec: { auto_stop: { enable: true, duration: 3600 } },
	});
}, 90_000);

test("the outputs have the notebook's address and the time of its stop", async () => {
	const { id, name } = theNotebookIn(cloud);
	const stopsAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
	expect(await stack.outputs()).toEqual({ id, name, status: "RUNNING", url: expect.stringContaining(id), stopsAt });
}, 60_000);

test("`pulumi destroy` removes the notebook again", async () => {
	expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete lab"] });
	expect(notebooksIn(cloud)).toEqual([]);
}, 60_000);
