import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listReplacing } from "../../../provider/definition/diff";
import { digestOf } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { kinds } from "../../../provider/resources";

/** What the code before the definitions gave, for objects that carry it in the cloud. */
const before = JSON.parse(readFileSync(join(__dirname, "../../fixtures/fingerprints-0.1.0.json"), "utf8")) as Record<
	string,
	{ title: string; inputs: object; fingerprint: string }[]
>;

test.each(
	Object.values(kinds).flatMap(({ definition }) =>
		(before[definition.name] ?? []).map(({ title, inputs, fingerprint }) => {
			const name = `${definition.name}, ${title}`;
			return [name, definition, inputs, fingerprint] as const;
		}),
	),
)("the fingerprint of a %s is that of version 0.1.0", (_name, definition, inputs, fingerprint) => {
	expect(digestOf(listReplacing(definition, inputs))).toBe(fingerprint);
});
