import type { HiddenOutputs } from "../../../provider/lifecycle/contract";
import { keepUnread, planCreate, planUpdate, type UpdatePlan } from "../../../provider/lifecycle/update-plan";

interface Inputs {
	flavor?: string;
	tags?: object;
	lease?: object;
}

const names = ["flavor", "tags", "lease"] as const;
const place = { region: "r", projectId: "p" };

function plan(
	changed: readonly (keyof Inputs)[],
	state: Partial<HiddenOutputs> = {},
): UpdatePlan<Inputs, keyof Inputs> {
	return planUpdate<Inputs, keyof Inputs>({ id: "n", inputs: {}, outputs: { ...place, ...state } }, names, changed);
}

const due = (work: UpdatePlan<Inputs, keyof Inputs>) => names.filter((name) => work.isDue(name));
const pending = (work: UpdatePlan<Inputs, keyof Inputs>) => names.filter((name) => work.isPending(name));

test("a create brings about every input, and compares each with the cloud", () => {
	const work = planCreate<Inputs, keyof Inputs>({}, names);
	expect([work.stage, due(work), pending(work)]).toEqual(["create", names, names]);
});

test.each<[string, (keyof Inputs)[], Partial<HiddenOutputs>, (keyof Inputs)[], (keyof Inputs)[]]>([
	["without a difference", [], {}, [], []],
	["of one input", ["tags"], {}, ["tags"], []],
	["after one that had sent another input", ["tags"], left("lease"), ["tags", "lease"], ["lease"]],
	["after one that had sent the same input", ["tags"], left("tags"), ["tags"], ["tags"]],
	["after one that had sent nothing", ["tags"], left(), ["tags"], []],
	["that takes back what the one before had sent", [], left("flavor"), ["flavor"], ["flavor"]],
	["after one that sent an input which nobody knows any more", [], left("mood"), [], []],
	["after an interrupted one of version 0.1.0", [], { unfinished: "update" }, [...names], [...names]],
	["after an interrupted create", ["tags"], { unfinished: "create" }, [...names], [...names]],
	["of a state that was edited by hand", [], { unfinishedInputs: "tags" as never }, [], []],
])("an update %s brings about what differs and what is pending", (_what, changed, state, expected, open) => {
	const work = plan(changed, state);
	expect(due(work)).toEqual([...names].filter((name) => expected.includes(name)));
	expect(pending(work)).toEqual(open);
});

test("what an update has begun is pending for the next one, with what was pending before, and nothing else", () => {
	const work = plan(["tags", "flavor"], left("lease"));
	expect(work.hasBegun).toBe(false);
	work.begin(["tags"]);
	expect(work.describeUnfinished()).toEqual({ unfinished: "update", unfinishedInputs: ["lease", "tags"] });
	expect(names.map((name) => work.leaves(name))).toEqual([false, true, true]);
	expect(pending(work)).toEqual(["lease"]);
});

test("an input that is not to be brought about is not begun with the others, but may be disturbed by them", () => {
	const work = plan(["tags"]);
	work.begin(names);
	expect(work.describeUnfinished().unfinishedInputs).toEqual(["tags"]);
	work.disturb("lease");
	expect(work.describeUnfinished().unfinishedInputs).toEqual(["lease", "tags"]);
});

test("a create that is interrupted is gone on with as a whole", () => {
	expect(planCreate<Inputs, keyof Inputs>({}, names).describeUnfinished()).toEqual({ unfinished: "create" });
	expect(plan([], { unfinished: "create" }).describeUnfinished()).toEqual({ unfinished: "create" });
});

test.each<[string, Partial<HiddenOutputs>, string[], object]>([
	["shows all that was sent", left("tags"), ["lease"], {}],
	["hides some of what was sent", left("tags", "lease"), ["lease"], left("lease")],
	["hides what was not sent", {}, ["lease"], {}],
	["is of version 0.1.0", { unfinished: "update" }, ["lease"], {}],
	["is of a create", { unfinished: "create" }, ["lease"], {}],
])(
	"an object at rest whose answer %s keeps of the interrupted update what is not known",
	(_what, state, unread, kept) => {
		expect(keepUnread({ ...place, ...state }, unread)).toEqual(kept);
	},
);

function left(...unfinishedInputs: string[]): Pick<HiddenOutputs, "unfinished" | "unfinishedInputs"> {
	return { unfinished: "update", unfinishedInputs };
}
