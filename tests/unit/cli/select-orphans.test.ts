import { selectOrphans } from "../../../provider/cli/select-orphans";
import type { Search } from "../../../provider/cli/find-orphans";

const orphans = [
	{ object: { id: "sure" }, isCertain: true },
	{ object: { id: "perhaps" }, isCertain: false },
	{ object: { id: "a,b" }, isCertain: false },
];
const search = { orphans, held: [{ object: { id: "theirs" }, stack: "prod" }] } as unknown as Search;

test.each([
	["without ids, the objects that certainly belong to the stack", [], ["sure"]],
	["with an id, only its object", ["perhaps"], ["perhaps"]],
	["with several ids, all of their objects", ["perhaps", "sure"], ["sure", "perhaps"]],
	["several images of one request, with all ids at once", ["a,b"], ["a,b"]],
	["several images of one request, with one id after the other", ["b", "a"], ["a,b"]],
])("the selection is %s", (_what, ids, selected) => {
	expect(selectOrphans(search, ids).map(({ object }) => object.id)).toEqual(selected);
});

test.each([
	["of another stack", "theirs", "theirs is no orphan: stack prod has it."],
	["of no listed object", "x", "x is not among the objects that are listed without --id."],
	["of a part of an object", "a", "a is one of several images of one request: pass --id a,b."],
])("an id %s is rejected in a sentence", (_what, id, sentence) => {
	expect(() => selectOrphans(search, [id])).toThrow(sentence);
});
