import { describeCost } from "../../../provider/cli/cost-hint";
import { declareNotebook } from "../../../provider/resources/notebook/inventory";
import { parseAge } from "../../../provider/cli/duration";
import { parseTarget } from "../../../provider/cli/import-file";
import { kinds } from "../../../provider/resources";
import { nameVariable, formatProgram } from "../../../provider/cli/program-text";
import { readProjectName } from "../../../provider/cli/project";
import { parseConfig } from "../../../provider/cli/stack-config";
import { wrapText, formatAge } from "../../../provider/cli/terminal";

test.each([
	[{ machine: "cpu.2u", status: "RUNNING", diskSize: 5 }, "billed: a machine (cpu.2u) and a disk of 5 GB"],
	[{ machine: "cpu.2u", status: "STOPPED", diskSize: 5 }, "billed: a disk of 5 GB"],
	[{ machine: "cpu.2u", status: "STOPPED" }, "stopped: no machine is billed"],
	[{ machine: "cpu.2u", status: "AN_ODD_WORD" }, "billed: a machine (cpu.2u)"],
	[{ storedBytes: 3_376_133_259 }, "billed: 3.4 GB of storage"],
	[{ storedBytes: 1000 }, "billed: 1 MB of storage"],
	[{}, "billed: its storage"],
])("the cost of %j is: %s", (priced, hint) => {
	expect(describeCost(priced)).toBe(hint);
});

test.each([
	[0, "0 seconds"],
	[119_000, "119 seconds"],
	[120_000, "2 minutes"],
	[7_199_000, "119 minutes"],
	[7_200_000, "2 hours"],
	[172_800_000, "2 days"],
])("%d ms are formatted as %s", (milliseconds, text) => {
	expect(formatAge(milliseconds)).toBe(text);
});

test("a line is broken before column 101, a longer word is not", () => {
	const lines = wrapText(`${"abc ".repeat(30)}${"x".repeat(120)}`, "", "  ").split("\n");
	expect(lines.map((line) => line.length)).toEqual([99, 2 + 19, 2 + 120]);
});

test.each([
	["90s", 90_000],
	["45m", 2_700_000],
	["2h", 7_200_000],
	["7d", 604_800_000],
])("%s is parsed as an age", (text, milliseconds) => {
	expect(parseAge(text)).toBe(milliseconds);
});

test.each(['"%s" is rejected as an age', "5", "h", "1.5h", "-1h", "soon"])('"%s" is no age', (text) => {
	expect(() => parseAge(text)).toThrow(/such as "90s"/);
});

test.each([
	["Notebook:1-2=my lab", "Notebook", "1-2", "my lab"],
	["cloudimage:a,b", "CloudImage", "a,b", undefined],
	["NotebookInstance:DE-1=a=b", "NotebookInstance", "DE-1", "a=b"],
])("%s is parsed as an import target", (text, kind, id, name) => {
	const desired = parseTarget(text);
	expect({ kind: desired.kind.name, id: desired.id, name: desired.name }).toEqual({ kind, id, name });
});

test.each([
	["name: course\nruntime: nodejs\n", false, "course"],
	["runtime:\n  name: nodejs\nname: 'my course' # ours\n", false, "my course"],
	['{ "name": "course", "runtime": "nodejs" }', true, "course"],
	["{ name: course, runtime: nodejs }", false, "course"],
	["runtime: nodejs\n", false, undefined],
])("the project's name is read from %j", (manifest, isJson, name) => {
	expect(readProjectName(manifest, isJson)).toBe(name);
});

test("a stack's config is reduced to our namespace, with objects as JSON", () => {
	const config = {
		"huaweicloud:region": { value: "cn-north-4", secret: false },
		"huaweicloud:endpoints": { value: '{"iam":"x"}', objectValue: { iam: "x" }, secret: false },
		"aws:region": { value: "eu", secret: false },
	};
	expect(parseConfig(JSON.stringify(config))).toEqual({
		"huaweicloud:region": "cn-north-4",
		"huaweicloud:endpoints": '{"iam":"x"}',
	});
});

test.each([
	["lab", "lab"],
	["my-lab 2", "myLab2"],
	["2nd", "resource2nd"],
	["new", "resourcenew"],
	["Notebook", "Notebook_2"],
])("the logical name %s becomes the variable %s", (name, variable) => {
	expect(nameVariable(name, new Set(["Notebook"]))).toBe(variable);
});

test("a program declares the imported objects, with comments for parents, secrets and providers", () => {
	const declared = { name: "lab", tags: { "a b": "c" }, mounts: [], volume: { category: "EVS", capacity: 5 } };
	const parent = "urn:pulumi:dev::course::course:room:Bench::front";
	const one = {
		kind: kinds.Notebook,
		id: "1",
		name: "lab",
		declared,
		parent,
		inputs: {},
		outputs: {},
		isUnfinished: false,
		secrets: ["description", "tags.b"],
	};
	expect(formatProgram([one], true)).toBe(
		[
			'import { Notebook } from "pulumi-modelarts";',
			"",
			`// With the option \`parent\`: ${parent}`,
			"// Secret, to be added to the program: description, tags.b",
			'const lab = new Notebook("lab", {',
			'\tname: "lab",',
			"\ttags: {",
			'\t\t"a b": "c",',
			"\t},",
			"\tmounts: [],",
			"\tvolume: {",
			'\t\tcategory: "EVS",',
			"\t\tcapacity: 5,",
			"\t},",
			'\tadopt: "1",',
			"});",
		].join("\n"),
	);
});

test("an existing notebook is declared without its defaults", () => {
	const declared = declareNotebook({
		id: "1",
		volume: { category: "EVS", ownership: "MANAGED", capacity: 5, mount_path: "/home" },
		endpoints: [{ service: "NOTEBOOK" }, { dev_service: "SSH", ssh_keys: ["anna"] }],
		tags: [
			{ key: "_sys_enterprise_project_id", value: "0" },
			{ key: "team", value: "vision" },
		],
		pool: {},
	});
	expect(declared).toEqual({
		volume: { category: "EVS", capacity: 5 },
		endpoints: [{ service: "SSH", keyPairNames: ["anna"] }],
		tags: { team: "vision" },
	});
});
