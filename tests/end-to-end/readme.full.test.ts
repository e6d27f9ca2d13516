import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startProgram } from "../support/programs";
import { cliEnvironment, root } from "./support/cli";
import { startCommand } from "./support/command";

/** The README's commands without an account: the simulator's terminal, and the other one. */
const [simulator = "", terminal = ""] = readBlocks("Try it without an account");

const stackName = `readme-${process.pid}`;
const home = mkdtempSync(join(tmpdir(), "readme-"));

afterAll(() => {
	rmSync(home, { recursive: true, force: true });
	rmSync(join(root, `Pulumi.${stackName}.yaml`), { force: true });
});

function readBlocks(title: string): string[] {
	const section = readFileSync(join(root, "README.md"), "utf8").split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
	return [...section.matchAll(/```sh\n([^]*?)```/g)].map(([, block = ""]) => block);
}

/** As in the README, except for port and speed, the stack's name, and the answer to "Do you want to?". */
function adapt(block: string): string {
	return block
		.replace("--port 8080", "--port 0 --speed 20")
		.replace(/stack init \w+/, `stack init ${stackName}`)
		.replace(/ -- (up|destroy)\b/g, " -- $1 --yes");
}

test("the commands of the README lead from a clone to a running notebook, and delete it", async () => {
	const env = { ...cliEnvironment(), HOME: home, PULUMI_HOME: home };
	const cloud = startProgram("sh", ["-c", `exec ${adapt(simulator)}`], { cwd: root, env });
	try {
		const [settings] = (await once(createInterface(cloud.stdout), "line")) as [string];
		const typed = ["set -e", settings, adapt(terminal)].join("\n");
		const { code, stdout } = await startCommand("sh", ["-c", typed], root, env).finished;
		expect(code).toBe(0);
		expect(stdout).toMatch(/^https:\/\/\S+$/m);
		expect(stdout).toMatch(/lab created .*RUNNING/);
		expect(stdout).toMatch(/2 deleted/);
	} finally {
		cloud.kill();
	}
}, 240_000);
