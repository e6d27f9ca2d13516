import { complain } from "./support/complain";
import { disks, server } from "./support/sources";

const tagged = (key: string, value: unknown = "x") => ({ ...server, tags: { [key]: value } });
const numbered = (count: number, prefix = "k") =>
	Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at}`, ""]));

test.each<[string, object]>([
	["no tags", { ...server, tags: {} }],
	["an empty value", tagged("team", "")],
	["a key of one character", tagged("k")],
	["a key of 128 characters", tagged("k".repeat(128))],
	["a value of 255 characters", tagged("k", "v".repeat(255))],
	["signs that some region allows", tagged("a_.:+-@ b", "a_.:+-@/ b")],
	["Chinese characters", tagged("团队", "视觉")],
	["19 tags", { ...server, tags: numbered(19) }],
	[
		"19 tags of a data image, beside 19 of the whole",
		{ ...disks, tags: numbered(19), dataImages: [{ volumeId: "d", tags: numbered(19) }] },
	],
])("%s: accepted", (_what, inputs) => {
	expect(complain(inputs)).toEqual([]);
});

const KEY = "expected a key of 1 to 128 characters (36 in many regions)";
const VALUE = "expected up to 255 characters (43 in many regions)";

test.each<[string, object, string]>([
	["an empty key", tagged(""), KEY],
	["a key of 129 characters", tagged("k".repeat(129)), KEY],
	["a key with a space in front", tagged(" k"), KEY],
	["a key with a space at its end", tagged("k "), KEY],
	...[..."=*<>\\,|/\n"].map((sign): [string, object, string] => [
		`a key with ${JSON.stringify(sign)}`,
		tagged(`a${sign}b`),
		KEY,
	]),
	["a value of 256 characters", tagged("k", "v".repeat(256)), VALUE],
	["a value with a space in front", tagged("k", " v"), VALUE],
	["a value with a space at its end", tagged("k", "v "), VALUE],
	...[..."=*<>\\,|\n"].map((sign): [string, object, string] => [
		`a value with ${JSON.stringify(sign)}`,
		tagged("k", `a${sign}b`),
		VALUE,
	]),
	["a value that is no text", tagged("k", 5), "tags.k: expected text, got 5"],
	[
		"a list of tags, as the API's first form has them",
		{ ...server, tags: ["team.vision"] },
		"tags: expected an object of texts",
	],
	["the provider's own key", tagged("pulumi"), "tags.pulumi: the key pulumi is the provider's own"],
	[
		"20 tags",
		{ ...server, tags: numbered(20) },
		"tags: expected 19 tags at most (9 in many regions) beside the provider's own",
	],
	[
		"20 tags of a data image",
		{ ...disks, dataImages: [{ volumeId: "d", tags: numbered(20) }] },
		"dataImages[0].tags: expected 19 tags at most",
	],
	[
		"a wrong key of a data image",
		{ ...disks, dataImages: [{ volumeId: "d" }, { volumeId: "e", tags: { "a/b": "" } }] },
		`dataImages[1].tags.a/b: ${KEY}`,
	],
])("%s: refused", (_what, inputs, expected) => {
	expect(complain(inputs)).toEqual([expect.stringContaining(expected)]);
});

test.each<[string, object, string]>([
	["the whole", { ...server, tags: numbered(12) }, "tags: expected 19 tags at most"],
	[
		"a data image",
		{ ...disks, dataImages: [{ volumeId: "d", tags: numbered(12) }] },
		"dataImages[0].tags: expected 19 tags at most",
	],
])("the default tags count with those of %s", (_what, inputs, expected) => {
	expect(complain(inputs, { tags: numbered(7, "d") })).toEqual([]);
	expect(complain(inputs, { tags: numbered(8, "d") })).toEqual([expect.stringContaining(expected)]);
});

test("a wrong default tag is found where it arrives", () => {
	expect(complain(server, { tags: { "a=b": "" } })).toEqual([expect.stringContaining(`tags.a=b: ${KEY}`)]);
});
