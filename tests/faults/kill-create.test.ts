import type { Simulator } from "modelarts-simulator";
import { openCloud } from "../end-to-end/support/cloud";
import type { Outcome, Stack, StoredResource } from "../end-to-end/support/stack";
import { isFull, whenFull } from "../support/full";
import { countResults } from "./support/kill-counts";
import { addExistingNotebook, jobsOf, notebookOf, objectsIn, objectsOf } from "./support/kill-objects";
import {
	declareSubjects,
	durations,
	forgetIntents,
	goOn,
	idsIn,
	killUp,
	LONG_TIMEOUT,
	openKillStack,
	providers,
	storedResources,
} from "./support/kill-stack";
import { listCreations, listElsewhere } from "./support/kill-samples";
import { describePoint, resultElsewhere, type Subject } from "./support/kill-subjects";

/** The plugin runs the same operations: in `npm test` its kills have a file of their own, with fewer of them. */
const tested = isFull ? providers : (["dynamic"] as const);

describe.each(tested.map((provider) => [provider]))("with the %s provider,", (provider) => {
	const through = provider === "plugin" ? ", the plugin" : "";

	let cloud: Simulator;
	let stack: Stack;
	/** Ids of each resource's objects at the time of the kill. */
	let before: Map<string, string[]>;
	/** The status of the saved notebooks at that time. */
	let notebooks: Map<string, string | undefined>;
	let outcome: Outcome;
	let stored: Map<string, StoredResource>;

	async function killAndGoOn(where: "here" | "elsewhere", subjects: Subject[]): Promise<void> {
		cloud = await openCloud({ settings: { durations } });
		const env = { ...LONG_TIMEOUT, ...addExistingNotebook(cloud, subjects) };
		stack = await openKillStack(provider, cloud, declareSubjects(subjects), env);
		await killUp(stack, cloud, subjects);
		before = new Map(subjects.map((subject) => [subject.name, objectsOf(cloud, subject).map(({ id }) => id)]));
		notebooks = new Map(subjects.map((subject) => [subject.name, notebookOf(cloud, subject)?.status]));
		if (where === "elsewhere") forgetIntents(stack);
		outcome = await goOn(stack, ...(where === "elsewhere" ? ["--continue-on-error"] : []));
		stored = await storedResources(stack);
	}

	function look(subject: Subject) {
		const ids = objectsOf(cloud, subject).map(({ id }) => id);
		const resource = stored.get(subject.name);
		return { early: before.get(subject.name) ?? [], there: ids, known: resource ? idsIn(resource) : [] };
	}

	/** Whether the terminal names an earlier run's object, or its job. */
	function isNamed(ids: string[]): boolean {
		return ids.length === 0 || [...ids, ...jobsOf(cloud, ids)].some((id) => outcome.terminal.includes(id));
	}

	async function destroyAll(): Promise<void> {
		expect(await stack.destroy({ args: ["--parallel", "300"] })).toMatchObject({ code: 0 });
	}

	describe("creates of all kinds, killed with the provider and resumed on the same machine,", () => {
		const subjects = listCreations();
		const count = countResults(`create${through}, the same machine`, subjects.length);
		beforeAll(() => killAndGoOn("here", subjects), 120_000);

		test("succeed in the next `up`, which reports the resumed objects", () => {
			expect(outcome.terminal).toContain("pending operation");
			expect({ code: outcome.code, errors: outcome.terminal.match(/error: .*/g) }).toEqual({ code: 0, errors: null });
		});

		test.each(subjects.map((subject) => [describePoint(subject), subject] as const))("%s", (_point, subject) => {
			const { early, there, known } = look(subject);
			expect(there).toHaveLength(subject.kind.objects);
			expect([...known].sort()).toEqual([...there].sort());
			expect(there).toEqual(expect.arrayContaining(early));
			expect({ early, isNamed: isNamed(early) }).toEqual({ early, isNamed: true });
			expect(notebookOf(cloud, subject)?.status).toBe(subject.kind.notebook);
			count("resumed");
		});

		test("leave nothing after a destroy", async () => {
			await destroyAll();
			expect(objectsIn(cloud)).toEqual([]);
		}, 60_000);
	});

	describe("creates of all kinds, killed with the provider and resumed on another machine,", () => {
		const subjects = listElsewhere();
		const count = countResults(`create${through}, another machine`, subjects.length);
		beforeAll(() => killAndGoOn("elsewhere", subjects), 120_000);

		test.each(subjects.map((subject) => [describePoint(subject), subject] as const))("%s", (_point, subject) => {
			const { early, there, known } = look(subject);
			expect(there).toEqual(expect.arrayContaining(early));
			expect({ early, isNamed: isNamed(early) }).toEqual({ early, isNamed: true });

			// Only the other machine knows that it was started for this.
			const status = notebooks.get(subject.name) ?? "";
			expect(notebookOf(cloud, subject)?.status ?? "").toBe(
				status.startsWith("STOPP") ? "STOPPED" : status && "RUNNING",
			);

			const result = resultElsewhere(subject);
			if (result === "found") {
				expect(there).toHaveLength(subject.kind.objects);
				expect([...known].sort()).toEqual([...there].sort());
			} else if (result === "refused") {
				expect(there).toEqual(early);
				expect(known).toEqual([]);
				expect(outcome.terminal.includes(`adopt: "${early[0]}"`)).toBe(true);
			} else {
				expect(there).toHaveLength(2 * subject.kind.objects);
				expect([...known].sort()).toEqual(there.filter((id) => !early.includes(id)).sort());
			}
			count(result === "found" ? "resumed" : result === "refused" ? "refused" : "orphaned");
		});

		test("are adopted as the message says, if they were rejected", async () => {
			const refused = subjects.filter((subject) => resultElsewhere(subject) === "refused");
			expect(outcome.code).not.toBe(0);
			const adopt = (subject: Subject) => (refused.includes(subject) ? { adopt: look(subject).early[0] } : {});
			stack.write(declareSubjects(subjects, "inputs", adopt));
			expect(await goOn(stack)).toMatchObject({ code: 0 });
			stored = await storedResources(stack);
			for (const subject of refused) expect(look(subject).known).toEqual(look(subject).early);
		}, 60_000);

		whenFull(() => {
			test("leave only reported objects after a destroy", async () => {
				await destroyAll();
				const left = subjects
					.filter((subject) => resultElsewhere(subject) === "reported")
					.flatMap(({ name }) => before.get(name));
				expect(
					objectsIn(cloud)
						.map(({ id }) => id)
						.sort(),
				).toEqual(left.sort());
			}, 60_000);
		});
	});
});
