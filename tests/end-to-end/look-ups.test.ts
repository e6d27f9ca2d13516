import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import ts from "typescript";
import { root } from "./support/cli";
import { openCloud } from "./support/cloud";
import { theNewNotebookIn } from "./support/notebooks";
import { openPluginStack } from "./support/plugin";
import type { Stack } from "./support/stack";
import { isFull } from "../support/full";

/** Look-ups in a program under the real CLI, with either provider. */

const TIME = 120_000;

/** The first example of the reference page. */
function readExample(): string {
	const page = readFileSync(join(root, "docs", "reference", "look-ups.md"), "utf8");
	const [, example = ""] = /^```ts\n([^]*?)^```$/m.exec(page) ?? [];
	const { outputText } = ts.transpileModule(example, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
	return outputText;
}

let cloud: Simulator;

function open(from: string, program: string): Promise<Stack> {
	return openPluginStack(cloud, program.replaceAll('"pulumi-modelarts"', JSON.stringify(from)));
}

beforeEach(async () => {
	cloud = await openCloud();
	cloud.admin.putObjects({
		customImages: [
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/jupyter:1" }, patch: { create_at: 1000 } },
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/jupyter:2" }, patch: { create_at: 2000 } },
		],
	});
});

describe.each(["pulumi-modelarts", "pulumi-modelarts/native"])("look-ups of %s", (from) => {
	test(
		"give resources what they find, with one list request for each kind of object",
		async () => {
			const stack = await open(from, readExample());
			expect(await stack.preview()).toMatchObject({ code: 0, steps: ["create lab"] });
			const operations = cloud.admin.requests().map(({ operation }) => operation);
			expect(operations.sort()).toEqual(["listFlavors", "listImage", "listImage"]);

			expect(await stack.up()).toMatchObject({ code: 0 });
			expect(theNewNotebookIn(cloud)).toMatchObject({
				flavor: "modelarts.vm.cpu.2u",
				image: { swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/jupyter:2" },
			});
		},
		TIME,
	);
});

/** The plugin's wait for resources, and report errors, as in its contract tests, with the code of the other provider. */
const others = isFull ? ["pulumi-modelarts", "pulumi-modelarts/native"] : ["pulumi-modelarts"];

describe.each(others)("look-ups of %s", (from) => {
	test(
		"of what the program creates wait for it, also where its name is known before",
		async () => {
			const stack = await open(
				from,
				`const { getNotebooksOutput, Notebook } = require("pulumi-modelarts");
				const lab = new Notebook("lab", {
					name: "lab",
					flavor: "modelarts.vm.cpu.2u",
					imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
					volume: { category: "EVS", capacity: 5 },
				});
				const { id } = lab;
				const found = getNotebooksOutput({ name: lab.name, required: true });
				exports.isSame = found.apply(({ notebooks }) => id.apply((known) => known === notebooks[0].id));`,
			);
			if (isFull) expect(await stack.preview()).toMatchObject({ code: 0 });
			const { code, stdout } = await stack.up();
			expect(code).toBe(0);
			expect(stdout).toMatch(/isSame: true/);
		},
		TIME,
	);

	test(
		"that must find something fail the preview, with what comes nearest",
		async () => {
			const stack = await open(
				from,
				`const { getNotebookFlavors } = require("pulumi-modelarts");
				exports.flavors = getNotebookFlavors({ id: "modelarts.vm.cpu.3u", required: true });`,
			);
			const { code, terminal } = await stack.preview();
			expect(code).not.toBe(0);
			expect(terminal).toMatch(/Those that come nearest: modelarts\.vm\.cpu\.2u/);
		},
		TIME,
	);
});
