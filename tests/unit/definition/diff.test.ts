import { findReplacing } from "../../../provider/definition/diff";
import { list, object, string } from "../../../provider/definition/fields";

const part = object({ size: string({ optional: true, onChange: "update" }) }, { optional: true });
const inputs = { one: part, many: list(part, { optional: true }) };

/** A state that was edited by hand holds anything. */
test.each<[string, object, object]>([
	["one", { one: [null] }, { one: {} }],
	["one", { one: {} }, { one: [null] }],
	["many", { many: [[null]] }, { many: [{}] }],
	["many", { many: [null] }, { many: [{}] }],
	["many", { many: {} }, { many: [{}] }],
])("%s that is of another form is another one as a whole", (name, before, after) => {
	expect(findReplacing({ inputs }, before, after)).toEqual([name]);
});
