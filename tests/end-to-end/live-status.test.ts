import { environmentOf, openCloud } from "./support/cloud";
import { declareLab } from "./support/program";
import { openStack, type Outcome } from "./support/stack";

let outcome: Outcome;

beforeAll(async () => {
	const cloud = await openCloud({ settings: { durations: { createInstance: 1500 } } });
	const stack = await openStack({ program: declareLab(), env: environmentOf(cloud) });
	outcome = await stack.up();
}, 60_000);

/** Lines of the resource's row. */
function rows(): string[] {
	return outcome.stdout.split("\n").filter((line) => /NotebookInstance lab creating/.test(line));
}

test("while a notebook is made, its row shows each status of the service, in order", () => {
	const statuses = rows().flatMap((row) => / (CREATING|STARTING|RUNNING) /.exec(row)?.[1] ?? []);
	expect(statuses.slice(0, 2)).toEqual(["CREATING", "STARTING"]);
});

test("each status is shown once, not at every look", () => {
	expect(rows().filter((row) => row.includes("CREATING"))).toHaveLength(1);
});

test("what was shown on the way is not repeated in the diagnostics", () => {
	expect(outcome.code).toBe(0);
	expect(outcome.diagnostics).toBe("");
});
