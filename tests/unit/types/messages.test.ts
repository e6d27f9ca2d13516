import { join } from "node:path";
import ts from "typescript";
import { root } from "../../end-to-end/support/cli";

/**
 * What the compiler says of a wrong `CloudImage`, whose inputs are a union of sources: it has to name the input that is wrong,
 * not one that another source would need.
 */
const wrong: [title: string, args: string, at: string, says: RegExp][] = [
	["a number as text", '{ imageUrl: "a:b", minDisk: "40" }', "minDisk", /'string' is not assignable to .*number/],
	["a number as the address", "{ imageUrl: 5, minDisk: 40 }", "imageUrl", /'number' is not assignable to .*string/],
	["another word", '{ imageUrl: "a:b", minDisk: 40, osType: "linux" }', "osType", /Did you mean '"Linux"'/],
	["text for a yes or no", '{ imageUrl: "a:b", minDisk: 40, isConfig: "yes" }', "isConfig", /boolean/],
	[
		"a number in a tag",
		'{ imageUrl: "a:b", minDisk: 40, tags: { a: 1 } }',
		"a",
		/'number' is not assignable to .*string/,
	],
	["a misspelt name", '{ imageUrl: "a:b", minDisk: 40, nam: "x" }', "nam", /Did you mean to write 'name'/],
	["a missing size", '{ imageUrl: "a:b" }', '{ imageUrl: "a:b" }', /'minDisk' is missing/],
	["a server's memory as text", '{ instanceId: "i", minRam: "x" }', "minRam", /number/],
	["an output of another type", '{ instanceId: pulumi.output("i"), minRam: pulumi.output("x") }', "minRam", /number/],
	["a version that is no text", '{ volumeId: "v", osVersion: 7 }', "osVersion", /string/],
	["a missing version", '{ volumeId: "v" }', '{ volumeId: "v" }', /'osVersion' is missing/],
	["two sources", '{ instanceId: "i", volumeId: "v" }', '{ instanceId: "i", volumeId: "v" }', /'volumeId' are incomp/],
	[
		"a data disk's size as text",
		'{ imageUrl: "a:b", minDisk: 40, dataImages: [{ imageUrl: "a:c", minDisk: "1" }] }',
		"minDisk",
		/'string' is not assignable to .*number/,
	],
	[
		"a data disk without a size",
		'{ imageUrl: "a:b", minDisk: 40, dataImages: [{ imageUrl: "a:c" }] }',
		'{ imageUrl: "a:c" }',
		/'minDisk' is missing/,
	],
	["the memory of data images as text", '{ dataImages: [{ volumeId: "v" }], minRam: "1" }', "minRam", /number/],
	["a data volume that is no text", "{ dataImages: [{ volumeId: 5 }] }", "volumeId", /'number' is not assignable/],
];

const file = join(root, "tests", "types", "wrong-cloud-images.ts");
const program = [
	'import * as pulumi from "@pulumi/pulumi";',
	'import { CloudImage } from "pulumi-modelarts";',
	...wrong.map(([, args]) => `new CloudImage("x", ${args});`),
].join("\n");

/** By line: the text that is underlined, and all that is said of it. */
function compile(): Map<number, { at: string; text: string }[]> {
	const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
		config: object;
	};
	const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root);
	const host = ts.createCompilerHost(options);
	const read = host.getSourceFile.bind(host);
	host.getSourceFile = (path, version, ...rest) =>
		path === file ? ts.createSourceFile(path, program, version, true) : read(path, version, ...rest);

	const source = ts.createProgram([file], options, host);
	const found = new Map<number, { at: string; text: string }[]>();
	for (const { start = 0, length = 0, messageText } of source.getSemanticDiagnostics(source.getSourceFile(file))) {
		const line = program.slice(0, start).split("\n").length - 1;
		const one = { at: program.slice(start, start + length), text: ts.flattenDiagnosticMessageText(messageText, "\n") };
		found.set(line, [...(found.get(line) ?? []), one]);
	}
	return found;
}

let found: ReturnType<typeof compile>;
beforeAll(() => {
	found = compile();
}, 120_000);

test.each(wrong.map((row, index) => [row[0], index] as const))("the message about %s names it", (_title, index) => {
	const [, , at, says] = wrong[index] as (typeof wrong)[number];
	expect(found.get(index + 2)).toEqual([{ at, text: expect.stringMatching(says) as string }]);
	expect(found.get(index + 2)?.[0]?.text).not.toContain("dataImages' is missing");
});
