import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import ts from "typescript";
import { root } from "./support/cli";
import { environmentOf, openCloud, theNotebookIn } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome } from "./support/stack";
import { keepLasting, tidyTranscript } from "./support/transcript";
import { until } from "./support/until";
import { isFull } from "../support/full";

const PAGE = join(root, "docs", "guides", "cli-output.md");

/** Longer than any of these tests: no notebook becomes ready. */
const LONG = 60_000;

interface Situation {
	readonly title: string;
	readonly command: string;
	readonly transcript: string;
}

const situations: Situation[] = [];

function note(title: string, command: string, { stdout, stderr }: Outcome): void {
	situations.push({ title, command, transcript: tidyTranscript(stdout + stderr) });
}

/** Whether all situations are run: `npm test` omits those of which other tests show the texts. */
const isWhole = isFull || Boolean(process.env.UPDATE_CLI_OUTPUT);

beforeAll(async () => {
	await runLifecycle();
	await runFailures();
	if (isWhole) await runInterruptions();
	// The page itself is written on request: UPDATE_CLI_OUTPUT=1 npm test -- end-to-end/cli-output
	if (process.env.UPDATE_CLI_OUTPUT) writeFileSync(PAGE, writePage());
}, 180_000);

/** The README's example, as JavaScript, with its volume in a category. */
function declareDesk(category: "EVS" | "OBS"): string {
	const { outputText } = ts.transpileModule(readBlock("ts"), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
	const obs = 'category: "OBS", uri: "obs://vision/desk/"';
	return category === "EVS" ? outputText : outputText.replace('category: "EVS", capacity: 5', obs);
}

/** The first block of a language in the README's section "Example". */
function readBlock(language: string): string {
	const [, section = ""] = readFileSync(join(root, "README.md"), "utf8").split("\n## Example\n");
	const [, block = ""] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(section) ?? [];
	return block;
}

async function runLifecycle(): Promise<void> {
	const cloud = await openCloud({ settings: { durations: { createNotebook: 1200 } } });
	const stack = await openStack({ project: "vision", program: declareDesk("EVS"), env: environmentOf(cloud) });
	note("A notebook is created", "pulumi up", await stack.up());
	if (isWhole) note("Nothing to do", "pulumi preview --diff", await stack.preview());
	stack.write(declareDesk("OBS"));
	note("A change would delete a disk", "pulumi preview --diff", await stack.preview());
	if (isWhole) note("A notebook is deleted", "pulumi destroy", await stack.destroy());
}

async function runFailures(): Promise<void> {
	const reason = { code: "ModelArts.6528", message: "No EVS resources available.", detail: {} };
	const cloud = await openCloud({ settings: { failures: [{ failedReasons: reason }] } });
	const wrong = { name: "not a name", flavour: "modelarts.vm.cpu.2u", autoStop: { enable: true } };
	const stack = await openStack({ project: "vision", program: declareLab(wrong), env: environmentOf(cloud) });
	note("Invalid inputs", "pulumi up", await stack.up());
	stack.write(declareLab());
	const env = { HW_SECRET_KEY: "SKwrongButLongEnough00000000" };
	note("A wrong secret key", "pulumi up", await stack.up({ env }));
	note("The service has no capacity", "pulumi up", await stack.up());
}

async function runInterruptions(): Promise<void> {
	const cloud = await openCloud({ settings: { durations: { createInstance: LONG } } });
	const program = declareLab({}, { customTimeouts: { create: "2s" } });
	const stack = await openStack({ project: "vision", program, env: environmentOf(cloud) });
	note("A timeout", "pulumi up", await stack.up());
	finish(cloud);
	await stack.destroy();
	stack.write(declareLab());
	const up = stack.startUp();
	await until("the wait", () => up.output().includes("CREATING"));
	up.signal("SIGINT");
	note("Ctrl-C", "pulumi up", await up.outcome);
	finish(cloud);
	note("The next run resumes", "pulumi up", await stack.up());
}

/** Pending creates are completed at once. */
function finish(cloud: Simulator): void {
	cloud.admin.putObjects({ instances: [{ id: theNotebookIn(cloud).id, patch: { status: "RUNNING" } }] });
}

function writePage(): string {
	const parts = situations.map(
		({ title, command, transcript }, index) =>
			`## ${index + 1}. ${title}\n\n\`\`\`text\n$ ${command}\n${transcript}\n\`\`\`\n`,
	);
	return `<!-- Written by tests/end-to-end/cli-output.test.ts, which compares it; ids, times and addresses are replaced. -->

# CLI output

The ten most common situations, as the real CLI shows them when its output is not a terminal (on one, status lines are redrawn in
place, and a preview comes first; here it is left out by \`--yes --skip-preview\`).

${parts.join("\n")}`;
}

/** The transcripts on the page, by title. */
function readPage(): Map<string, string> {
	const blocks = readFileSync(PAGE, "utf8").matchAll(/^## \d+\. (.*)\n\n```text\n\$ .*\n([^]*?)\n```$/gm);
	return new Map([...blocks].map(([, title = "", transcript = ""]) => [title, transcript]));
}

test("the page shows ten situations as the CLI shows them; if not: UPDATE_CLI_OUTPUT=1 npm test -- end-to-end/cli-output", () => {
	const page = readPage();
	const isRun = (title: string) => isWhole || situations.some((situation) => situation.title === title);
	const shown = [...page].flatMap(([title, transcript]) => (isRun(title) ? [[title, keepLasting(transcript)]] : []));
	expect(shown).toEqual(situations.map(({ title, transcript }) => [title, keepLasting(transcript)]));
	expect(page.size).toBe(10);
});

test("the README shows the first situation, with some of its status lines", () => {
	const [first] = readPage().values();
	const shown = readBlock("text").trimEnd().split("\n");
	const lines = ["$ pulumi up", ...(first ?? "").split("\n")];
	expect(shown.filter((line) => !lines.includes(line))).toEqual([]);
	expect(keepLasting(`${shown.slice(1).join("\n")}\n\nDuration: 5s`)).toBe(keepLasting(first ?? ""));
});

test("a request that a gateway echoes in its rejection is not shown", () => {
	const refused = situations.find(({ title }) => title === "A wrong secret key")?.transcript;
	expect(refused).toContain("verify aksk signature fail");
	expect(refused).not.toMatch(/canonicalRequest|x-sdk-date/);
});

test("our text in the diagnostics fits 100 columns", () => {
	const ours = situations
		.flatMap(({ transcript }) => transcript.split("\nDiagnostics:")[1]?.split("\n\nResources:")[0]?.split("\n") ?? [])
		.map((line) => line.replace(/pulumi-nodejs:\S+ resource '\w+' has a problem: /, ""));
	expect(ours.length).toBeGreaterThan(10);
	expect(ours.filter((line) => line.replace("\t", "    ").length > 100)).toEqual([]);
});

test("a resource's status line fits 100 columns", () => {
	const rows = situations.flatMap(({ transcript }) => transcript.split("\n")).filter((line) => /CREATING/.test(line));
	const ours = rows.flatMap((row) => /(?:creating|updating|deleting) \(.*?\) (.*)$/.exec(row)?.[1] ?? []);
	expect(ours.length).toBeGreaterThan(0);
	expect(ours.filter((text) => text.length > 60)).toEqual([]);
});
