import { ManualClock } from "modelarts-simulator";
import { environmentOf, openCloud } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome } from "./support/stack";
import { until } from "./support/until";

let outcome: Outcome;

beforeAll(async () => {
	// Each status lasts until it was polled.
	const clock = new ManualClock(Date.now());
	const cloud = await openCloud({ clock, settings: { durations: { createInstance: 60_000 } } });
	const stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	const up = stack.startUp();
	await until("the first status", () => up.output().includes("CREATING"));
	clock.advance(50_000);
	await until("the second status", () => up.output().includes("STARTING"));
	clock.advance(20_000);
	outcome = await up.outcome;
}, 60_000);

/** Status lines of the resource. */
function rows(): string[] {
	return outcome.stdout.split("\n").filter((line) => /NotebookInstance lab creating/.test(line));
}

test("the status line of a notebook shows each status of the service during the create, in order", () => {
	const statuses = rows().flatMap((row) => / (CREATING|STARTING|RUNNING) /.exec(row)?.[1] ?? []);
	expect(statuses.slice(0, 2)).toEqual(["CREATING", "STARTING"]);
});

test("each status is shown once, not at every poll", () => {
	expect(rows().filter((row) => row.includes("CREATING"))).toHaveLength(1);
});

test("the diagnostics do not repeat the statuses", () => {
	expect(outcome.code).toBe(0);
	expect(outcome.diagnostics).toBe("");
});
