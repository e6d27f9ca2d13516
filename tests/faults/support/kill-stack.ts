import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "modelarts-simulator";
import { environmentOf } from "../../end-to-end/support/cloud";
import { openPluginStack } from "../../end-to-end/support/plugin";
import { type FoundProcess, killProcess } from "../../end-to-end/support/processes";
import {
	openStack,
	type Outcome,
	type RunningCommand,
	type Stack,
	type StoredResource,
} from "../../end-to-end/support/stack";
import { until } from "../../end-to-end/support/until";
import { Holding } from "./kill-holding";
import type { Subject } from "./kill-subjects";

/** Time for a provider to receive the last responses, milliseconds. */
const DIGESTION = 300;

/** How long a provider may outlive its engine, milliseconds. */
const LONGEST_ORPHANED = 5000;

/** A held request must not time out and be repeated, however long the others take to reach their points. */
export const LONG_TIMEOUT = { HW_REQUEST_TIMEOUT: "3600s" };

/** Of creates, in milliseconds: long enough to be killed in. */
export const durations = {
	createInstance: 200,
	createNotebook: 200,
	createNotebookImage: 200,
	registerImage: 200,
	createImage: 200,
};

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
			return `new (require(process.env.THEIR_PACKAGE).${kind.className})("${name}", ${given});`;
		})
		.join("\n");
}

/** Which of the two providers serves a program. */
export type ProviderName = "dynamic" | "plugin";
export const providers: readonly ProviderName[] = ["dynamic", "plugin"];

/** A stack for programs of {@link declareSubjects}. */
export function openKillStack(
	provider: ProviderName,
	cloud: Simulator,
	program: string,
	more: Record<string, string>,
): Promise<Stack> {
	const from = (name: string) => ({ ...environmentOf(cloud), ...more, THEIR_PACKAGE: name });
	if (provider === "plugin") return openPluginStack(cloud, program, { env: from("pulumi-modelarts/native") });
	return openStack({ program, env: from("pulumi-modelarts") });
}

export function isProvider({ command }: FoundProcess): boolean {
	return /dynamic-provider|pulumi-resource-modelarts/.test(command);
}

/** What is killed, each with `kill -9`: everything, or only the engine or the provider. */
export type Victim = "all" | "engine" | "provider";

/** An `up` that is killed while each resource is at its own point. */
export async function killUp(
	stack: Stack,
	cloud: Simulator,
	subjects: readonly Subject[],
	victim: Victim = "all",
): Promise<void> {
	const holding = new Holding(cloud, subjects);
	const up = stack.startUp({ args: AT_ONCE });
	try {
		await holding.arrange();
		if (victim === "all") await killAll(stack, holding, up);
		if (victim === "engine") await killEngine(stack, up);
		if (victim === "provider") await killProvider(stack, up);
	} catch (error) {
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${up.output().slice(-1000)}`);
	} finally {
		cloud.admin.clearFaults();
	}
	// An engine that has lost its provider ends by itself, and unlocks the stack.
	if (victim !== "provider") expect((await stack.cancel()).code).toBe(0);
}

async function killAll(stack: Stack, holding: Holding, up: RunningCommand): Promise<void> {
	// The engine is stopped, so that it cannot save later results of the provider.
	process.kill(up.pid, "SIGSTOP");
	await holding.deliverEnds();
	await sleep(DIGESTION);
	stack.processes().forEach(killProcess);
	await up.finished;
}

async function killEngine(stack: Stack, up: RunningCommand): Promise<void> {
	const killedAt = performance.now();
	up.signal("SIGKILL");
	await until("the end of the provider", () => !stack.processes().some(isProvider));
	expect(performance.now() - killedAt).toBeLessThan(LONGEST_ORPHANED);
	stack.processes().forEach(killProcess);
	await up.finished;
}

async function killProvider(stack: Stack, up: RunningCommand): Promise<void> {
	const found = stack.processes().filter(isProvider);
	expect(found).not.toEqual([]);
	found.forEach(killProcess);
	expect((await up.finished).code).not.toBe(0);
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
	const ours = (await stack.exportState()).filter(({ type }) =>
		/^(pulumi-nodejs:dynamic\/|modelarts:index:)/.test(type),
	);
	return new Map(ours.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
}

/** All cloud objects of a resource in the state. */
export function idsIn({ id = "", outputs = {} }: StoredResource): string[] {
	const images = outputs.imageIds;
	return Array.isArray(images) ? (images as string[]) : [id];
}
