import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { configOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { isFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({
		program: declareLab(),
		config: configOf(cloud),
		secretConfig: { "huaweicloud:secretKey": cloud.secretKey },
	});
}, 60_000);

test("the stack's config alone is sufficient", async () => {
	expect(await stack.up()).toMatchObject({ code: 0, steps: ["create lab"] });
}, 60_000);

test("the environment takes precedence over the config", async () => {
	const other = await openCloud();
	const outcome = await stack.refresh({ env: { HW_ENDPOINTS: JSON.stringify(other.endpoints) } });
	// The notebook is unknown there, in the right project: deleted.
	expect(other.admin.requests()).toMatchObject([{ operation: "getInstance" }]);
	expect(outcome).toMatchObject({ code: 0, steps: ["delete lab"] });
	// It is complete, and its owner is unknown by now: a new one is created, and the orphaned one reported.
	const { id } = theNotebookIn(cloud);
	const again = await stack.up();
	expect(again.terminal).toContain(`${id} carries a marker of an earlier create of this resource`);
	expect(notebooksIn(cloud)).toHaveLength(2);
	cloud.admin.putObjects({ instances: [{ id, remove: true }] });
}, 60_000);

test("a renamed stack has no changes", async () => {
	const { id, name } = theNotebookIn(cloud);
	await stack.rename("prod");
	expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	if (isFull) expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	expect(theNotebookIn(cloud)).toMatchObject({ id, name });
}, 60_000);

test("a destroy needs no environment, no config file and no program: the config in the state is sufficient", async () => {
	stack.write("throw new Error('not needed')");
	rmSync(join(stack.directory, "Pulumi.prod.yaml"));
	expect(await stack.destroy()).toMatchObject({ code: 0, steps: ["delete lab"] });
	expect(notebooksIn(cloud)).toEqual([]);
}, 60_000);
