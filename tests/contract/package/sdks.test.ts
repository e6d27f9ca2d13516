import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { lookupNames } from "../../../provider/lookups/registry";
import { kindNames, kinds } from "../../../provider/resources";
import { findSdkWriter, root, writeSdks } from "../../end-to-end/support/cli";
import { runProgram } from "../../support/programs";

/** The SDKs that `npm run sdks` writes from schema.json. */

const hasPython = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "python3")));

let sdks = "";
afterAll(() => rmSync(sdks, { recursive: true, force: true }));

const isWritten = findSdkWriter() !== undefined;
if (!isWritten) process.stderr.write("SDKs of other languages: left out, there is no Go to build their writer with.\n");

(isWritten ? describe : describe.skip)("the SDKs of other languages", () => {
	beforeAll(() => {
		sdks = mkdtempSync(join(tmpdir(), "pulumi-modelarts-sdks-"));
		writeSdks(sdks);
	});

	const read = (...path: string[]) => readFileSync(join(sdks, ...path), "utf8");
	const toSnake = (name: string) => name.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase();
	const toCamel = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

	test.each(kindNames.map((name) => [name, kinds[name].definition] as const))(
		"have the class %s with all of its inputs and outputs",
		(name, { inputs, outputs }) => {
			const python = read("python", "pulumi_modelarts", `${toSnake(name)}.py`);
			const go = read("go", "modelarts", `${toCamel(name)}.go`);
			expect(python).toContain(`class ${name}(pulumi.CustomResource)`);
			expect(go).toContain(`func New${name}(ctx *pulumi.Context`);
			const names = Object.keys({ ...inputs, ...outputs });
			const isIn = (text: string, part: string) => new RegExp(`def ${toSnake(part)}\\(|pulumi:"${part}"`).test(text);
			expect(names.filter((part) => !isIn(python, part))).toEqual([]);
			expect(names.filter((part) => !isIn(go, part))).toEqual([]);
		},
	);

	test.each(lookupNames)("have the look-up %s", (name) => {
		expect(read("python", "pulumi_modelarts", `${toSnake(name)}.py`)).toContain(`def ${toSnake(name)}_output(`);
		expect(read("go", "modelarts", `${name}.go`)).toContain(`func ${name.replace("get", "Get")}Output(`);
	});

	test("have the version of the package, and are complete modules", () => {
		const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
		expect(read("python", "pyproject.toml")).toContain(`version = "${version}"`);
		expect(read("go", "go.mod")).toContain("module pulumi-modelarts/sdk/go");
		expect(JSON.parse(read("go", "modelarts", "pulumi-plugin.json"))).toMatchObject({ name: "modelarts", version });
	});

	(hasPython ? test : test.skip)("are valid Python, where there is a Python", () => {
		expect(() => runProgram("python3", ["-m", "compileall", "-q", join(sdks, "python")])).not.toThrow();
	});
});
