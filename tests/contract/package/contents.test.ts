import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { node, root, run } from "../tools/fake-machine";

/** Evaluates an expression in which `module` is a file of tools/package/. */
async function evaluate(file: string, expression: string): Promise<unknown> {
	const url = pathToFileURL(join(root, "tools", "package", file)).href;
	const text = `const module = await import("${url}"); console.log(JSON.stringify(${expression}));`;
	const { stdout, stderr } = await run(node, ["--input-type=module", "--eval", text], process.env);
	if (!stdout) throw new Error(stderr);
	return JSON.parse(stdout) as unknown;
}

test("the package is small, has only its own files and free licences, and passes its linters", async () => {
	const { code, stdout, stderr } = await run(node, [join(root, "tools", "package.mts")], process.env, root);
	expect({ code, stderr: stderr.replace(/^.*(ExperimentalWarning|--trace-warnings).*\n/gm, "") }).toEqual({
		code: 0,
		stderr: "",
	});
	expect(stdout).toMatch(/^tarball \d+ bytes, unpacked \d+ bytes, \d+ files, \d+ packages installed with it/);
	process.stderr.write(stdout);
}, 60_000);

test("files of the simulator, of tests, and leftovers of the compiler would be found", async () => {
	const files = [
		"dist/index.js",
		"dist/.built",
		"simulator/dist/core.js",
		"dist/tests/a.js",
		"dist/a.js.map",
		"docs/notes.txt",
		"docs/README.md",
		"LICENSE",
	];
	const listed = JSON.stringify({ files: files.map((path) => ({ path })) });
	expect(await evaluate("contents.mts", `module.findUnexpectedFiles(${listed})`)).toEqual(files.slice(1, 6));
});

test("a restrictive licence, a licence that is no SPDX expression, and a missing licence would be found", async () => {
	const licences = { good: "(MIT OR GPL-3.0)", gpl: "MIT AND GPL-3.0", odd: "SEE LICENSE", none: undefined };
	const packages = Object.fromEntries(
		Object.entries(licences).map(([name, license]) => [`node_modules/${name}`, { license }]),
	);
	expect(await evaluate("licences.mts", `module.findUnfreePackages(${JSON.stringify(packages)})`)).toEqual([
		"node_modules/gpl: MIT AND GPL-3.0",
		"node_modules/odd: SEE LICENSE",
		"node_modules/none: no licence",
	]);
});

test("the package has every page that the messages name, and every page of docs/ that the first page names", async () => {
	const { files } = (await evaluate("contents.mts", "module.readContents()")) as { files: { path: string }[] };
	const packed = files.map(({ path }) => path);
	const texts = [
		...packed.filter((path) => path.endsWith(".js")).map((path) => readFileSync(join(root, path), "utf8")),
		readFileSync(join(root, "README.md"), "utf8"),
	];
	const named = new Set(texts.flatMap((text) => text.match(/\bdocs\/[\w/-]+\.md/g) ?? []));
	expect(named).toContain("docs/reference/api-mapping.md");
	expect([...named].filter((page) => !packed.includes(page))).toEqual([]);
}, 30_000);
