import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { exitCodes } from "../../provider/cli/exit-codes";
import { composeIdentity, withIncarnation } from "../../provider/lifecycle/create-safety/resource-identity";
import { describePending } from "../../provider/lifecycle/create-safety/ownership-marker";
import { root } from "./support/cli";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { NOTEBOOK_TYPE, openStack, type Stack } from "./support/stack";

const page = readFileSync(join(root, "docs", "guides", "cli.md"), "utf8");

/** The blocks of the page that begin with a command: its output by its arguments. */
const examples = [...page.matchAll(/^```text\n\$ pulumi-modelarts (.*)\n([^]*?)^```/gm)].map(
	([, command = "", said = ""]) => ({
		command,
		said,
	}),
);

/** The ids on the page in place of those of the simulator. */
const IDS = ["DE-7d558ef8-c73d-11ea-964c-0255ac100033", "DE-9f2c71b4-c73d-11ea-964c-0255ac100033"];

let cloud: Simulator;
let stack: Stack;

beforeAll(async () => {
	cloud = await openCloud();
	const coordinates = composeIdentity({ project: "course", stack: "dev", types: [NOTEBOOK_TYPE], name: "lab" });
	const machine = {
		profile_id: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		spec: { storage: { type: "evs", location: { volume_size: 5 } } },
	};
	// A pending notebook of a killed run, long ago, and an unmanaged one, created at the console.
	const description = describePending(withIncarnation(coordinates, "0a1b2c3"), {});
	const pending = { name: "lab-0a1b2c3", description, ...machine };
	const handmade = { name: "handmade", description: "made at the console", ...machine };
	const patch = { creation_timestamp: String(Date.now() - 3.5 * 3_600_000) };
	cloud.admin.putObjects({ instances: [{ create: pending, patch }, { create: handmade }] });
	stack = await openStack({ project: "course", env: environmentOf(cloud) });
	await stack.run("stack", "select", "dev");
}, 60_000);

/** As on the page: another address, other ids. */
function normalise(text: string): string {
	return notebooksIn(cloud)
		.reduce((said, { id }, index) => said.replaceAll(id, IDS[index] ?? id), text)
		.replaceAll(cloud.url, "http://127.0.0.1:8080")
		.replace(", huaweicloud:readLag", "");
}

/** The command of the page, with the actual ids. */
function specialise(command: string): string {
	return notebooksIn(cloud).reduce((typed, { id }, index) => typed.replace(IDS[index] ?? id, id), command);
}

test("the page has an example of every command", () => {
	expect(examples.map(({ command }) => command.split(" ")[0])).toEqual(["doctor", "orphans", "orphans", "import-file"]);
});

test.each(examples.map(({ command, said }) => [command, said]))(
	"`pulumi-modelarts %s` prints the output on the page",
	async (command, said) => {
		const { stdout, stderr } = await stack.runHelper(specialise(command).split(" "));
		expect({ said: normalise(stdout), stderr }).toEqual({ said, stderr: "" });
	},
	30_000,
);

test.each(["doctor", "orphans", "import-file"])(
	"the page has every option of `%s`",
	async (command) => {
		const { stdout } = await stack.runHelper([command, "--help"]);
		const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+(?: <[^>]+>)?)/gm)].map(([, option]) => option);
		expect(options.length).toBeGreaterThan(4);
		for (const option of options) expect(page).toContain(`\`${option}\``);
	},
	30_000,
);

test("the page has every exit code", () => {
	const listed = [...page.matchAll(/^\| `(\d)` /gm)].map(([, code]) => Number(code));
	expect(listed).toEqual(Object.values(exitCodes));
});
