import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { newNotebooksIn } from "./support/notebooks";
import { openStack, type Outcome } from "./support/stack";
import { isFull, whenFull } from "../support/full";

/**
 * The constructor's arguments are not final: transformations of the program and transforms that the engine runs come
 * afterwards.
 */
const TIME = 120_000;

/** Longer than any of these tests: an operation ends only by a timeout. */
const LONG = 600_000;

/** Only one of them may exist. */
const FREE = 'feature: "DEFAULT", flavor: "modelarts.vm.cpu.free"';

const ways = {
	registerStackTransformation: (change: string) =>
		`pulumi.runtime.registerStackTransformation(({ type, props, opts }) => ${change});`,
	registerResourceTransform: (change: string) =>
		`pulumi.runtime.registerResourceTransform(({ type, props, opts }) => ${change});`,
};
const names = Object.keys(ways) as (keyof typeof ways)[];

/** For our resources only: the stack itself is transformed as well. */
function transform(way: keyof typeof ways, { props = "", opts = "" }: { props?: string; opts?: string }): string {
	return ways[way](
		`type.includes("modelarts") ? { props: { ...props, ${props} }, opts: { ...opts, ${opts} } } : undefined`,
	);
}

function declare(inputs = ""): string {
	return `
		const { Notebook } = require("pulumi-modelarts");
		const lab = new Notebook("lab", { flavor: "modelarts.vm.cpu.2u", imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090", volume: { category: "EVS", capacity: 5 }, ${inputs} });`;
}

async function open(cloud: Simulator, program: string) {
	return openStack({ program, env: environmentOf(cloud) });
}

describe.each(isFull ? names : names.slice(1))("customTimeouts set by %s", (way) => {
	let cloud: Simulator;
	let outcome: Outcome;

	test(
		"end a create and the update that resumes it",
		async () => {
			cloud = await openCloud({ settings: { durations: { createNotebook: LONG } } });
			// The timeout of another operation would end none of these waits.
			const set = (create: string, update: string) =>
				transform(way, { opts: `customTimeouts: { create: "${create}", update: "${update}", delete: "9m" }` });
			const stack = await open(cloud, set("2s", "9m") + declare());
			outcome = await stack.up();
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toMatch(/timed out after [0-2] s while CREATING/);

			stack.write(set("9m", "2s") + declare());
			outcome = await stack.up();
			expect(outcome.terminal).toMatch(/timed out after [0-2] s while CREATING/);
		},
		TIME,
	);

	whenFull(() => {
		test(
			"end a deletion",
			async () => {
				cloud = await openCloud({ settings: { durations: { deleteNotebook: LONG } } });
				const set = transform(way, { opts: 'customTimeouts: { delete: "2s" }' });
				const stack = await open(cloud, set + declare());
				expect(await stack.up()).toMatchObject({ code: 0 });
				stack.write(set);
				outcome = await stack.up();
				expect(outcome.code).not.toBe(0);
				expect(outcome.terminal).toMatch(/timed out after [0-2] s while DELETING/);
			},
			TIME,
		);
	});
});

describe.each(isFull ? names : names.slice(0, 1))("a notebook made the free one by %s", (way) => {
	// The SDK passes an unset option to a transform as `false`, and returning it would set it explicitly.
	const free = transform(way, { props: FREE, opts: "deleteBeforeReplace: undefined" });

	test(
		"is deleted before its replacement is created",
		async () => {
			const cloud = await openCloud();
			const stack = await open(cloud, free + declare());
			await stack.up();
			stack.write(free + declare('hooks: { containerHooks: { preStart: { script: "true", type: "COMMAND" } } }'));
			cloud.admin.clearRequests();
			const outcome = await stack.up();
			expect(outcome).toMatchObject({
				code: 0,
				steps: ["delete-replaced lab", "replace lab", "create-replacement lab"],
			});
			expect(newNotebooksIn(cloud)).toHaveLength(1);
		},
		TIME,
	);
});

whenFull(() => {
	describe("a transformation of the stack to the free notebook, or to one of many,", () => {
		test.each([
			["the free one", "", FREE, "delete-replaced lab"],
			["one of many", 'feature: "DEFAULT"', 'feature: "NOTEBOOK"', "create-replacement lab"],
		])(
			"determines which is deleted first if `--target-replace` replaces %s",
			async (_what, inputs, props, first) => {
				const cloud = await openCloud();
				const stack = await open(cloud, transform("registerStackTransformation", { props }) + declare(inputs));
				await stack.up();
				const urn = (await stack.exportState()).find(({ type }) => type.endsWith(":Notebook"))?.urn ?? "";
				const { steps } = await stack.up({ args: ["--target-replace", urn] });
				expect(steps[0]).toBe(first);
			},
			TIME,
		);
	});
});
