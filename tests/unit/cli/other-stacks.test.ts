import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readOtherStacks } from "../../../provider/cli/other-stacks";

const PATH = process.env.PATH;
let folder: string;

/** A CLI with these stacks and their exports; a stack without an export fails. */
function offerCli(stacks: Record<string, string | undefined>): void {
	const list = JSON.stringify(Object.keys(stacks).map((name) => ({ name, current: false })));
	const cases = Object.entries(stacks).map(([name, text]) => {
		const answer = text === undefined ? "echo 'error: access denied' >&2; exit 1" : `printf '%s' '${text}'`;
		return `"stack export --stack ${name} --non-interactive") ${answer} ;;`;
	});
	const listed = `"stack ls --all --json --non-interactive") printf '%s' '${list}' ;;`;
	const script = ["#!/bin/sh", 'case "$*" in', listed, ...cases, "*) exit 1 ;;", "esac", ""].join("\n");
	writeFileSync(join(folder, "pulumi"), script);
	chmodSync(join(folder, "pulumi"), 0o755);
}

function exportOf(project: string, stack: string): string {
	return JSON.stringify({ deployment: { resources: [{ urn: `urn:pulumi:${stack}::${project}::t::lab`, id: "1" }] } });
}

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "pulumi-modelarts-stacks-"));
	writeFileSync(join(folder, "Pulumi.yaml"), "name: course\nruntime: nodejs\n");
	process.env.PATH = [folder, PATH].join(delimiter);
});

afterEach(() => {
	process.env.PATH = PATH;
	rmSync(folder, { recursive: true });
});

test("the states of all other stacks of every project are read, in the order of the list", async () => {
	const own = exportOf("course", "dev");
	const empty = '{"deployment": {}}';
	offerCli({ dev: own, "org/other/dev": exportOf("other", "dev"), prod: empty, "org/third/x": empty });
	const { stacks, gaps, problem } = await readOtherStacks(folder, own);
	expect({ gaps, problem }).toEqual({ gaps: [], problem: undefined });
	expect(stacks.map(({ label, project, stack }) => [label, project, stack])).toEqual([
		["org/other/dev", "other", "dev"],
		["prod", "course", "prod"],
		["org/third/x", "third", "x"],
	]);
	expect(stacks[0]?.state.resources).toHaveLength(1);
});

test("an unreadable state is a gap, and the others are read", async () => {
	offerCli({ denied: undefined, odd: "{}", prod: exportOf("course", "prod") });
	const { stacks, gaps } = await readOtherStacks(folder, undefined);
	expect(stacks.map(({ label }) => label)).toEqual(["prod"]);
	expect(gaps).toEqual([
		"the state of stack denied: `pulumi stack export` failed: access denied",
		expect.stringMatching(/^the state of stack odd: The state has no `deployment`/),
	]);
});

test("without a CLI or a backend no state is read, and the reason is returned", async () => {
	process.env.PATH = folder;
	const { stacks, problem } = await readOtherStacks(folder, undefined);
	expect(stacks).toEqual([]);
	expect(problem).toMatch(/^the states of other stacks, .*: the Pulumi CLI is not on the PATH$/);
});
