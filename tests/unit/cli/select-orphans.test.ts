import { selectOrphans } from "../../../provider/cli/select-orphans";
import type { Search } from "../../../provider/cli/find-orphans";

const orphans = [
	{ object: { id: "sure" }, isCertain: true },
	{ object: { id: "perhaps" }, isCertain: false },
	{ object: { id: "a,b" }, isCertain: false },
];
const search = { orphans, held: [{ object: { id: "theirs" }, stack: "prod" }] } as unknown as Search;

test.each([
	["without ids, what is surely the stack's", [], ["sure"]],
	["with an id, that alone", ["perhaps"], ["perhaps"]],
	["with several ids, all of them", ["perhaps", "sure"], ["sure", "perhaps"]],
	["of several images of one request, all ids at once", ["a,b"], ["a,b"]],
	["of several images of one request, one id after the other", ["b", "a"], ["a,b"]],
])("an order is about %s", (_what, ids, selected) => {
	expect(selectOrphans(search, ids).map(({ object }) => object.id)).toEqual(selected);
});

test.each([
	["another stack has", "theirs", "theirs is no orphan: stack prod has it."],
	["nothing has", "x", "x is not among the objects that are listed without --id."],
	["is a part of an object", "a", "a is one of several images of one request: pass --id a,b."],
])("an id that %s is refused in a sentence", (_what, id, sentence) => {
	expect(() => selectOrphans(search, [id])).toThrow(sentence);
});
