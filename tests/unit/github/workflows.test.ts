import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { lintWorkflow } from "../../support/lint-workflow";

const root = join(__dirname, "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const folder = join(".github", "workflows");
const workflows = readdirSync(join(root, folder));
const { engines, scripts } = JSON.parse(read("package.json")) as {
	engines: { node: string };
	scripts: Record<string, string>;
};

interface Workflow {
	readonly permissions: Record<string, string>;
	readonly jobs: Record<string, Job>;
}

interface Job {
	readonly permissions?: Record<string, string>;
	readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
	readonly steps: { readonly run?: string }[];
}

const readWorkflow = (file: string) => parse(read(folder, file)) as Workflow;
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);

describe.each(workflows)("the workflow %s", (file) => {
	const { permissions, jobs } = readWorkflow(file);

	test("is what GitHub understands", () => {
		expect(lintWorkflow(read(folder, file))).toEqual([]);
	});

	test("may only read, unless a job says otherwise", () => {
		expect(permissions).toEqual({ contents: "read" });
	});

	test("runs only scripts that package.json has", () => {
		const named = Object.values(jobs)
			.flatMap(commandsOf)
			.flatMap((run) => /^npm run ([\w:]+)/.exec(run)?.[1] ?? []);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
		expect(named.length).toBeGreaterThan(0);
	});
});

test("the lanes unit and contract run on the oldest Node that is supported, and on the one of .nvmrc", () => {
	const { "unit-and-contract": job } = readWorkflow("ci.yml").jobs;
	const [, oldest] = /^>=(.*)$/.exec(engines.node) ?? [];
	expect(job?.strategy?.matrix.node).toEqual([oldest, read(".nvmrc").trim()]);
	expect(job && commandsOf(job).at(-1)).toMatch(/--selectProjects unit contract$/);
});

test("every lane of jest runs in the pipeline", () => {
	const { projects } = jest.requireActual<{ projects: { displayName: string }[] }>("../../../jest.config.cjs");
	const commands = Object.values(readWorkflow("ci.yml").jobs).flatMap(commandsOf).join("\n");
	const chosen = [...commands.matchAll(/--selectProjects (.*)$/gm)].flatMap(([, names = ""]) => names.split(" "));
	expect(chosen.sort()).toEqual(projects.map(({ displayName }) => displayName).sort());
});

test("a release can prove where it comes from, holds no token, and is tested first", () => {
	const { publish, ...others } = readWorkflow("release.yml").jobs;
	expect(publish).toMatchObject({ needs: "test", permissions: { contents: "read", "id-token": "write" } });
	expect(publish && commandsOf(publish).at(-1)).toBe("npm run release");
	expect(Object.values(others).flatMap(commandsOf)).toContain("npm test");
	expect(read(folder, "release.yml")).not.toContain("secrets.");
});
