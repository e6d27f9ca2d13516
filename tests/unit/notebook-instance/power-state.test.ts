import { hasFailed, isAtRest, nextStep } from "../../../provider/resources/notebook-instance/power-state";
import type { TargetState, Step } from "../../../provider/lifecycle/power-state/transitions";

/** Every documented status, one that older editions have, one that no document has, and none at all. */
test.each<[string | undefined, Step, Step, Step]>([
	["CREATE_QUEUING", "wait", "wait", "wait"],
	["CREATING", "wait", "wait", "wait"],
	["CREATE_FAILED", "failed", "failed", "delete"],
	["START_QUEUING", "wait", "wait", "wait"],
	["READY_TO_START", "wait", "wait", "wait"],
	["STARTING", "wait", "wait", "wait"],
	["RESTARTING", "wait", "wait", "wait"],
	["START_FAILED", "start", "done", "delete"],
	["RUNNING", "done", "stop", "stop"],
	["STOPPING", "wait", "wait", "wait"],
	["STOPPED", "start", "done", "delete"],
	["UNAVAILABLE", "wait", "stop", "stop"],
	["DELETED", "failed", "failed", "done"],
	["RESIZING", "wait", "wait", "wait"],
	["RESIZE_FAILED", "failed", "failed", "delete"],
	["DELETING", "wait", "wait", "wait"],
	["UNKNOWN", "wait", "wait", "wait"],
	["toString", "wait", "wait", "wait"],
	[undefined, "wait", "wait", "wait"],
])("from %s the next steps are: to run %s, to stop %s, to be gone %s", (status, ...steps) => {
	const goals: TargetState[] = ["running", "stopped", "gone"];
	expect(goals.map((goal) => nextStep(status, goal))).toEqual(steps);
});

test("an instance is at rest where nothing more happens by itself", () => {
	const all = [
		"RUNNING",
		"STOPPED",
		"CREATE_FAILED",
		"START_FAILED",
		"RESIZE_FAILED",
		"DELETED",
		"CREATING",
		"UNAVAILABLE",
		"NEW",
	];
	expect(all.filter(isAtRest)).toEqual(all.slice(0, 6));
	expect(all.filter(hasFailed)).toEqual(["CREATE_FAILED", "START_FAILED", "RESIZE_FAILED"]);
});
