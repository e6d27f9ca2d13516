import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultOrder, Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "../end-to-end/support/cloud";
import { openStack, type Outcome, type Stack } from "../end-to-end/support/stack";
import type { Engine } from "./engine";
import { type Run } from "./engine";
import { declare, type Kind, kinds, type Version } from "./matrix/kinds";
import { Lane } from "./matrix/lane";

/** One run, with one operation that is forbidden during it. */
type Step = readonly [run: Version | "refresh" | "destroy", forbidden?: string];

/** The result of runs, in a form common to CLI and model. */
interface Left {
	readonly succeeded: boolean;
	readonly steps: readonly string[];
	readonly state: readonly object[];
}

interface StoredInFile {
	readonly type: string;
	readonly inputs: Record<string, unknown>;
	readonly outputs: Record<string, unknown>;
	readonly initErrors?: string[];
	readonly delete?: boolean;
	readonly pendingReplacement?: boolean;
}

const notebookSteps: readonly Step[] = [
	["first", "createInstance"],
	["first", "getInstance"],
	["refresh"],
	["first"],
	["changed", "getInstance"],
	["changed", "updateInstance"],
	["changed"],
	["replaced", "createInstance"],
	["replaced"],
	["destroy", "deleteInstance"],
	["destroy"],
];

const imageSteps: readonly Step[] = [
	["first"],
	["replaced", "createImage"],
	["replaced", "listImages"],
	["refresh", "listImages"],
	["replaced", "glanceDeleteImage"],
	["replaced"],
	["destroy"],
];

const scripts: readonly (readonly [kind: string, steps: readonly Step[]])[] = [
	["NotebookInstance with EVS", notebookSteps],
	["CloudImage from a server", imageSteps],
];

function forbid(operation: string): FaultOrder {
	const body = { error_code: "ModelArts.0203", error_msg: "Not allowed." };
	return { match: { operation }, times: null, action: { status: 403, body } };
}

/** The tags and the inputs that the scripts change, and the rest of the engine's state. */
function describeStored(given: Omit<StoredInFile, "type">) {
	const { inputs, outputs, initErrors = [], delete: isPendingDeletion = false, pendingReplacement = false } = given;
	const { description, flavor, rebuild, minRam } = inputs;
	const { status, unfinished, flavor: flavorThere, description: descriptionThere } = outputs;
	const hasDescription = String(description).startsWith("Managed") ? "ours" : description;
	const shown = String(descriptionThere).startsWith("Managed") ? "ours" : descriptionThere;
	return {
		inputs: { description: hasDescription, flavor, rebuild, minRam },
		outputs: { status, unfinished, flavor: flavorThere, description: shown },
		errors: initErrors.length,
		isPendingDeletion,
		pendingReplacement,
	};
}

function sortStored(stored: readonly object[]): object[] {
	return [...stored].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

async function playInModel(kind: Kind, steps: readonly Step[]): Promise<Left[]> {
	const lane = await Lane.open();
	const engine = lane.begin({});
	const left: Left[] = [];
	for (const [run, forbidden] of steps) {
		if (forbidden !== undefined) lane.admin.addFault(forbid(forbidden));
		const { succeeded, steps } = await runInModel(engine, kind, run);
		lane.admin.clearFaults();
		const state = engine.state.map(({ isPendingDeletion, isPendingReplacement, initErrors, ...stored }) =>
			describeStored({
				...stored,
				initErrors: [...initErrors],
				delete: isPendingDeletion,
				pendingReplacement: isPendingReplacement,
			}),
		);
		left.push({ succeeded, steps, state: sortStored(state) });
	}
	await lane.close();
	return left;
}

function runInModel(engine: Engine, kind: Kind, run: Step[0]): Promise<Run> {
	return run === "refresh" || run === "destroy" ? engine[run]() : engine.up([declare(kind, run)]);
}

async function playInCli(kind: Kind, steps: readonly Step[]): Promise<Left[]> {
	const cloud: Simulator = await openCloud({ settings: { durations: { createImage: 100 } } });
	const stack = await openStack({ env: environmentOf(cloud) });
	const left: Left[] = [];
	for (const [run, forbidden] of steps) {
		if (forbidden !== undefined) cloud.admin.addFault(forbid(forbidden));
		const { code, changes } = await runInCli(stack, kind, run);
		cloud.admin.clearFaults();
		// `replace` is no step of its own, it stands for the two others; and a refresh shows an unfinished object,
		// which the next `up` completes, as an update.
		const ops = run === "refresh" ? [] : changes.map(({ op }) => op).filter((op) => op !== "replace");
		left.push({ succeeded: code === 0, steps: ops, state: sortStored(readState(stack)) });
	}
	return left;
}

function runInCli(stack: Stack, kind: Kind, run: Step[0]): Promise<Outcome> {
	if (run === "refresh" || run === "destroy") return stack[run]();
	const type = /^\w+/.exec(kind.name)?.[0] ?? "";
	stack.write(`new (require("pulumi-modelarts").${type})("lab", ${JSON.stringify(kind[run])});`);
	return stack.up();
}

/** Not by the CLI, which takes a second to show it. */
function readState(stack: Stack): object[] {
	const file = join(stack.directory, "state", ".pulumi", "stacks", "proof", "dev.json");
	const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
		checkpoint: { latest: { resources?: StoredInFile[] } };
	};
	return (checkpoint.latest.resources ?? []).filter(({ type }) => /dynamic\//.test(type)).map(describeStored);
}

test.concurrent.each(scripts)(
	"the model and the real CLI leave the same state after every run with a %s",
	async (name, steps) => {
		const kind = kinds.find((kind) => kind.name === name);
		if (!kind) throw new Error(`There is no kind ${name}.`);
		const [model, cli] = await Promise.all([playInModel(kind, steps), playInCli(kind, steps)]);
		const label = (left: Left, at: number) => ({ run: steps[at]?.join(", without "), ...left });
		// The CLI does not show refreshed resources as steps of their own.
		expect(model.map(label)).toEqual(cli.map(label));
	},
	300_000,
);
