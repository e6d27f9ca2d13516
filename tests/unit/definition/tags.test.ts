import { compareTags } from "../../../provider/definition/tags";

type Tags = Record<string, string>;

test.each<[string, Tags | undefined, Tags | undefined, Tags | undefined, boolean, Tags, string[]]>([
	["a new one is set", {}, { a: "1" }, {}, false, { a: "1" }, []],
	["a new one that is there already is not", {}, { a: "1" }, { a: "1" }, false, {}, []],
	["a new one that is there with another value is set", {}, { a: "1" }, { a: "2" }, false, { a: "1" }, []],
	["a changed one is set", { a: "1" }, { a: "2" }, { a: "1" }, false, { a: "2" }, []],
	["one that differs in the cloud alone is left", { a: "1" }, { a: "1" }, { a: "9" }, false, {}, []],
	["one that is missing in the cloud alone is left", { a: "1" }, { a: "1" }, {}, false, {}, []],
	["a dropped one is taken away, whatever its value", { a: "1" }, {}, { a: "9" }, false, {}, ["a"]],
	["a dropped one that is not there is not", { a: "1" }, {}, {}, false, {}, []],
	["one that nobody declared is left", {}, {}, { theirs: "1" }, false, {}, []],
	["after an interruption, one in doubt is set", { a: "1" }, { a: "1" }, { a: "9" }, true, { a: "1" }, []],
	["after an interruption, one that is so is not", { a: "1" }, { a: "1" }, { a: "1" }, true, {}, []],
	["after an interruption, one that nobody declared is left", {}, {}, { theirs: "1" }, true, {}, []],
	[
		"where the service tells nothing, what differs is set",
		{ a: "1" },
		{ a: "2", b: "1" },
		undefined,
		false,
		{ a: "2", b: "1" },
		[],
	],
	[
		"where the service tells nothing, what is dropped is taken away",
		{ a: "1" },
		undefined,
		undefined,
		false,
		{},
		["a"],
	],
	["without any, nothing is done", undefined, undefined, {}, true, {}, []],
])("of tags, %s", (_what, before, desired, there, isPending, missing, obsolete) => {
	expect(compareTags(before, desired, there, isPending)).toEqual({ missing, obsolete });
});
