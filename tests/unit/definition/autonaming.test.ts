import type { Properties } from "../../../provider/lifecycle/contract";
import type { Autonaming } from "../../../provider/lifecycle/create-safety/autonaming";
import { composeIdentity } from "../../../provider/lifecycle/create-safety/resource-identity";
import { kinds } from "../../../provider/resources";

const identity = composeIdentity({ project: "shop", stack: "dev", types: ["t"], name: "lab" });
const session = { readDefaults: () => ({}) };

type Mode = Autonaming["mode"];

function check(kind: keyof typeof kinds, proposedName: string, mode: Mode, news: Properties = {}, old?: Properties) {
	const { handler } = kinds[kind];
	const { inputs, validationErrors } = handler.check(old, { identity, ...news }, session, { proposedName, mode });
	return { name: inputs.name, errors: validationErrors.filter(({ property }) => property === "name") };
}

/** Kinds whose objects are named by default; the path of a custom image is the user's. */
const named = ["NotebookInstance", "Notebook", "NotebookImage", "CloudImage"] as const;

describe.each(named)("a %s", (kind) => {
	test("has the proposed name, where that is allowed", () => {
		expect(check(kind, "shop-dev-lab", "propose")).toEqual({ name: "shop-dev-lab", errors: [] });
	});

	test.each(["Ünïcode 镜像 🚀/lab:", "a".repeat(300), "🚀".repeat(100), "-", ""])(
		"has a name that breaks no rule, whatever is proposed: %j",
		(proposed) => expect(check(kind, proposed, "propose").errors).toEqual([]),
	);

	test("has an enforced name as it is, or says what is wrong with it", () => {
		expect(check(kind, "shop-dev-lab", "enforce")).toEqual({ name: "shop-dev-lab", errors: [] });
		const { name, errors } = check(kind, "shop/dev", "enforce");
		expect(name).toBe("shop/dev");
		expect(errors).toEqual([{ property: "name", reason: expect.stringMatching(/^expected .*, got /) }]);
	});

	test("needs a name from the program where none are made", () => {
		expect(check(kind, "", "disable").errors).toEqual([
			{ property: "name", reason: "expected a name, as `pulumi:autonaming` of the project is disabled, got none" },
		]);
		expect(check(kind, "", "disable", { name: "own" })).toEqual({ name: "own", errors: [] });
	});

	test.each<Mode>(["propose", "enforce", "disable"])("has the program's name, or keeps its own, with %s", (mode) => {
		expect(check(kind, "other", mode, { name: "own" })).toEqual({ name: "own", errors: [] });
		expect(check(kind, "other", mode, {}, { identity, name: "earlier" })).toEqual({ name: "earlier", errors: [] });
	});
});

test("a custom image has no name to be made", () => {
	expect(check("CustomImage", "other", "disable")).toEqual({ name: undefined, errors: [] });
});
