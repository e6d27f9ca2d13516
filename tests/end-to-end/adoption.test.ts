import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";

let cloud: Simulator;
let stack: Stack;
let id: string;
let outcome: Outcome;

beforeAll(async () => {
	cloud = await openCloud();
	cloud.admin.putObjects({ instances: [{ create: { name: "handmade", description: "made at the console" } }] });
	id = theNotebookIn(cloud).id;
	stack = await openStack({
		program: declareLab({ name: "handmade", adopt: id, flavor: "modelarts.vm.cpu.8u" }),
		env: environmentOf(cloud),
	});
}, 60_000);

test("a notebook that differs in immutable inputs is not adopted, and the message lists the differences", async () => {
	outcome = await stack.up();
	expect(outcome.code).not.toBe(0);
	expect(outcome.terminal).toContain(
		"flavor is a text of 19 characters there, another, a text of 19 characters in the program. Write into the program what is there, as the console shows it.",
	);
	expect(changesTo(cloud)).toEqual([]);
	expect(await stack.notebooks()).toEqual([]);
}, 60_000);

test("`adopt` adopts an existing notebook instead of creating one, and updates it to the declared inputs", async () => {
	stack.write(declareLab({ name: "handmade", adopt: id, description: "ours now" }));
	outcome = await stack.up();
	expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
	expect(changesTo(cloud)).toEqual(["updateInstance"]);
	expect(theNotebookIn(cloud)).toMatchObject({ id, description: "ours now" });
	expect((await stack.theNotebook()).id).toBe(id);
}, 60_000);

test("removing `adopt` from the program is no change", async () => {
	stack.write(declareLab({ name: "handmade", description: "ours now" }));
	expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
}, 60_000);
