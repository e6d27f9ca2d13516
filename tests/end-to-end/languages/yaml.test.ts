import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { cliEnvironment, findYamlHost, root } from "../support/cli";
import { environmentOf } from "../support/cloud";
import { registeredIn } from "../support/images";
import {
	createQuickstart,
	destroyQuickstart,
	expectUnchanged,
	openQuickstartCloud,
	copyLanguageExample,
	edit,
	makePluginFolder,
} from "../support/language-example";
import { openStack, type Stack } from "../support/stack";

const TIME = 120_000;
const host = findYamlHost();

if (!host) {
	const reason = "left out: the CLI has no language host for YAML, and there is no Go to build it with";
	process.stderr.write(`Programs in YAML: ${reason}.\n`);
	test.skip(reason, () => {});
}

(host ? describe : describe.skip)("a program in YAML", () => {
	let cloud: Simulator;
	let folder: string;
	let stack: Stack;

	beforeAll(async () => {
		cloud = await openQuickstartCloud();
		folder = copyLanguageExample("quickstart-yaml");
		const path = [host, cliEnvironment().PATH].join(delimiter);
		stack = await openStack({ folder, env: { ...environmentOf(cloud), PATH: path } });
	}, TIME);

	const change = (from: string, to: string) => edit(join(folder, "Pulumi.yaml"), from, to);

	test(
		"is checked, by the schema and by the plugin, before anything is sent",
		async () => {
			change("resourceCategory: [CPU]", "resourceCategory: [TPU]");
			const value = await stack.preview();
			change("resourceCategory: [TPU]", "resourceCategory: [CPU]");
			change("flavor: ${flavor}", "flavour: ${flavor}");
			const missing = await stack.preview();
			change("flavour: ${flavor}", "flavor: ${flavor}");
			expect([value.code, missing.code]).not.toContain(0);
			expect(value.terminal).toContain('expected one of "CPU", "GPU", "ASCEND", got "TPU"');
			expect(missing.terminal).toContain("Missing required property 'flavor'");
			expect(cloud.admin.requests()).toEqual([]);
		},
		TIME,
	);

	test("shows its resources in a preview, and creates them", () => createQuickstart(stack, cloud), TIME);

	test(
		"is unchanged in a preview and after a refresh, with the plugin that `pulumi plugin install` has installed",
		async () => {
			change("plugins:\n  providers:\n    - name: modelarts\n      path: node_modules/.bin\n", "");
			const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
			const plugin = ["resource", "modelarts", version, "--file", makePluginFolder()];
			expect(await stack.run("plugin", "install", ...plugin)).toMatchObject({ code: 0 });
			await expectUnchanged(stack);
		},
		TIME,
	);

	test(
		"is written by `pulumi import` for an object that is there, and is then unchanged",
		async () => {
			const create = { name: "theirs", image_id: registeredIn(cloud)[0]?.id, flavor: "modelarts.vm.cpu.2u" };
			const { notebooks } = cloud.admin.putObjects({ notebooks: [{ create }] });
			const { id } = notebooks?.[0] as { id: string };
			const file = join(folder, "imported.yaml");
			const args = ["--protect=false", "--skip-preview", "--yes", "--out", file];
			const { code, terminal } = await stack.start(["import", "modelarts:index:Notebook", "theirs", id], { args })
				.outcome;
			expect({ code, terminal }).toMatchObject({ code: 0 });
			change("resources:\n", readFileSync(file, "utf8"));
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);

	test("is deleted by `pulumi destroy`", () => destroyQuickstart(stack, cloud), TIME);
});
