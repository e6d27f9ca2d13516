import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "modelarts-simulator";
import { killProcess } from "../../end-to-end/support/processes";
import type { Outcome, RunningCommand, Stack, StoredResource } from "../../end-to-end/support/stack";
import { Holding } from "./kill-holding";
import type { Subject } from "./kill-subjects";

/** Time for a provider to receive the last responses, milliseconds. */
const DIGESTION = 300;

/** A held request must not time out and be repeated, however long the others take to reach their points. */
export const LONG_TIMEOUT = { HW_REQUEST_TIMEOUT: "3600s" };

/** As many as there are: held requests must not block others. */
const AT_ONCE = ["--parallel", "300"];

/** A program with these resources, in one of their editions. */
export function declareSubjects(
	subjects: readonly Subject[],
	edition: "inputs" | "changed" | "replaced" = "inputs",
	more: (subject: Subject) => object = () => ({}),
): string {
	return subjects
		.map((subject) => {
			const { name, kind } = subject;
			const inputs = (kind[edition] ?? kind.inputs)(name);
			const id = `JSON.parse(process.env.THEIR_NOTEBOOKS)["${name}"]`;
			const notebook = kind.notebook === undefined ? "" : `, notebookId: ${id}`;
			const given = `{ ...${JSON.stringify({ ...inputs, ...more(subject) })}${notebook} }`;
			return `new (require("pulumi-modelarts").${kind.className})("${name}", ${given});`;
		})
		.join("\n");
}

/** An `up` that is killed, the provider with it, while each resource is at its own point. */
export async function killUp(stack: Stack, cloud: Simulator, subjects: readonly Subject[]): Promise<void> {
	const holding = new Holding(cloud, subjects);
	const up = stack.startUp({ args: AT_ONCE });
	try {
		await holding.arrange();
		await killAll(stack, holding, up);
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${up.output().slice(-1000)}`);
	} finally {
		cloud.admin.clearFaults();
	}
	expect((await stack.cancel()).code).toBe(0);
}

async function killAll(stack: Stack, holding: Holding, up: RunningCommand): Promise<void> {
	// The engine is stopped, so that it cannot save later results of the provider.
	process.kill(up.pid, "SIGSTOP");
	await holding.deliverEnds();
	await sleep(DIGESTION);
	stack.processes().forEach(killProcess);
	await up.finished;
}

/** As on another machine: only the state remains. */
export function forgetIntents(stack: Stack): void {
	rmSync(join(stack.directory, "home", "modelarts-intents"), { recursive: true, force: true });
}

/** `up` after a crash, as on that machine or on another one. */
export function goOn(stack: Stack, ...args: string[]): Promise<Outcome> {
	return stack.up({ args: [...AT_ONCE, ...args] });
}

/** Our resources in the state, by their logical names. */
export async function storedResources(stack: Stack): Promise<Map<string, StoredResource>> {
	const ours = (await stack.exportState()).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
	return new Map(ours.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
}

/** All cloud objects of a resource in the state. */
export function idsIn({ id = "", outputs = {} }: StoredResource): string[] {
	const images = outputs.imageIds;
	return Array.isArray(images) ? (images as string[]) : [id];
}
