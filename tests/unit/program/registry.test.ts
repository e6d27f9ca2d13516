import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as modelarts from "../../../provider";
import { lookupNames } from "../../../provider/lookups/registry";
import { kindNames } from "../../../provider/resources";
import { classOf, kinds as matrix } from "../../faults/matrix/kinds";
import { kinds as killed } from "../../faults/support/kill-subjects";
import { toFolder } from "../../../tools/docs/kinds";

const repository = join(__dirname, "../../..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");
const { exports: paths } = JSON.parse(read("package.json")) as { exports: Record<string, unknown> };

test("the registry has every folder with a definition", () => {
	const folder = join(repository, "provider", "resources");
	const defined = readdirSync(folder).filter((name) => existsSync(join(folder, name, "definition.ts")));
	expect(defined.sort()).toEqual(kindNames.map(toFolder).sort());
});

test("the package exports the class of every kind in the registry, its provider, and both forms of every look-up", () => {
	const functions = lookupNames.flatMap((name) => [name, `${name}Output`]);
	expect(Object.keys(modelarts).sort()).toEqual([...kindNames, "Provider", ...functions].sort());
});

test("the package has the sub-path of every kind in the registry, which state files name", () => {
	const own = kindNames.map((name) => [`./${name}`, `./dist/pulumi/dynamic/entry/${toFolder(name)}.js`] as const);
	const others = [".", "./native", "./package.json"];
	expect(Object.keys(paths).sort()).toEqual([...own.map(([path]) => path), ...others].sort());
	expect(paths).toMatchObject(Object.fromEntries(own));
});

test.each(kindNames)("%s has an entry file, a row of the README and a section of the guide", (name) => {
	expect(read(`provider/pulumi/dynamic/entry/${toFolder(name)}.ts`)).toContain(`resources/${toFolder(name)}/handler`);
	expect(read("README.md")).toContain(`| [\`${name}\`](docs/reference/resources/${toFolder(name)}.md)`);
	expect(read("docs/guides/resources.md")).toContain(`## ${name}\n`);
});

test("the fault matrix and the kill table have every kind", () => {
	expect(new Set(matrix.map(classOf))).toEqual(new Set(kindNames));
	expect(new Set(killed.map(({ className }) => className))).toEqual(new Set(kindNames));
});
