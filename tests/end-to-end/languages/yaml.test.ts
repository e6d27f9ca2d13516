import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWhere } from "../../support/describe-where";
import type { Simulator } from "modelarts-simulator";
import { findYamlHost, root } from "../support/cli";
import { environmentOf } from "../support/cloud";
import { registeredIn } from "../support/images";
import {
	createQuickstart,
	destroyQuickstart,
	expectUnchanged,
	openQuickstartCloud,
	copyLanguageExample,
	edit,
	makePluginArchive,
	pathWithYaml,
} from "../support/language-example";
import { openStack, type Stack } from "../support/stack";

const TIME = 120_000;
const host = findYamlHost();

describeWhere(
	host !== undefined,
	"Programs in YAML",
	"the CLI has no language host for YAML, and there is no Go to build it with",
)("a program in YAML", () => {
	let cloud: Simulator;
	let folder: string;
	let stack: Stack;

	beforeAll(async () => {
		cloud = await openQuickstartCloud();
		folder = copyLanguageExample("quickstart-yaml");
		stack = await openStack({ folder, env: { ...environmentOf(cloud), PATH: pathWithYaml(host) } });
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
		"is unchanged in a preview and after a refresh, with the plugin that `pulumi plugin install` has installed from an archive",
		async () => {
			change("plugins:\n  providers:\n    - name: modelarts\n      path: node_modules/.bin\n", "");
			const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
			const plugin = ["resource", "modelarts", version, "--file", makePluginArchive()];
			expect(await stack.run("plugin", "install", ...plugin)).toMatchObject({ code: 0 });
			await expectUnchanged(stack);
		},
		TIME,
	);

	test(
		"gets what is there by look-ups",
		async () => {
			const lookup = "{ function: modelarts:getNotebookImages, arguments: { name: pytorch }, return: images }";
			change("outputs:\n", `variables:\n  found:\n    fn::invoke: ${lookup}\noutputs:\n  image: \${found[0].id}\n`);
			expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
			expect((await stack.outputs()).image).toBe(registeredIn(cloud)[0]?.id);
		},
		TIME,
	);

	test(
		"is written by `pulumi import` for an object of each kind that can be imported, and is then unchanged",
		async () => {
			const resources = makeByHand();
			const [list, written] = [join(folder, "import.json"), join(folder, "imported.yaml")];
			writeFileSync(list, JSON.stringify({ resources }));
			const args = ["--file", list, "--out", written, "--protect=false", "--skip-preview", "--yes"];
			const { code, terminal } = await stack.start(["import"], { args }).outcome;
			expect({ code, terminal }).toMatchObject({ code: 0 });
			change("resources:\n", readFileSync(written, "utf8"));
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);

	/** Made at the console; as `pulumi import --file` wants them. An image saved from a notebook is imported as a CustomImage. */
	function makeByHand(): object[] {
		const flavor = "modelarts.vm.cpu.2u";
		const profile_id = "Multi-Engine 1.0 (python3)-cpu";
		const spec = {
			storage: { type: "evs", location: { volume_size: 20 } },
			auto_stop: { enable: true, duration: 7200 },
		};
		const image_id = registeredIn(cloud)[0]?.id;
		const file = { name: "golden", __description: "the one", __data_origin: "file,images:golden.qcow2", min_disk: 40 };
		const made = cloud.admin.putObjects({
			instances: [{ create: { name: "older", description: "by hand", profile_id, flavor, spec } }],
			notebooks: [
				{
					create: {
						name: "theirs",
						description: "",
						flavor,
						image_id,
						volume: { category: "EVS", ownership: "MANAGED", capacity: 30 },
					},
				},
			],
			customImages: [
				{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/course/base:1", description: "by hand" } },
			],
			cloudImages: [{ create: file }],
		});
		const { instances, notebooks, customImages, cloudImages } = made as Record<string, { id: string }[]>;
		const objects = {
			NotebookInstance: instances?.[0],
			Notebook: notebooks?.[0],
			CustomImage: customImages?.[0],
			CloudImage: cloudImages?.[0],
		};
		return Object.entries(objects).map(([kind, object]) => ({
			type: `modelarts:index:${kind}`,
			name: `by-hand-${kind}`,
			id: object?.id,
		}));
	}

	test("is deleted by `pulumi destroy`", () => destroyQuickstart(stack, cloud), TIME);
});
