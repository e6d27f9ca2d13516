import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { type KindName, kindNames, kinds } from "../../../provider/resources";
import { toFolder } from "../../../tools/docs/kinds";
import type { PackageSchema } from "../../../tools/schema/document";

const repository = resolve(__dirname, "../../..");
const schema = JSON.parse(readFileSync(join(repository, "schema.json"), "utf8")) as PackageSchema;

interface Example {
	readonly place: string;
	readonly code: string;
}

/** Every TypeScript block of the pages, and every `@example` of a public declaration. */
const examples = [
	...[join(repository, "README.md"), ...findFiles(join(repository, "docs"), /\.md$/)].flatMap((file) =>
		findBlocks(file, /^```ts\n([^]*?)^```/gm),
	),
	...findFiles(join(repository, "provider"), /\.ts$/).flatMap((file) =>
		findBlocks(file, /^ \* ```ts\n([^]*?)^ \* ```/gm).map(({ place, code }) => ({
			place,
			code: code.replace(/^ \* ?/gm, ""),
		})),
	),
].filter(({ code }) => code.includes('from "pulumi-modelarts"'));

/** The TypeScript blocks of the package schema, which import the classes of the plugin. */
const schemaExamples = Object.entries(schema.resources).map(([token, { description }]) => ({
	place: `schema.json:${token.replace(/^.*:/, "")}`,
	code: /^```typescript\n([^]*?)^```/m.exec(description)?.[1] ?? "",
}));

test("the first page and every class have examples", () => {
	const places = examples.map(({ place }) => place.replace(/:\d+$/, ""));
	expect(places).toEqual(expect.arrayContaining(["README.md", "provider/pulumi/program/provider.ts"]));
	for (const kind of kindNames) expect(places).toContain(`provider/resources/${toFolder(kind)}/resource.ts`);
});

test("every example compiles, those of the package schema included", () => {
	expect(schemaExamples.map(({ place }) => place)).toEqual(kindNames.map((kind) => `schema.json:${kind}`).sort());
	expect(listErrors([...examples, ...schemaExamples])).toEqual([]);
});

test.each(examples.map(({ place, code }) => [place, code]))(
	"the example at %s runs, and its resources pass the checks",
	async (_place, code) => {
		const resources = await run(code);
		expect(resources.length).toBeGreaterThan(0);
		for (const { type, inputs } of resources) {
			const kind = type.split(":").pop() as KindName;
			const { __provider, ...news } = inputs as Record<string, unknown>;
			expect(__provider).toBe(`exports.handler=()=>require("pulumi-modelarts/${kind}")`);
			expect(
				kinds[kind].handler.check(undefined, JSON.parse(JSON.stringify(news)), { readDefaults: () => ({}) })
					.validationErrors,
			).toEqual([]);
		}
	},
);

function findFiles(folder: string, rule: RegExp): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((file) => rule.test(file))
		.map((file) => join(folder, file));
}

function findBlocks(file: string, block: RegExp): Example[] {
	const text = readFileSync(file, "utf8");
	return [...text.matchAll(block)].map((match) => ({
		place: `${relative(repository, file)}:${text.slice(0, match.index).split("\n").length}`,
		code: match[1] ?? "",
	}));
}

/** Compiler errors of examples, with the settings of the whole project. */
function listErrors(compiled: readonly Example[]): string[] {
	const codes = new Map(compiled.map(({ place, code }) => [nameFile(place), code]));
	const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), (path) => ts.sys.readFile(path));
	const parsed = ts.parseJsonConfigFileContent(
		{ ...config, include: [], files: [...codes.keys()] },
		ts.sys,
		repository,
	);
	const host = ts.createCompilerHost(parsed.options);
	const readSource = host.getSourceFile.bind(host);
	host.getSourceFile = (name, version) => {
		const code = codes.get(name);
		return code === undefined ? readSource(name, version) : ts.createSourceFile(name, code, version);
	};
	host.fileExists = (name) => codes.has(name) || ts.sys.fileExists(name);
	const program = ts.createProgram([...codes.keys()], parsed.options, host);
	return compiled.flatMap(({ place }) => {
		const source = program.getSourceFile(nameFile(place));
		const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
		return found.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
	});
}

/** A file that does not exist, beside the real ones. */
function nameFile(place: string): string {
	return join(repository, "tests", `${place.replace(/\W/g, "-")}.ts`);
}

/** The resources that a program declares. */
async function run(code: string): Promise<pulumi.runtime.MockResourceArgs[]> {
	const resources: pulumi.runtime.MockResourceArgs[] = [];
	await pulumi.runtime.setMocks({
		newResource: (args) => {
			if (args.type.includes("dynamic/")) resources.push(args);
			return { id: `${args.name}-id`, state: args.inputs as Record<string, unknown> };
		},
		call: () => ({
			flavors: [{ id: "modelarts.vm.cpu.2u" }],
			images: [{ id: "e1a07296-22a8-4f05-8bc8-e936c8e54090" }],
		}),
	});
	const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
	// eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the text is what this test is for
	new Function("require", "exports", outputText)(require, {});
	await pulumi.runtime.disconnect();
	return resources;
}
