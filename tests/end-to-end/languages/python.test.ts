import { join } from "node:path";
import { describeWhere } from "../../support/describe-where";
import type { Simulator } from "modelarts-simulator";
import { findPythonEnvironment, findSdkWriter } from "../support/cli";
import { environmentOf } from "../support/cloud";
import { registeredIn } from "../support/images";
import {
	createQuickstart,
	destroyQuickstart,
	expectUnchanged,
	openQuickstartCloud,
	copyLanguageExample,
	edit,
	installPythonSdk,
} from "../support/language-example";
import { theNewNotebookIn } from "../support/notebooks";
import { openStack, type Stack } from "../support/stack";
import { whenFull } from "../../support/full";

const TIME = 120_000;
const environment = findPythonEnvironment();
const isThere = environment !== undefined && findSdkWriter() !== undefined;

describeWhere(
	isThere,
	"Programs in Python",
	"there is no Python with Pulumi's SDK, or no Go to build the writer of ours with",
)("a program in Python", () => {
	let cloud: Simulator;
	let folder: string;
	let stack: Stack;

	beforeAll(async () => {
		cloud = await openQuickstartCloud();
		folder = copyLanguageExample("quickstart-python", environment);
		stack = await openStack({ folder, env: { ...environmentOf(cloud), PYTHONPATH: installPythonSdk(environment) } });
	}, TIME);

	const change = (from: string, to: string) => edit(join(folder, "__main__.py"), from, to);

	test("shows its resources in a preview, and creates them", () => createQuickstart(stack, cloud), TIME);

	whenFull(() => {
		test("is unchanged in the next preview, and after a refresh", () => expectUnchanged(stack), TIME);
	});

	test(
		"keeps a secret out of the state and of what is printed",
		async () => {
			change('config.get("description", "For the course")', 'pulumi.Output.secret("SECRET1 words")');
			const lookup = 'modelarts.get_notebook_images_output(name="pytorch").images';
			change('pulumi.export("id"', `pulumi.export("image", ${lookup}[0].id)\npulumi.export("id"`);
			const outcome = await stack.up();
			expect(outcome).toMatchObject({ code: 0, steps: ["update lab"] });
			expect(theNewNotebookIn(cloud).description).toBe("SECRET1 words");
			expect(outcome.stdout + outcome.stderr + stack.readBackend()).not.toContain("SECRET1");
		},
		TIME,
	);

	test(
		"has got what is there by look-ups in that run",
		async () => {
			expect((await stack.outputs()).image).toBe(registeredIn(cloud)[0]?.id);
		},
		TIME,
	);

	test(
		"shows what is wrong with an input, and its own errors, once",
		async () => {
			change('"capacity": 5', '"capacity": 3');
			const invalid = await stack.preview();
			expect(invalid.code).not.toBe(0);
			expect(invalid.terminal).toMatch(/volume\.capacity: expected .*, got 3/);
			change('"capacity": 3', '"capacity": undefined');
			const failed = await stack.preview();
			expect(failed.code).not.toBe(0);
			expect(failed.terminal.match(/NameError: name 'undefined' is not defined/g)).toHaveLength(1);
			change('"capacity": undefined', '"capacity": 5');
		},
		TIME,
	);

	test("is deleted by `pulumi destroy`", () => destroyQuickstart(stack, cloud), TIME);
});
