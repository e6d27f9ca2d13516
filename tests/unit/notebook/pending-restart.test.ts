import { describeOwner, describePending } from "../../../provider/lifecycle/create-safety/ownership-marker";
import type { Tracked } from "../../../provider/resources/notebook/drive-to";
import { isLeftStopped } from "../../../provider/resources/notebook/pending-restart";
import type { Plan } from "../../../provider/resources/notebook/plan";
import { least } from "./support/inputs";

const mark = (identity: string, state: "open" | "kept") => describePending(identity, {}, state);
const other = least.identity.replace("0123456", "7654321");

test.each<[what: string, status: string, description: string, stage: Plan["stage"], expected: boolean]>([
	["stopped, with the marker of an update", "STOPPED", mark(least.identity, "kept"), "update", true],
	["stopped, with the program's description", "STOPPED", least.description, "update", false],
	["stopped, with its finished marker", "STOPPED", describeOwner(least.identity), "update", false],
	["stopped, with the marker of another resource", "STOPPED", mark(other, "kept"), "update", false],
	["running, with the marker of an update", "RUNNING", mark(least.identity, "kept"), "update", false],
	["stopped, with the marker of an interrupted create", "STOPPED", mark(least.identity, "kept"), "create", false],
])(
	"a notebook that is %s was left stopped by a killed update, or not",
	(_what, status, description, stage, expected) => {
		const notebook = { observed: { id: "n1", status, description } } as Tracked;
		expect(isLeftStopped(notebook, least, { stage } as Plan)).toBe(expected);
	},
);
