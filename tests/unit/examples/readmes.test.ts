import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { resolveRoster } from "../../../examples/team/roster";

const folder = join(__dirname, "..", "..", "..", "examples");
const entries = readdirSync(folder, { withFileTypes: true });
const examples = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** One screen is what one takes in at a glance. */
const LINES = 60;

function read(...path: string[]): string {
	return readFileSync(join(folder, ...path), "utf8");
}

describe.each(examples)("the README of examples/%s", (name) => {
	const text = read(name, "README.md");

	test("is one screen", () => {
		expect(text.split("\n").length).toBeLessThanOrEqual(LINES);
	});

	test("links to what is there", () => {
		const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => link);
		expect(links.filter((link) => !/^https:/.test(link) && !existsSync(join(folder, name, link)))).toEqual([]);
	});

	test("says what one needs before it runs", () => {
		expect(text).toContain("(../README.md#before-you-start)");
		expect(read("README.md")).toContain(`[${name}](${name})`);
	});

	test("names only files and settings that its project has", () => {
		const files = readdirSync(join(folder, name), { recursive: true, encoding: "utf8" });
		const sources = files
			.filter((file) => /^([\w-]+\.(m?ts|py)|Pulumi\.yaml)$/.test(file))
			.map((file) => read(name, file));
		const keys = [...text.matchAll(/pulumi config (?:set|rm) (\w+)/g)].map(([, key = ""]) => key);
		const declares = (source: string, key: string) => new RegExp(`"${key}"|^  ${key}:$`, "m").test(source);
		expect(keys.filter((key) => !sources.some((source) => declares(source, key)))).toEqual([]);
		const named = [...text.matchAll(/`((?:\.?[\w-]+\/)*\.?[\w.-]+\.(?:ts|mts|mjs|yml|py))`/g)].map(
			([, file = ""]) => file,
		);
		expect(named.filter((file) => !files.includes(file))).toEqual([]);
	});
});

test("the roster that the README of `team` shows is one", () => {
	const [, shown = ""] = /```yaml\n([^]*?)```/.exec(read("team", "README.md")) ?? [];
	expect(resolveRoster(parse(shown), "README.md").map(({ name }) => name)).toEqual(["ada", "grace"]);
});

test("the roster of `prod` protects every notebook", () => {
	const members = resolveRoster(parse(read("team", "roster.prod.yaml")), "roster.prod.yaml");
	expect(members.map(({ protect }) => protect)).toEqual(members.map(() => true));
	expect(members.length).toBeGreaterThan(0);
});

test.each(["roster.yaml", "roster.prod.yaml"])("%s of `team-python` is that of `team`", (file) => {
	expect(read("team-python", file)).toBe(read("team", file));
});
