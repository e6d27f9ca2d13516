import { setTimeout as sleep } from "node:timers/promises";
import { ManualClock, type Simulator } from "modelarts-simulator";
import { changesTo, openCloud } from "../end-to-end/support/cloud";
import type { Outcome, Stack } from "../end-to-end/support/stack";
import { until } from "../end-to-end/support/until";
import { addExistingNotebook, objectsIn, objectsOf } from "./support/kill-objects";
import {
	declareSubjects,
	goOn,
	idsIn,
	isProvider,
	openKillStack,
	type ProviderName,
	providers,
	storedResources,
} from "./support/kill-stack";
import { kinds, type Subject } from "./support/kill-subjects";

const MINUTE = 60_000;
const slow = {
	...{ createInstance: MINUTE, createNotebook: MINUTE, createNotebookImage: MINUTE },
	...{ registerImage: MINUTE, createImage: MINUTE },
	...{ startNotebook: 0, stopNotebook: 0 },
};

/** Two resources of every kind. */
const subjects: Subject[] = kinds.flatMap((kind) =>
	[0, 1].map((at) => ({ name: `${kind.name}_${at}`, kind, point: { operation: "", moment: "before" as const } })),
);
const count = subjects.reduce((sum, { kind }) => sum + kind.objects, 0);

/** Time in the cloud advances when a test says so. */
let clock: ManualClock;
let cloud: Simulator;
let stack: Stack;

async function open(provider: ProviderName): Promise<void> {
	clock = new ManualClock(Date.now());
	cloud = await openCloud({ clock, settings: { durations: slow } });
	stack = await openKillStack(provider, cloud, declareSubjects(subjects), addExistingNotebook(cloud, subjects));
}

async function expectAllKept(): Promise<void> {
	const stored = await storedResources(stack);
	for (const subject of subjects) {
		const ids = objectsOf(cloud, subject).map(({ id }) => id);
		expect(ids).toHaveLength(subject.kind.objects);
		expect([...idsIn(stored.get(subject.name) ?? { urn: "", type: "" })].sort()).toEqual([...ids].sort());
	}
}

function hasBegunAll(): boolean {
	return objectsIn(cloud).length === count;
}

describe.each(providers.map((provider) => [provider]))(
	"Ctrl-C during creates of every kind by the %s provider",
	(provider) => {
		let outcome: Outcome;

		beforeAll(async () => {
			await open(provider);
			const up = stack.startUp({ args: ["--parallel", "100"] });
			await until("all objects", hasBegunAll);
			up.signal("SIGINT");
			outcome = await up.outcome;
		}, 120_000);

		test("keeps all of them, and says so", async () => {
			expect(outcome.code).not.toBe(0);
			const said = outcome.diagnostics.match(/It is kept in the state, and the next `pulumi up` resumes it/g) ?? [];
			expect(said.length).toBeGreaterThanOrEqual(subjects.length);
			await expectAllKept();
		}, 60_000);

		test("loses nothing by a refresh in between", async () => {
			expect(await stack.refresh()).toMatchObject({ code: 0 });
			await expectAllKept();
		}, 60_000);

		test("loses nothing by a second Ctrl-C twice during the next `up`", async () => {
			cloud.admin.clearRequests();
			const up = stack.startUp({ args: ["--parallel", "100"] });
			await until("looks", () => cloud.admin.requests().length >= subjects.length);
			up.signal("SIGINT");
			await sleep(100);
			up.signal("SIGINT");
			expect((await up.finished).code).not.toBe(0);
			await stack.cancel();
			await expectAllKept();
		}, 60_000);

		test("loses nothing by the user's timeout", async () => {
			const program = declareSubjects(subjects).replaceAll("});", '}, { customTimeouts: { update: "1s" } });');
			stack.write(program);
			outcome = await stack.up({ args: ["--parallel", "100"] });
			expect(outcome.code).not.toBe(0);
			expect(outcome.terminal).toContain("timed out after");
			await expectAllKept();
		}, 60_000);

		test("is followed by an `up` that completes the same objects", async () => {
			stack.write(declareSubjects(subjects));
			const before = objectsIn(cloud).map(({ id }) => id);
			clock.advance(2 * MINUTE);
			cloud.admin.clearRequests();
			expect({ code: (await goOn(stack)).code }).toEqual({ code: 0 });
			expect(changesTo(cloud).filter((operation) => /^(create|register|delete|glanceDelete)/.test(operation))).toEqual(
				[],
			);
			expect(objectsIn(cloud).map(({ id }) => id)).toEqual(before);
			await expectAllKept();
		}, 120_000);
	},
);

describe.each(providers.map((provider) => [provider]))(
	"a kill -9 of the CLI alone during creates of every kind by the %s provider",
	(provider) => {
		test("ends the provider as well, before any create is complete, and no process changes anything any more", async () => {
			await open(provider);
			const up = stack.startUp({ args: ["--parallel", "100"] });
			await until("all objects", hasBegunAll);
			const before = changesTo(cloud).length;
			up.signal("SIGKILL");
			await up.finished;
			await until("the end of the provider", () => !stack.processes().some(isProvider));
			clock.advance(2 * MINUTE);
			await sleep(1000);
			expect(changesTo(cloud).slice(before)).toEqual([]);
			expect(objectsIn(cloud)).toHaveLength(count);
		}, 120_000);

		test("is followed by an `up` that resumes all of them", async () => {
			expect((await stack.cancel()).code).toBe(0);
			clock.advance(2 * MINUTE);
			expect({ code: (await goOn(stack)).code }).toEqual({ code: 0 });
			await expectAllKept();
		}, 120_000);
	},
);

describe.each(providers.map((provider) => [provider]))(
	"Ctrl-C twice, without a pause for what is in progress, by the %s provider",
	(provider) => {
		const all = ["--parallel", "100"];
		let before: string[];

		/** The second one ends the CLI at once. */
		async function interruptTwice(command: string[], isUnderWay: () => boolean): Promise<void> {
			cloud.admin.clearRequests();
			const running = stack.start([...command, "--yes", "--skip-preview"], { args: all });
			await until("a run under way", isUnderWay);
			running.signal("SIGINT");
			await sleep(100);
			running.signal("SIGINT");
			expect((await running.finished).code).not.toBe(0);
			expect((await stack.cancel()).code).toBe(0);
		}

		/** A command of which the cloud completes everything. */
		async function whileTimePasses<Result>(command: Promise<Result>): Promise<Result> {
			// Slowly enough for signatures: the machine goes by the real time.
			const passing = setInterval(() => clock.advance(1500), 100);
			return command.finally(() => clearInterval(passing));
		}

		beforeAll(() => open(provider), 120_000);

		test("during creates is followed by an `up` that resumes all of them", async () => {
			await interruptTwice(["up"], hasBegunAll);
			before = objectsIn(cloud).map(({ id }) => id);
			expect({ code: (await whileTimePasses(goOn(stack))).code }).toEqual({ code: 0 });
			expect(objectsIn(cloud).map(({ id }) => id)).toEqual(before);
			await expectAllKept();
		}, 120_000);

		test("during updates is followed by an `up` after which all is as declared", async () => {
			stack.write(declareSubjects(subjects, "changed"));
			await interruptTwice(["up"], () => changesTo(cloud).length > subjects.length / 2);
			expect({ code: (await whileTimePasses(goOn(stack))).code }).toEqual({ code: 0 });
			expect(await whileTimePasses(stack.refresh())).toMatchObject({ code: 0, steps: [] });
			expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
			await expectAllKept();
		}, 120_000);

		test("during deletions is followed by a `destroy` that leaves nothing", async () => {
			await interruptTwice(["destroy"], () => changesTo(cloud).some((operation) => /^delete/i.test(operation)));
			expect(await whileTimePasses(stack.destroy({ args: all }))).toMatchObject({ code: 0 });
			expect(objectsIn(cloud)).toEqual([]);
		}, 120_000);
	},
);
