import { delimiter } from "node:path";
import { FakeMachine } from "./fake-machine";

let machine: FakeMachine;

beforeEach(() => {
	machine = new FakeMachine();
	for (const name of ["node", "git", "go", "sh", "sed", "rsync", "bash", "jq"]) machine.command(name, "");
});
afterEach(() => machine.remove());

/** Evaluates an expression of the folder's entries, with the machine's own PATH in `path`. */
async function list(cli = "undefined"): Promise<string[]> {
	const { stdout } = await machine.evaluate(
		`const { readdirSync } = await import("node:fs");
		const { linkAllowedPrograms, linkCli } = await tools("tests/allowed-programs.mts");
		const programs = linkAllowedPrograms(process.env.PATH);
		const cli = ${cli};
		if (cli) linkCli(cli, programs);
		console.log(JSON.stringify(readdirSync(programs.folder).sort()));
		programs.remove();`,
	);
	return JSON.parse(stdout || "[]") as string[];
}

test("tests find Node, git, Go and the basic tools, and no other program of the machine", async () => {
	expect(await list()).toEqual(["git", "go", "node", "sed", "sh"]);
});

test("the interpreter behind a version manager's `python3` is linked", async () => {
	const interpreter = machine.command("python3.11", "");
	machine.command("python3", `echo ${interpreter}`);
	expect(await list()).toEqual(["git", "go", "node", "python3", "sed", "sh"]);
});

test("a user's own CLI is linked without its neighbours", async () => {
	const folder = machine.folder("usr", "bin");
	machine.pulumi("3.259.0", folder);
	machine.command("rsync", "", folder);
	const cli = `{ origin: "path", version: "3.259.0", directory: ${JSON.stringify(folder)} }`;
	expect(await list(cli)).toEqual(["git", "go", "node", "pulumi", "pulumi-language-nodejs", "sed", "sh"]);
});

// Jest run directly has the user's own PATH.
(process.env.PULUMI_MODELARTS_CLI_READY ? test : test.skip)("this test itself has such a PATH", () => {
	const folders = (process.env.PATH ?? "").split(delimiter);
	const foreign = folders.filter(
		(folder) => !/node_modules|pulumi-modelarts-programs-|\bpulumi-\d|versions/.test(folder),
	);
	expect(foreign).toEqual([]);
});
