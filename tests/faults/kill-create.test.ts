import type { Simulator } from "modelarts-simulator";
import { environmentOf, openCloud } from "../end-to-end/support/cloud";
import { openStack, type Outcome, type Stack, type StoredResource } from "../end-to-end/support/stack";
import { countFates } from "./support/kill-counts";
import { furnish, jobsOf, notebookOf, objectsIn, objectsOf } from "./support/kill-objects";
import { declareSubjects, forgetIntents, goOn, idsIn, killUp, PATIENT, storedResources } from "./support/kill-stack";
import { describePoint, fateElsewhere, listCreations, type Subject } from "./support/kill-subjects";

const durations = {
	createInstance: 200,
	createNotebook: 200,
	createNotebookImage: 200,
	registerImage: 200,
	createImage: 200,
};
const subjects = listCreations();

let cloud: Simulator;
let stack: Stack;
/** Ids of each resource's objects when the run was killed. */
let before: Map<string, string[]>;
/** How the notebooks were then that images are saved of. */
let notebooks: Map<string, string | undefined>;
let outcome: Outcome;
let stored: Map<string, StoredResource>;

async function killAndGoOn(where: "here" | "elsewhere"): Promise<void> {
	cloud = await openCloud({ settings: { durations } });
	stack = await openStack({
		program: declareSubjects(subjects),
		env: { ...environmentOf(cloud), ...PATIENT, ...furnish(cloud, subjects) },
	});
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

/** Whether the terminal names what an earlier run has made, or the job that makes it. */
function isNamed(ids: string[]): boolean {
	return ids.length === 0 || [...ids, ...jobsOf(cloud, ids)].some((id) => outcome.terminal.includes(id));
}

async function destroyAll(): Promise<void> {
	expect(await stack.destroy({ args: ["--parallel", "300"] })).toMatchObject({ code: 0 });
}

describe("killed with the provider while all kinds are created, and gone on with on the same machine", () => {
	const count = countFates("create, the same machine", subjects.length);
	beforeAll(() => killAndGoOn("here"), 120_000);

	test("the next `up` succeeds, and names what it takes over", () => {
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
		count("gone on with");
	});

	test("destroy leaves nothing", async () => {
		await destroyAll();
		expect(objectsIn(cloud)).toEqual([]);
	}, 60_000);
});

describe("killed with the provider while all kinds are created, and gone on with on another machine", () => {
	const count = countFates("create, another machine", subjects.length);
	beforeAll(() => killAndGoOn("elsewhere"), 120_000);

	test.each(subjects.map((subject) => [describePoint(subject), subject] as const))("%s", (_point, subject) => {
		const { early, there, known } = look(subject);
		expect(there).toEqual(expect.arrayContaining(early));
		expect({ early, isNamed: isNamed(early) }).toEqual({ early, isNamed: true });

		// That it was started for this, only the other machine knows.
		const status = notebooks.get(subject.name) ?? "";
		expect(notebookOf(cloud, subject)?.status ?? "").toBe(status.startsWith("STOPP") ? "STOPPED" : status && "RUNNING");

		const fate = fateElsewhere(subject);
		if (fate === "found") {
			expect(there).toHaveLength(subject.kind.objects);
			expect([...known].sort()).toEqual([...there].sort());
		} else if (fate === "refused") {
			expect(there).toEqual(early);
			expect(known).toEqual([]);
			expect(outcome.terminal.includes(`adopt: "${early[0]}"`)).toBe(true);
		} else {
			expect(there).toHaveLength(2 * subject.kind.objects);
			expect([...known].sort()).toEqual(there.filter((id) => !early.includes(id)).sort());
		}
		count(fate === "found" ? "gone on with" : fate === "refused" ? "refused" : "left over");
	});

	test("what was refused is adopted, as the message says", async () => {
		const refused = subjects.filter((subject) => fateElsewhere(subject) === "refused");
		expect(outcome.code).not.toBe(0);
		const adopt = (subject: Subject) => (refused.includes(subject) ? { adopt: look(subject).early[0] } : {});
		stack.write(declareSubjects(subjects, "inputs", adopt));
		expect(await goOn(stack)).toMatchObject({ code: 0 });
		stored = await storedResources(stack);
		for (const subject of refused) expect(look(subject).known).toEqual(look(subject).early);
	}, 60_000);

	test("destroy leaves only what was reported", async () => {
		await destroyAll();
		const left = subjects
			.filter((subject) => fateElsewhere(subject) === "reported")
			.flatMap(({ name }) => before.get(name));
		expect(
			objectsIn(cloud)
				.map(({ id }) => id)
				.sort(),
		).toEqual(left.sort());
	}, 60_000);
});
