import { join } from "node:path";
import { startProgram } from "../support/programs";
import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { newNotebooksIn, tamperWithNotebook, theNewNotebookIn } from "./support/notebooks";
import { pluginScript } from "../support/plugin-script";
import { openPluginStack } from "./support/plugin";
import { isFull } from "../support/full";

/** What only the real engine decides of the plugin's answers. */

const TIME = 120_000;

const image = "e1a07296-22a8-4f05-8bc8-e936c8e54090";

/** Variables of a program: what an explicit provider needs. */
const settings = `
	const { HW_REGION_NAME: region, HW_PROJECT_ID: projectId, HW_ACCESS_KEY: accessKey, HW_SECRET_KEY: secretKey } = process.env;
	const endpoints = JSON.parse(process.env.HW_ENDPOINTS);`;

test(
	"a stack with an explicit provider and secrets moves to the plugin and back, with the same object and nothing shown",
	async () => {
		const cloud = await openCloud();
		const declare = (from: string, options = "") => `${settings}
			const { Notebook, Provider: Own } = require("${from}");
			const defaultTags = pulumi.secret({ team: "SECRET1-team" });
			const provider = new Own("mine", { region, projectId, accessKey, secretKey, endpoints, defaultTags });
			new Notebook("lab", { flavor: "modelarts.vm.cpu.2u", imageId: "${image}", volume: { category: "EVS" },
				description: pulumi.secret("SECRET2-words") }, { provider, ${options} });`;
		const back = 'aliases: [{ type: "modelarts:index:Notebook" }]';
		const stack = await openPluginStack(cloud, declare("pulumi-modelarts"));
		expect(await stack.up()).toMatchObject({ code: 0, steps: expect.arrayContaining(["create lab"]) });
		const { id } = theNewNotebookIn(cloud);
		cloud.admin.clearRequests();

		const moves = [
			[declare("pulumi-modelarts/native"), []],
			[declare("pulumi-modelarts", back), ["update lab"]],
			...(isFull ? [[declare("pulumi-modelarts/native"), []] as const] : []),
		] as const;
		for (const [program, steps] of moves) {
			stack.write(program);
			const outcome = await stack.up();
			expect(outcome).toMatchObject({ code: 0 });
			expect(outcome.steps.filter((step) => step.endsWith(" lab"))).toEqual(steps);
			const text = outcome.stdout + outcome.stderr + stack.readBackend();
			expect(text.match(/SECRET\d[\w-]*/)).toBeNull();
		}
		expect(await stack.refresh()).toMatchObject({ code: 0, steps: [] });
		expect(stack.readBackend().match(/SECRET\d[\w-]*/)).toBeNull();
		expect(changesTo(cloud)).toEqual([]);
		expect(newNotebooksIn(cloud)).toMatchObject([{ id }]);
	},
	TIME,
);

test(
	"an attached plugin serves one run after another, with names as the project enforces them, and starts what has stopped",
	async () => {
		const cloud = await openCloud();
		const stack = await openPluginStack(
			cloud,
			`const { Notebook } = require("pulumi-modelarts/native");
			new Notebook("lab", { flavor: "modelarts.vm.cpu.2u", imageId: "${image}", volume: { category: "EVS" },
				desiredState: "RUNNING" });`,
			{ manifest: "config: { pulumi:autonaming: { value: { pattern: '${project}-${name}', enforce: true } } }\n" },
		);
		const home = join(stack.directory, "home");
		const plugin = startProgram(process.execPath, [pluginScript], {
			env: { ...process.env, PULUMI_HOME: home, ...environmentOf(cloud) },
		});
		try {
			const port = await new Promise<string>((resolve) =>
				plugin.stdout.once("data", (text: string) => resolve(text.trim())),
			);
			const env = { PULUMI_DEBUG_PROVIDERS: `modelarts:${port}` };
			const first = await stack.up({ env });
			expect({ code: first.code, terminal: first.terminal }).toMatchObject({ code: 0 });
			expect(theNewNotebookIn(cloud)).toMatchObject({ name: "proof-lab", status: "RUNNING" });
			expect(await stack.preview({ env })).toMatchObject({ code: 0, steps: [] });

			tamperWithNotebook(cloud, theNewNotebookIn(cloud).id, { status: "STOPPED" });
			const second = await stack.up({ env });
			expect(second).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(second.terminal).toContain("RUNNING");
			expect(newNotebooksIn(cloud)).toMatchObject([{ name: "proof-lab", status: "RUNNING" }]);
			expect(plugin.exitCode).toBeNull();
		} finally {
			plugin.kill();
		}
	},
	TIME,
);
