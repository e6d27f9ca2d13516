import type { Simulator } from "modelarts-simulator";
import { changesTo, openCloud } from "./support/cloud";
import { cloudImagesIn, registeredIn } from "./support/images";
import { newNotebooksIn, tamperWithNotebook, theNewNotebookIn } from "./support/notebooks";
import { openPluginStack } from "./support/plugin";
import type { Stack } from "./support/stack";
import { until } from "./support/until";
import { isFull, whenFull } from "../support/full";

/** The plugin `pulumi-resource-modelarts` under the real CLI: the same promises as those of the dynamic provider. */

const TIME = 120_000;

/** @param from the package, or its sub-path: the classes of either provider */
function declareLab(from: string, inputs: object = {}, more = ""): string {
	const given = {
		flavor: "modelarts.vm.cpu.2u",
		imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
		volume: { category: "EVS", capacity: 5 },
		...inputs,
	};
	return `
		const { CloudImage, CustomImage, Notebook } = require("${from}");
		const lab = new Notebook("lab", ${JSON.stringify(given)});
		exports.lab = { id: lab.id, name: lab.name, status: lab.status };
		${more}`;
}

const images = `
	new CustomImage("base", { swrPath: "swr.cn-north-4.myhuaweicloud.com/course/base:1" });
	new CloudImage("disk", { imageUrl: "images:base.qcow2", minDisk: 40 });`;
/** What the program changes; a name that it does not give stays as it is. */
const changed = { tags: { team: "audio" }, description: "for the course" };
const NATIVE = "pulumi-modelarts/native";
const DYNAMIC = "pulumi-modelarts";

describe("resources of the plugin", () => {
	let cloud: Simulator;
	let stack: Stack;
	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { registerImage: 100, createImage: 100 } } });
		stack = await openPluginStack(cloud, declareLab(NATIVE, { tags: { team: "vision" } }, images));
	}, TIME);

	test(
		"are shown in a preview with every input and default name, and with unknown outputs",
		async () => {
			const { code, stdout, steps } = await stack.preview();
			expect({ code, steps: [...steps].sort() }).toEqual({
				code: 0,
				steps: ["create base", "create disk", "create lab"],
			});
			expect(stdout).toMatch(/name {2,}: "lab-[0-9a-f]{7}"/);
			expect(stdout).toMatch(/status: \[unknown\]/);
			expect(cloud.admin.requests()).toEqual([]);
		},
		TIME,
	);

	test(
		"are created, and then no preview shows a change",
		async () => {
			expect(await stack.up()).toMatchObject({ code: 0 });
			const [lab] = (await stack.exportState()).filter(({ type }) => type === "modelarts:index:Notebook");
			expect(lab).toMatchObject({ id: theNewNotebookIn(cloud).id, outputs: { status: "RUNNING" } });
			expect([registeredIn(cloud).length, cloudImagesIn(cloud).length]).toEqual([1, 1]);
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
			if (isFull) expect(await stack.refresh()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);

	test(
		"are updated in place, with requests for what changed alone",
		async () => {
			cloud.admin.clearRequests();
			stack.write(declareLab(NATIVE, changed, images));
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(changesTo(cloud)).toEqual(["updateNotebook", "createNotebookTags"]);
		},
		TIME,
	);

	whenFull(() => {
		test(
			"are corrected after a refresh has found a change at the console",
			async () => {
				tamperWithNotebook(cloud, theNewNotebookIn(cloud).id, { description: "somebody else's" });
				const refreshed = await stack.refresh();
				expect({ code: refreshed.code, terminal: refreshed.terminal }).toMatchObject({
					code: 0,
					terminal: expect.stringContaining("Notebook lab updated"),
				});
				expect(refreshed.terminal).toContain("[diff: ~description]");
				expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
				expect(theNewNotebookIn(cloud).description).toBe("for the course");
			},
			TIME,
		);
	});

	test(
		"move to the dynamic provider and back by the import of the program, with the same objects",
		async () => {
			const before = theNewNotebookIn(cloud).id;
			const dynamic = declareLab(DYNAMIC, changed, images).replace(
				/new (Notebook|CustomImage|CloudImage)\(("\w+"), (\{.*\})\)/g,
				(_all, kind: string, name: string, inputs: string) =>
					`new ${kind}(${name}, ${inputs}, { aliases: [{ type: "modelarts:index:${kind}" }] })`,
			);
			cloud.admin.clearRequests();
			stack.write(dynamic);
			const outcome = await stack.up({ env: { HW_READ_LAG: "500ms" } });
			expect(outcome.code).toBe(0);
			expect(outcome.steps.filter((step) => !step.startsWith("update "))).toEqual([]);
			stack.write(declareLab(NATIVE, changed, images));
			expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
			expect(theNewNotebookIn(cloud).id).toBe(before);
			expect(changesTo(cloud)).toEqual([]);
		},
		TIME,
	);

	test(
		"are deleted by `pulumi destroy`",
		async () => {
			expect(await stack.destroy()).toMatchObject({ code: 0 });
			expect([...newNotebooksIn(cloud), ...registeredIn(cloud), ...cloudImagesIn(cloud)]).toEqual([]);
		},
		TIME,
	);
});

whenFull(() => {
	test(
		"a create that Ctrl-C interrupts is in the state, and the next `up` resumes it",
		async () => {
			const cloud = await openCloud({ settings: { durations: { createNotebook: 3_600_000 } } });
			const stack = await openPluginStack(cloud, declareLab(NATIVE));
			const up = stack.startUp();
			await until("a notebook that is waited for", () => up.output().includes("CREATING"));
			up.signal("SIGINT");
			expect((await up.outcome).terminal).toContain("was CREATING when this run was interrupted");
			const { id } = theNewNotebookIn(cloud);
			cloud.admin.changeSettings({ durations: { createNotebook: 100 } });
			tamperWithNotebook(cloud, id, { status: "RUNNING", volume: { status: null } });
			expect(await stack.up()).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(newNotebooksIn(cloud)).toMatchObject([{ id }]);
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		},
		TIME,
	);
});

test(
	"secret inputs, and what is derived from them, are encrypted in the plugin's state and on the terminal",
	async () => {
		const cloud = await openCloud();
		const secretly = `
			const { Notebook } = require("${NATIVE}");
			new Notebook("lab", { flavor: "modelarts.vm.cpu.2u", imageId: pulumi.secret("e1a07296-22a8-4f05-8bc8-e936c8e54090"),
				description: pulumi.secret("SECRET1-words"), tags: { a: pulumi.secret("SECRET2"), b: "shown" }, volume: { category: "EVS" } });`;
		const stack = await openPluginStack(cloud, secretly);
		const preview = await stack.preview();
		const outcome = await stack.up();
		expect(outcome).toMatchObject({ code: 0, steps: ["create lab"] });
		if (isFull) expect(await stack.refresh()).toMatchObject({ code: 0 });
		const text = preview.stdout + outcome.stdout + outcome.stderr + (await stack.exportText()) + stack.readBackend();
		expect(text).not.toMatch(/SECRET\d|e1a07296/);
		expect(text).toContain("shown");
		expect(theNewNotebookIn(cloud).description).toBe("SECRET1-words");
	},
	TIME,
);

test(
	"an invalid input is rejected before any request",
	async () => {
		const cloud = await openCloud();
		const stack = await openPluginStack(cloud, declareLab(NATIVE, { volume: { category: "EVS", capacity: 3 } }));
		const outcome = await stack.preview();
		expect(outcome.code).not.toBe(0);
		expect(outcome.terminal).toMatch(/volume\.capacity: expected .*, got 3/);
		expect(cloud.admin.requests()).toEqual([]);
	},
	TIME,
);

whenFull(() => {
	test(
		"a missing setting is named as a plugin's user knows it",
		async () => {
			const stack = await openPluginStack(await openCloud(), declareLab(NATIVE));
			const denied = await stack.up({ env: { HW_REGION_NAME: undefined } });
			expect(denied.code).not.toBe(0);
			expect(denied.terminal).toMatch(
				/missing required configuration key "modelarts:region": .*\(in the environment: HW_REGION_NAME\)/,
			);
			expect(denied.terminal).toContain("pulumi config set modelarts:region");
		},
		TIME,
	);
});

test(
	"an existing notebook is imported by its id, and the next preview is empty",
	async () => {
		const cloud = await openCloud();
		const create = { name: "theirs", image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090", flavor: "modelarts.vm.cpu.2u" };
		const { notebooks } = cloud.admin.putObjects({ notebooks: [{ create }] });
		const { id } = notebooks?.[0] as { id: string };
		const stack = await openPluginStack(cloud, "");
		const args = ["--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
		const imported = await stack.start(["import", "modelarts:index:Notebook", "lab", id], { args }).outcome;
		expect({ code: imported.code, terminal: imported.terminal }).toMatchObject({ code: 0 });
		const [stored] = (await stack.exportState()).filter(({ type }) => type === "modelarts:index:Notebook");
		const { identity, secretInputs, ...inputs } = stored?.inputs ?? {};
		stack.write(`const { Notebook } = require("${NATIVE}"); new Notebook("lab", ${JSON.stringify(inputs)});`);
		expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
	},
	TIME,
);
