import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { exitCodes } from "../../provider/command/exit-codes";
import { composeIdentity } from "../../provider/recovery/identity";
import { describeOwner } from "../../provider/recovery/mark";
import { root } from "./support/cli";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { NOTEBOOK_TYPE, openStack, type Stack } from "./support/stack";

const page = readFileSync(join(root, "docs", "helper-command.md"), "utf8");

/** The blocks of the page that begin with a command: what it says, by what was typed. */
const examples = [...page.matchAll(/^```text\n\$ pulumi-modelarts (.*)\n([^]*?)^```/gm)].map(
	([, command = "", said = ""]) => ({
		command,
		said,
	}),
);

/** The id that the page has in place of the one that the simulator made up. */
const ID = "DE-7d558ef8-c73d-11ea-964c-0255ac100033";

let cloud: Simulator;
let stack: Stack;

beforeAll(async () => {
	cloud = await openCloud();
	const identity = composeIdentity({ project: "course", stack: "dev", types: [NOTEBOOK_TYPE], name: "lab" });
	const create = {
		name: "lab-0a1b2c3",
		description: describeOwner(identity),
		profile_id: "Multi-Engine 1.0 (python3)-cpu",
		flavor: "modelarts.vm.cpu.2u",
		spec: { storage: { type: "evs", location: { volume_size: 5 } } },
	};
	cloud.admin.putObjects({ instances: [{ create }] });
	stack = await openStack({ project: "course", env: environmentOf(cloud) });
	await stack.run("stack", "select", "dev");
}, 60_000);

/** As the page has it: another address, another id, another age. */
function normalise(text: string): string {
	const { id = "" } = notebooksIn(cloud)[0] ?? {};
	return text
		.replaceAll(cloud.url, "http://127.0.0.1:8080")
		.replaceAll(id, ID)
		.replace(/made \d+ seconds ago/, "made 3 hours ago");
}

test("the page has an example of every command", () => {
	expect(examples.map(({ command }) => command.split(" ")[0])).toEqual(["doctor", "orphans", "orphans", "import-file"]);
});

test.each(examples.map(({ command, said }) => [command, said]))(
	"`pulumi-modelarts %s` says what the page says",
	async (command, said) => {
		const { id = "" } = notebooksIn(cloud)[0] ?? {};
		const { stdout, stderr } = await stack.runHelper(command.replace(ID, id).split(" "));
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
