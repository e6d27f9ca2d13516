import type { Simulator } from "modelarts-simulator";
import { openCloud } from "../end-to-end/support/cloud";
import type { Outcome, Stack, StoredResource } from "../end-to-end/support/stack";
import { isFull } from "../support/full";
import { listChanges } from "./support/kill-changes";
import { countResults } from "./support/kill-counts";
import { addExistingNotebook, notebookOf, objectsIn, objectsOf } from "./support/kill-objects";
import {
	declareSubjects,
	forgetIntents,
	goOn,
	idsIn,
	killUp,
	LONG_TIMEOUT,
	openKillStack,
	providers,
	storedResources,
} from "./support/kill-stack";
import { describePoint, resultElsewhere, type Subject } from "./support/kill-subjects";

const durations = {
	createInstance: 100,
	changeInstanceStatus: 50,
	createNotebookImage: 50,
	registerImage: 50,
	createImage: 100,
};
const changed = listChanges("changed");
const replaced = listChanges("replaced");
const removed = listChanges("removed");

/** A change that only the killed machine can know is made again by hand: not here. */
const places = isFull ? (["here", "elsewhere"] as const) : (["here"] as const);

describe.each(providers.flatMap((provider) => places.map((place) => [provider, place] as const)))(
	"changes of runs of the %s provider that were killed in the middle, resumed %s,",
	(provider, place) => {
		const isHere = place === "here";
		const replacedHere = replaced.filter((subject) => isHere || resultElsewhere(subject) === "found");
		const cases = changed.length + replacedHere.length + removed.length;
		const count = countResults(
			`change${provider === "plugin" ? ", the plugin" : ""}, ${isHere ? "the same" : "another"} machine`,
			cases,
		);
		let cloud: Simulator;
		let stack: Stack;
		/** Ids before the change, and the time of the kill. */
		let first: Map<string, string[]>;
		let killed: Map<string, string[]>;
		let outcome: Outcome;
		let stored: Map<string, StoredResource>;

		const list = (subjects: readonly Subject[]) =>
			new Map(subjects.map((subject) => [subject.name, objectsOf(cloud, subject).map(({ id }) => id)]));

		async function killAndGoOn(program: string, subjects: readonly Subject[]): Promise<void> {
			stack.write(program);
			await killUp(stack, cloud, subjects);
			killed = list(subjects);
			if (!isHere) forgetIntents(stack);
			outcome = await goOn(stack);
			stored = await storedResources(stack);
		}

		beforeAll(async () => {
			cloud = await openCloud({ settings: { durations } });
			const all = [...changed, ...replacedHere, ...removed];
			const env = { ...LONG_TIMEOUT, ...addExistingNotebook(cloud, all) };
			stack = await openKillStack(provider, cloud, declareSubjects(all), env);
			expect(await goOn(stack)).toMatchObject({ code: 0 });
			first = list(all);
			const program = [
				declareSubjects(changed, "changed"),
				declareSubjects(replacedHere, "replaced"),
				declareSubjects(removed),
			];
			await killAndGoOn(program.join("\n"), [...changed, ...replacedHere]);
		}, 180_000);

		test("succeed in the next `up`", () => {
			expect({ code: outcome.code, errors: outcome.terminal.match(/error: .*/g) }).toEqual({ code: 0, errors: null });
		});

		test.each(changed.map((subject) => [describePoint(subject), subject] as const))(
			"include the update of %s",
			(_point, { name }) => {
				const there = objectsOf(cloud, { name }).map(({ id }) => id);
				expect(there).toEqual(first.get(name));
				expect(idsIn(stored.get(name) ?? { urn: "", type: "" })).toEqual(there);
				count("resumed");
			},
		);

		test.each(replacedHere.map((subject) => [describePoint(subject), subject] as const))(
			"include the replacement of %s",
			(_point, { name, kind }) => {
				if (isHere) expect(notebookOf(cloud, { name })?.status).toBe(kind.notebook);
				const there = objectsOf(cloud, { name }).map(({ id }) => id);
				const created = killed.get(name)?.filter((id) => !first.get(name)?.includes(id)) ?? [];
				expect(there).toHaveLength(kind.objects);
				expect(there.filter((id) => first.get(name)?.includes(id))).toEqual([]);
				expect(there).toEqual(expect.arrayContaining(created));
				expect([...idsIn(stored.get(name) ?? { urn: "", type: "" })].sort()).toEqual([...there].sort());
				count("resumed");
			},
		);

		test("end as the program declares", async () => {
			expect(await stack.refresh()).toMatchObject({ code: 0, steps: [] });
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
		}, 120_000);

		describe("deletions of a run that was killed in the middle", () => {
			beforeAll(async () => {
				const program = [declareSubjects(changed, "changed"), declareSubjects(replacedHere, "replaced")];
				await killAndGoOn(program.join("\n"), removed);
			}, 120_000);

			test("succeed in the next `up`", () => {
				expect(outcome).toMatchObject({ code: 0 });
			});

			test.each(removed.map((subject) => [describePoint(subject), subject] as const))(
				"include the deletion of %s",
				(_point, { name }) => {
					expect(objectsOf(cloud, { name })).toEqual([]);
					expect(stored.has(name)).toBe(false);
					count("resumed");
				},
			);

			test("leave nothing after a destroy", async () => {
				expect(await stack.destroy({ args: ["--parallel", "300"] })).toMatchObject({ code: 0 });
				expect(objectsIn(cloud)).toEqual([]);
			}, 60_000);
		});
	},
);
