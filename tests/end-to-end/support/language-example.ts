import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import type { PackageSchema } from "../../../tools/schema/document";
import { runProgram } from "../../support/programs";
import { cliEnvironment, root, writeSdks } from "./cli";
import { openCloud } from "./cloud";
import { cloudImagesIn, registeredIn } from "./images";
import { newNotebooksIn, theNewNotebookIn } from "./notebooks";
import { linkPlugin } from "./plugin";
import type { Stack } from "./stack";

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

/** A cloud in which its images are there at once. */
export function openQuickstartCloud(): Promise<Simulator> {
	return openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
}

/**
 * A copy of a folder of examples/ whose language is not TypeScript: all that it finds of ours is the plugin, where
 * `npm install pulumi-modelarts` puts it. Its stack `dev` polls the cloud every 50 ms.
 *
 * @param python a virtual environment, for a program in Python
 */
export function copyLanguageExample(name: string, python?: string): string {
	const copy = makeFolder(name);
	cpSync(join(root, "examples", name), copy, { recursive: true });
	linkPlugin(join(copy, "node_modules", ".bin"));
	if (python !== undefined) symlinkSync(python, join(copy, "venv"));
	writeFileSync(
		join(copy, "Pulumi.dev.yaml"),
		'config: { "modelarts:pollInterval": 50ms, "modelarts:readLag": 500ms }\n',
	);
	return copy;
}

/** The example of a class in a language, in the package schema. */
export function findSchemaExample(kind: string, language: string): string {
	const { resources } = JSON.parse(readFileSync(join(root, "schema.json"), "utf8")) as PackageSchema;
	const { description = "" } = resources[`modelarts:index:${kind}`] ?? {};
	return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(description)?.[1] ?? "";
}

/** The PATH with the language host for YAML, and without the plugin that `npm ci` links into node_modules/.bin. */
export function pathWithYaml(host = ""): string {
	const folders = (cliEnvironment().PATH ?? "").split(delimiter);
	return [host, ...folders.filter((path) => path !== join(root, "node_modules", ".bin"))].join(delimiter);
}

/** The virtual environment is everybody's, so that the SDK goes beside it; the folder for PYTHONPATH. */
export function installPythonSdk(environment = ""): string {
	const [sdks, site] = [makeFolder("sdks"), makeFolder("site")];
	writeSdks(sdks);
	const install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", site];
	runProgram(join(environment, "bin", "python"), [...install, join(sdks, "python")]);
	return site;
}

/** Previews and creates what the quickstart of every language declares. */
export async function createQuickstart(stack: Stack, cloud: Simulator): Promise<void> {
	const preview = await stack.preview();
	expect([...preview.steps].sort()).toEqual(["create base", "create lab", "create pytorch"]);
	expect(preview.stdout).toMatch(/name {2,}: "lab-[0-9a-f]{7}"/);
	expect(await stack.up()).toMatchObject({ code: 0 });
	const { id, name } = theNewNotebookIn(cloud);
	expect(await stack.outputs()).toEqual({
		id,
		name,
		status: "RUNNING",
		url: expect.stringContaining(id),
		baseImageId: cloudImagesIn(cloud)[0]?.id,
	});
}

export async function expectUnchanged(stack: Stack): Promise<void> {
	expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	expect(await stack.refresh()).toMatchObject({ code: 0, steps: [] });
}

export async function destroyQuickstart(stack: Stack, cloud: Simulator): Promise<void> {
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect([...newNotebooksIn(cloud), ...registeredIn(cloud), ...cloudImagesIn(cloud)]).toEqual([]);
}

/** Replaces a text of a program. */
export function edit(file: string, from: string, to: string): void {
	const program = readFileSync(file, "utf8");
	expect(program).toContain(from);
	writeFileSync(file, program.replace(from, to));
}

/** One of the archives of `npm run plugin`, for `pulumi plugin install --file`. */
export function makePluginArchive(): string {
	const folder = makeFolder("archives");
	runProgram(process.execPath, [join(root, "tools", "start.mjs"), "plugin", "--out", folder]);
	// The file in it is the same for all platforms.
	return join(folder, readdirSync(folder)[0] ?? "");
}

/** A temporary folder, removed when the file is done. */
export function makeFolder(name: string): string {
	// As the CLI will name it: a temporary folder may be a link.
	const folder = realpathSync(mkdtempSync(join(tmpdir(), `pulumi-modelarts-${name}-`)));
	folders.push(folder);
	return folder;
}
