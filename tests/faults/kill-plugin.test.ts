import type { Simulator } from "modelarts-simulator";
import { openCloud } from "../end-to-end/support/cloud";
import type { Outcome, Stack, StoredResource } from "../end-to-end/support/stack";
import { countResults } from "./support/kill-counts";
import { addExistingNotebook, jobsOf, notebookOf, objectsIn, objectsOf } from "./support/kill-objects";
import {
	declareSubjects,
	durations,
	goOn,
	idsIn,
	killUp,
	LONG_TIMEOUT,
	openKillStack,
	storedResources,
} from "./support/kill-stack";
import { listLost } from "./support/kill-samples";
import { describePoint } from "./support/kill-subjects";
import { isFull } from "../support/full";

const subjects = listLost();
/** A plugin that its CLI has lost, and one that has lost its CLI. */
const victims = [
	["the plugin", "provider"],
	["the CLI, which the plugin does not outlive by five seconds,", "engine"],
] as const;

describe.each(victims)("creates during a kill -9 of %s", (_victim, victim) => {
	const count = countResults(`create, kill of the ${victim === "provider" ? "plugin" : "CLI"} alone`, subjects.length);
	let cloud: Simulator;
	let stack: Stack;
	let before: Map<string, string[]>;
	let outcome: Outcome;
	let stored: Map<string, StoredResource>;

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations } });
		const env = { ...LONG_TIMEOUT, ...addExistingNotebook(cloud, subjects) };
		stack = await openKillStack("plugin", cloud, declareSubjects(subjects), env);
		await killUp(stack, cloud, subjects, victim);
		before = new Map(subjects.map((subject) => [subject.name, objectsOf(cloud, subject).map(({ id }) => id)]));
		outcome = await goOn(stack);
		stored = await storedResources(stack);
	}, 120_000);

	test("are resumed by the next `up`", () => {
		expect({ code: outcome.code, errors: outcome.terminal.match(/error: .*/g) }).toEqual({ code: 0, errors: null });
	});

	test.each(subjects.map((subject) => [describePoint(subject), subject] as const))("%s", (_point, subject) => {
		const early = before.get(subject.name) ?? [];
		const there = objectsOf(cloud, subject).map(({ id }) => id);
		const resource = stored.get(subject.name);
		expect(there).toHaveLength(subject.kind.objects);
		expect(resource && [...idsIn(resource)].sort()).toEqual([...there].sort());
		expect(there).toEqual(expect.arrayContaining(early));
		const names = [...early, ...jobsOf(cloud, early)];
		expect(early.length === 0 || names.some((name) => outcome.terminal.includes(name))).toBe(true);
		expect(notebookOf(cloud, subject)?.status).toBe(subject.kind.notebook);
		count("resumed");
	});

	// Which of the two was killed makes no difference by then.
	if (isFull || victim === "engine") {
		test("leave nothing after a destroy", async () => {
			expect(await stack.destroy({ args: ["--parallel", "300"] })).toMatchObject({ code: 0 });
			expect(objectsIn(cloud)).toEqual([]);
		}, 60_000);
	}
});
