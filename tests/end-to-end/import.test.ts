import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { root } from "./support/cli";
import { changesTo, environmentOf, notebooksIn, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Stack } from "./support/stack";
import { whenFull } from "../support/full";

let cloud: Simulator;
let stack: Stack;

const inputs = {
	name: "handmade",
	description: "made at the console",
	profileId: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
};

beforeAll(async () => {
	cloud = await openCloud();
	cloud.admin.putObjects({ instances: [{ create: { name: "handmade", description: "made at the console" } }] });
	stack = await openStack({ program: declareLab(inputs), env: environmentOf(cloud) });
}, 60_000);

test("`pulumi import -f` imports a notebook with the file in docs/guides/migrating.md", async () => {
	const page = readFileSync(join(root, "docs", "guides", "migrating.md"), "utf8");
	const [, shown = ""] = /```json\n([^]*?)```/.exec(page) ?? [];
	const { id } = theNotebookIn(cloud);
	const file = join(stack.directory, "import.json");
	writeFileSync(file, shown.replace("DE-7e1744b2-5a5c-4b1e-8d58-0c3a3f0aa681", id));
	const { outcome } = stack.start(["import", "--file", file, "--yes", "--skip-preview"], {
		args: ["--protect=false", "--generate-code=false"],
	});
	expect((await outcome).code).toBe(0);
	expect((await stack.theNotebook()).id).toBe(id);
}, 60_000);

test("the next preview shows no changes", async () => {
	expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
}, 60_000);

whenFull(() => {
	test("a refresh fills in outputs of the service, and the preview still shows no changes", async () => {
		expect(await stack.refresh()).toMatchObject({ code: 0 });
		expect((await stack.theNotebook()).outputs).toMatchObject({ status: "RUNNING", region: cloud.region });
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	}, 60_000);
});

test("the import changed nothing", () => {
	expect(changesTo(cloud)).toEqual([]);
});

whenFull(() => {
	test("from now on Pulumi manages the notebook", async () => {
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect(notebooksIn(cloud)).toEqual([]);
	}, 60_000);
});
