import { createPowerRules } from "../../../provider/lifecycle/power-state/power-rules";
import type { StepTable } from "../../../provider/lifecycle/power-state/transitions";
import * as notebook from "../../../provider/resources/notebook/power-state";
import * as instance from "../../../provider/resources/notebook-instance/power-state";

const steps: StepTable = {
	STARTING: { running: "wait", stopped: "wait", gone: "wait" },
	RUNNING: { running: "done", stopped: "stop", gone: "stop" },
	STOPPED: { running: "start", stopped: "done", gone: "delete" },
	FAULTY: { running: "wait", stopped: "stop", gone: "stop" },
	BROKEN: { running: "failed", stopped: "failed", gone: "delete" },
};

const rules = createPowerRules(steps, { failed: ["BROKEN"], inTransit: ["STARTING"] });

const RUNNING = { desiredState: "RUNNING" };

test.each<[status: string, isAtRest: boolean, isDrift: boolean, isDriftFromRunning: boolean, read: string]>([
	["STARTING", false, true, true, "declared"],
	["RUNNING", true, false, false, "RUNNING"],
	["STOPPED", true, false, true, "STOPPED"],
	["FAULTY", false, false, true, "declared"],
	["BROKEN", true, false, false, "declared"],
	["INVENTED", false, false, false, "declared"],
])("the rules of %s follow from its steps", (status, isAtRest, isDrift, isDriftFromRunning, read) => {
	expect(rules.isAtRest(status)).toBe(isAtRest);
	expect(rules.hasDrifted({ status }, {})).toBe(isDrift);
	expect(rules.hasDrifted({ status }, RUNNING)).toBe(isDriftFromRunning);
	expect(rules.readDesiredState("declared", status)).toBe(read);
	expect(rules.readDesiredState(undefined, status)).toBeUndefined();
});

test("an object whose create was interrupted did not come to be if it has failed, any other if its creation failed", () => {
	expect(rules.isFailedCreate({ status: "BROKEN", unfinished: "create" })).toBe(true);
	expect(rules.isFailedCreate({ status: "BROKEN", unfinished: "update" })).toBe(false);
	expect(rules.isFailedCreate({ status: "CREATE_FAILED" })).toBe(true);
});

test.each([
	["Notebook", notebook, ["STOPPED", "START_FAILED"], ["STOPPED", "START_FAILED", "FROZEN"]],
	["NotebookInstance", instance, ["STOPPED", "START_FAILED", "UNAVAILABLE"], ["STOPPED", "START_FAILED"]],
] as const)("%s is started from some statuses, and counts as stopped in some", (_kind, own, startable, stopped) => {
	const all = [
		...["RUNNING", "STOPPED", "CREATE_FAILED", "START_FAILED", "RESIZE_FAILED", "DELETE_FAILED"],
		...["ERROR", "FROZEN", "UNAVAILABLE", "DELETED", "INVENTED"],
	];
	expect(all.filter((status) => own.hasDrifted({ status }, RUNNING))).toEqual(startable);
	const order = (one: string, other: string) => all.indexOf(one) - all.indexOf(other);
	const read = all.filter((status) => own.readDesiredState("RUNNING", status) === "STOPPED");
	expect(read).toEqual([...stopped].sort(order));
});
