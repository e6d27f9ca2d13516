import type { Properties } from "../../../provider/lifecycle/contract";
import { kinds } from "../../../provider/resources";
import { composeIdentity } from "../../../provider/lifecycle/create-safety/resource-identity";

/** What Pulumi allows as a logical name, and people write. */
const names = [
	" lab",
	"lab ",
	"  ",
	" ",
	"\tlab\n",
	"-lab-",
	"._-",
	"...",
	"Ünïcode 镜像 🚀",
	"镜像",
	"a/b:c#d",
	"<script>&\"'",
	"0",
	" ".repeat(200),
	"a ".repeat(100),
	"🚀".repeat(100),
	"a".repeat(300),
];

const cases = Object.entries(kinds).flatMap(([kind, { handler }]) =>
	names.map((name) => [kind, name, handler] as const),
);

test.each(cases)("%s: what is made of the logical name %j breaks no rule", (_kind, name, handler) => {
	const identity = composeIdentity({ project: "shop", stack: "dev", types: ["t"], name });
	const inputs: Properties = { identity };
	const { validationErrors } = handler.check(undefined, inputs, { readDefaults: () => ({}) });
	expect(validationErrors.filter(({ property }) => property === "name" || property === "description")).toEqual([]);
});
