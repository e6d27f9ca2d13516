import type { Simulator } from "modelarts-simulator";
import { changesTo, environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;
let outcome: Outcome;
let first: string;

const bigger = { flavor: "modelarts.vm.cpu.8u" };

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	await stack.up();
	first = theNotebookIn(cloud).id;
	cloud.admin.clearRequests();
}, 60_000);

describe("another flavor", () => {
	beforeAll(() => stack.write(declareLab(bigger)));

	test("is shown in the preview as a replacement, the old notebook first", async () => {
		outcome = await stack.preview();
		expect(outcome.code).toBe(0);
		expect(outcome.steps).toEqual(["delete-replaced lab", "replace lab", "create-replacement lab"]);
		expect(outcome.changes.find(({ op }) => op === "replace")?.properties).toEqual(["flavor"]);
	}, 60_000);

	test("has a warning that the disk will be deleted", () => {
		expect(outcome.terminal).toMatch(/warning: Replacing the notebook lab-\w{7} deletes its EVS disk \(5 GB\)/);
	});

	test("deletes the old notebook and then creates the new one, under a default name of its own", async () => {
		const { name } = theNotebookIn(cloud);
		outcome = await stack.up();
		expect(outcome.code).toBe(0);
		const made = ["createInstance", "updateInstance"];
		expect(changesTo(cloud)).toEqual(["changeInstanceStatus", "deleteInstance", ...made]);
		expect(theNotebookIn(cloud)).toMatchObject({ flavor: "modelarts.vm.cpu.8u" });
		expect(theNotebookIn(cloud).name).not.toBe(name);
		expect(theNotebookIn(cloud).id).not.toBe(first);
	}, 60_000);
});

describe("the user's own `deleteBeforeReplace: false`", () => {
	test("creates the new notebook first, under another name", async () => {
		cloud.admin.clearRequests();
		stack.write(declareLab({ name: "second" }, { deleteBeforeReplace: false }));
		outcome = await stack.up();
		expect(outcome.steps).toEqual(["create-replacement lab", "replace lab", "delete-replaced lab"]);
		const made = ["createInstance", "updateInstance"];
		expect(changesTo(cloud)).toEqual([...made, "changeInstanceStatus", "deleteInstance"]);
		expect(theNotebookIn(cloud)).toMatchObject({ name: "second" });
	}, 60_000);

	whenFull(() => {
		test("reports the conflicting notebook of the same name, and changes nothing", async () => {
			const { id } = theNotebookIn(cloud);
			stack.write(declareLab({ name: "second", ...bigger }, { deleteBeforeReplace: false }));
			outcome = await stack.up();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toContain(`A notebook named second exists already (${id}`);
			expect(notebooksIn(cloud)).toMatchObject([{ id, status: "RUNNING" }]);
		}, 60_000);
	});
});

whenFull(() => {
	test("deletes first with `--target-replace` as well", async () => {
		stack.write(declareLab({ name: "second" }));
		await stack.up();
		const { id } = theNotebookIn(cloud);
		const urn = (await stack.notebooks())[0]?.urn ?? "";
		cloud.admin.clearRequests();
		outcome = await stack.up({ args: ["--target-replace", urn] });
		expect(outcome.code).toBe(0);
		const made = ["createInstance", "updateInstance"];
		expect(changesTo(cloud)).toEqual(["changeInstanceStatus", "deleteInstance", ...made]);
		expect(theNotebookIn(cloud)).toMatchObject({ name: "second" });
		expect(theNotebookIn(cloud).id).not.toBe(id);
	}, 60_000);
});
