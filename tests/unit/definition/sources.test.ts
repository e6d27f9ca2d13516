import { type Fields, integer, list, object, oneOf, string } from "../../../provider/definition/fields";
import { findSource, findSources, mergeSources, source } from "../../../provider/definition/sources";
import { validate } from "../../../provider/definition/validation";
import { type Properties, UNKNOWN } from "../../../provider/lifecycle/contract";

const sources = {
	disk: source("a copy of a disk", {
		diskId: string(),
		kind: oneOf(["fast", "slow"], { optional: true, insteadOf: { paper: "a kind other than paper for a disk" } }),
	}),
	parts: source("copies of parts", { parts: list(object({ partId: string() })) }),
	book: source("a copy of a book", {
		bookId: string(),
		pages: integer({ min: 1, max: 9, expectedIfMissing: "how many pages" }),
		kind: oneOf(["fast", "paper"], { optional: true }),
		parts: list(object({ page: integer({ min: 1, max: 9 }) }), { optional: true }),
	}),
};
const inputs: Fields = { name: string({ optional: true }), ...mergeSources(sources) };

function complain(given: Properties): string[] {
	const errors = validate({ inputs, sources }, { identity: "i", ...given }, undefined);
	return errors.map(({ property, reason }) => `${property}: ${reason}`);
}

test("the inputs of all sources are those of each, and none is required", () => {
	expect(Object.keys(inputs)).toEqual(["name", "diskId", "kind", "parts", "bookId", "pages"]);
	expect(Object.values(inputs).every(({ optional }) => optional)).toBe(true);
	expect(inputs["kind"]).toMatchObject({ values: ["fast", "slow", "paper"] });
	expect(inputs["parts"]).toMatchObject({ item: { fields: { partId: { optional: true }, page: { optional: true } } } });
});

test.each<[string, object, string[]]>([
	["none", { name: "n" }, []],
	["one", { diskId: "d" }, ["disk"]],
	["two", { diskId: "d", bookId: "b" }, ["disk", "book"]],
	["a list by itself", { parts: [] }, ["parts"]],
	["a list that belongs to another source", { parts: [], bookId: "b" }, ["book"]],
	["a list beside a source that has none", { parts: [], diskId: "d" }, ["disk", "parts"]],
])("the sources of inputs that name %s", (_what, given, expected) => {
	expect(findSources(sources, given)).toEqual(expected);
});

test.each<[string, object, string | undefined]>([
	["one that is unknown", { diskId: UNKNOWN }, "disk"],
	["one, and another that is unknown and may be nothing", { diskId: "d", bookId: UNKNOWN }, "disk"],
	["a list, and a source to which it belongs that is unknown", { parts: [], bookId: UNKNOWN }, "book"],
	["several that are known", { diskId: "d", bookId: "b" }, undefined],
	["none", {}, undefined],
])("the one source of inputs that name %s", (_what, given, expected) => {
	expect(findSource(sources, given)).toBe(expected);
});

const CHOICE = "expected one of diskId, bookId or parts, exactly one source, got";

test.each<[string, Properties, string[]]>([
	["a disk", { diskId: "d", kind: "slow" }, []],
	["a book with parts", { bookId: "b", pages: 2, kind: "paper", parts: [{ page: 1 }] }, []],
	["no source", {}, [`diskId: ${CHOICE} none`]],
	[
		"two sources",
		{ bookId: "b", diskId: "d" },
		[`diskId: ${CHOICE} a copy of a disk (diskId) and a copy of a book (bookId)`],
	],
	[
		"what another source has",
		{ diskId: "d", pages: 0 },
		["pages: expected nothing, as a copy of a disk (diskId) has no pages, got 0"],
	],
	["a required input that is missing", { bookId: "b" }, ["pages: expected how many pages, got nothing"]],
	["a required input that is wrong", { bookId: "b", pages: 0 }, ["pages: expected a whole number from 1 to 9, got 0"]],
	["a word that no source takes", { diskId: "d", kind: "ink" }, ['kind: expected one of "fast", "slow", got "ink"']],
	[
		"a word of another source",
		{ diskId: "d", kind: "paper" },
		['kind: expected a kind other than paper for a disk, got "paper"'],
	],
	[
		"an item of another source",
		{ parts: [{ partId: "p", page: 1 }] },
		["parts[0].page: expected nothing, as copies of parts (parts) has no page here, got 1"],
	],
	[
		"an item of which a part is missing",
		{ parts: [{}] },
		["parts[0].partId: expected text that is not empty, got nothing"],
	],
	["an unknown value of another source", { diskId: "d", pages: UNKNOWN }, []],
])("%s: what validation says", (_what, given, expected) => {
	expect(complain(given)).toEqual(expected);
});
