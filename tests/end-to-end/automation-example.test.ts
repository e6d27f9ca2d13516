import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Simulator } from "modelarts-simulator";
import { cliEnvironment } from "./support/cli";
import { environmentOf, openCloud } from "./support/cloud";
import { type Finished, startCommand } from "./support/command";
import { copyExample } from "./support/example";
import { newNotebooksIn } from "./support/notebooks";

const TIME = 90_000;
const folder = copyExample("automation");

let cloud: Simulator;
let run: (...args: string[]) => Promise<Finished>;
let first: Finished;

beforeAll(async () => {
	cloud = await openCloud({ settings: { durations: { createNotebook: 1500 } } });
	mkdirSync(join(folder, "state"));
	const env = {
		...cliEnvironment(),
		...environmentOf(cloud),
		PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
		PULUMI_HOME: join(folder, "home"),
		PULUMI_CONFIG_PASSPHRASE: "throw-away",
	};
	// Started in another folder, as a portal is: `workDir` finds the packages.
	run = (...args) => startCommand("node", [join(folder, "index.mts"), ...args], "/", env).finished;
	// The last one fails, by a fault of the service that affects only it.
	cloud.admin.addFault({
		match: { operation: "createNotebook", body: "automation:linus:" },
		action: { status: 400, body: { error_code: "ModelArts.6309", error_msg: "The flavor is sold out." } },
	});
	first = await run("ada", "grace", "linus");
}, TIME);

test("a portal creates a notebook for each name, and prints its address", () => {
	const owners = newNotebooksIn(cloud).flatMap(({ tags }) => tags.map(({ value }) => value));
	expect(owners.sort()).toEqual(["ada", "grace"]);
	for (const { id, tags } of newNotebooksIn(cloud)) {
		expect(first.stdout).toMatch(new RegExp(`^${tags[0]?.value}: open \\S*${id}`, "m"));
	}
});

test("a portal shows the progress of each notebook", () => {
	expect(first.stdout).toMatch(/^ada: create notebook$/m);
	expect(first.stdout).toMatch(/^ada: .*step \d of 4/m);
	expect(first.stdout).toMatch(/^grace: .*step \d of 4/m);
});

test("the output equals that in its README, except for steps that depend on timing", () => {
	const normalise = (text: string) =>
		text
			.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}/g, "<id>")
			.replace(/\(\d+ s\)/g, "(<time>)")
			.replace(/notebook-[0-9a-f]{7}/g, "notebook-<random>")
			.split("\n")
			.filter((line) => line !== "" && !line.includes("(step "));
	const [, shown = ""] =
		/```\n\$ npm start -- ada grace linus\n([^]*?)```/.exec(readFileSync(join(folder, "README.md"), "utf8")) ?? [];
	const lines = normalise(shown);
	expect(lines.length).toBeGreaterThan(8);
	expect(normalise(first.stdout)).toEqual(expect.arrayContaining(lines));
});

test("a failed notebook reports its reason, and does not affect the others", () => {
	expect(first.code).toBe(1);
	expect(first.stdout).toMatch(/^linus: failed: .*The flavor is sold out/m);
});

test(
	"a single notebook is removed without the others",
	async () => {
		cloud.admin.clearRequests();
		const { code, stdout } = await run("--remove", "grace");
		expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^grace: removed$/m) });
		expect(newNotebooksIn(cloud).map(({ tags }) => tags[0]?.value)).toEqual(["ada"]);
	},
	TIME,
);
