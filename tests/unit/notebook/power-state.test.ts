import type { ActionStep, NotebookResponse } from "../../../provider/services/modelarts/notebooks";
import { hasFailed, isAtRest, isInTransit, nextStep } from "../../../provider/resources/notebook/power-state";
import { describeProgress, explainFailure } from "../../../provider/resources/notebook/drive-to";
import type { TargetState, Step } from "../../../provider/lifecycle/power-state/transitions";

const goals: TargetState[] = ["running", "stopped", "gone"];

test.each<[string | undefined, Step[]]>([
	["RUNNING", ["done", "stop", "delete"]],
	["STOPPED", ["start", "done", "delete"]],
	["INIT", ["wait", "wait", "delete"]],
	["CREATING", ["wait", "wait", "delete"]],
	["STARTING", ["wait", "wait", "delete"]],
	["STOPPING", ["wait", "wait", "delete"]],
	["SNAPSHOTTING", ["wait", "wait", "wait"]],
	["DELETING", ["wait", "wait", "wait"]],
	["CREATE_FAILED", ["failed", "failed", "delete"]],
	["START_FAILED", ["start", "done", "delete"]],
	["DELETE_FAILED", ["failed", "failed", "delete"]],
	["ERROR", ["failed", "failed", "delete"]],
	["FROZEN", ["failed", "done", "delete"]],
	["DELETED", ["failed", "failed", "done"]],
	["FLOATING", ["wait", "wait", "wait"]],
	["toString", ["wait", "wait", "wait"]],
	[undefined, ["wait", "wait", "wait"]],
])("from %s the next steps to running, stopped and gone are %j", (status, steps) => {
	expect(goals.map((goal) => nextStep({ id: "n", status }, goal))).toEqual(steps);
});

test.each<[string, boolean]>([
	["RUNNING", true],
	["STOPPED", true],
	["CREATE_FAILED", true],
	["FROZEN", true],
	["DELETED", true],
	["CREATING", false],
	["SNAPSHOTTING", false],
	["DELETING", false],
	["FLOATING", false],
])("%s is a rest or not: %s", (status, rest) => {
	expect(isAtRest(status)).toBe(rest);
	expect(nextStep({ id: "n", status }, undefined)).toBe(rest ? "done" : "wait");
});

test.each(["RESIZING", "INITIALIZING", "resizing"])(
	"a disk that is %s is waited for, but not for a deletion",
	(status) => {
		const busy: NotebookResponse = { id: "n", status: "RUNNING", volume: { status } };
		const steps = [undefined, ...goals].map((goal) => nextStep(busy, goal));
		expect(steps).toEqual(["wait", "wait", "wait", "delete"]);
	},
);

test("a disk that grows while its notebook is stopped is waited for; what else it says then is of its last run", () => {
	const at = (status: string): NotebookResponse => ({ id: "n", status: "STOPPED", volume: { status } });
	expect([undefined, ...goals].map((goal) => nextStep(at("RESIZING"), goal))).toEqual([
		"wait",
		"wait",
		"wait",
		"delete",
	]);
	expect([undefined, ...goals].map((goal) => nextStep(at("INITIALIZING"), goal))).toEqual([
		"done",
		"start",
		"done",
		"delete",
	]);
});

test("what has failed and what is under way", () => {
	expect(["CREATE_FAILED", "START_FAILED", "ERROR", "FROZEN"].every(hasFailed)).toBe(true);
	expect(["RUNNING", "STOPPED", "DELETED", "CREATING"].some(hasFailed)).toBe(false);
	expect(["INIT", "CREATING", "STARTING", "STOPPING", "SNAPSHOTTING"].every(isInTransit)).toBe(true);
	expect(["RUNNING", "STOPPED", "DELETING", "ERROR"].some(isInTransit)).toBe(false);
});

const states = (status: string, count: number) => Array.from({ length: count }, () => status);
const steps = (...statuses: string[]) => statuses.map((status, at) => ({ step: at + 1, status }));

test.each<[string, Partial<NotebookResponse>, string]>([
	["no status", {}, "no status yet"],
	["no progress", { status: "CREATING" }, "CREATING"],
	...["storage", "compute", "network", "initialisation"].map(
		(name, at): [string, Partial<NotebookResponse>, string] => [
			`the step ${name}`,
			{
				status: "CREATING",
				action_progress: steps(...states("COMPLETED", at), "PROCESSING", ...states("WAITING", 3 - at)),
			},
			`CREATING: ${name} (step ${at + 1} of 4)`,
		],
	),
	[
		"the first of two",
		{ status: "STARTING", action_progress: steps("PROCESSING", "WAITING") },
		"STARTING: storage (step 1 of 2)",
	],
	["between two steps", { status: "CREATING", action_progress: steps("COMPLETED", "WAITING") }, "CREATING"],
	[
		"an unknown step",
		{ status: "CREATING", action_progress: [{ step: 9, status: "PROCESSING", description: "WASH" }] },
		"CREATING: WASH (step 9 of 1)",
	],
	["one that runs", { status: "RUNNING", action_progress: steps("PROCESSING") }, "RUNNING"],
])("of %s is shown how far it is", (_what, notebook, expected) => {
	expect(describeProgress({ id: "n", ...notebook })).toBe(expected);
});

test.each([
	["an object", {}],
	["a text", "soon"],
	["a list of texts", ["soon"]],
])("steps that come as %s end no wait: the status is shown alone", (_what, odd) => {
	const notebook = { id: "n", status: "CREATING", action_progress: odd as unknown as ActionStep[] };
	expect(describeProgress(notebook)).toBe("CREATING");
	expect(explainFailure(notebook)).toBe("the service gives no reason");
});

test.each<[string, Partial<NotebookResponse>, string]>([
	[
		"with a reason and a step",
		{ fail_reason: "no room", action_progress: steps("COMPLETED", "FAILED") },
		"no room; the step compute failed",
	],
	["with a reason", { fail_reason: "no room" }, "no room"],
	["with a step", { action_progress: steps("FAILED") }, "the step storage failed"],
	["of a frozen account", { status: "FROZEN" }, "the account is in arrears"],
	["without a word", { fail_reason: "" }, "the service gives no reason"],
])("a failure %s is explained", (_what, notebook, expected) => {
	expect(explainFailure({ id: "n", ...notebook })).toBe(expected);
});
