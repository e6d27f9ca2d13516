import { isGarbled, readShape, type Shape } from "../../../provider/services/shape/shape";

interface Response {
	id: string;
	name?: string;
	size?: number;
	ram?: string | number;
	isFree?: boolean;
	labels?: Record<string, string>;
	words?: string[];
	tags?: { key: string; value?: string }[];
	pool?: { id: string; name?: string };
	user?: { name?: string };
}

const shape: Shape<Response> = {
	id: "required text",
	name: "text",
	size: "number",
	ram: "text or number",
	isFree: "boolean",
	labels: "object",
	words: ["text"],
	tags: [{ key: "required text", value: "text" }],
	pool: { id: "required text", name: "text" },
	user: { name: "text" },
};

test.each<[string, object]>([
	["a text", { name: "lab" }],
	["a number", { size: 5 }],
	["a text or a number, as text", { ram: "5" }],
	["a text or a number, as number", { ram: 5 }],
	["a truth value", { isFree: false }],
	["an object of any properties", { labels: { a: 1 } }],
	["a list", { words: ["a", "b"] }],
	["an empty list", { words: [] }],
	["objects in a list", { tags: [{ key: "a", value: "b" }, { key: "c" }] }],
	["an object in an object", { user: { name: "ada" } }],
	["fields that the shape does not know", { color: 1, user: { color: [2] }, tags: [{ key: "a", color: {} }] }],
	["a field with a name that every object has", { constructor: "text", toString: 1 }],
])("a response keeps %s", (_what, fields) => {
	expect(readShape({ id: "1", ...fields }, shape)).toEqual({ id: "1", ...fields });
});

test.each<[string, object, object]>([
	["a number in place of a text", { name: 5 }, {}],
	["an object in place of a text", { name: {} }, {}],
	["a text in place of a number", { size: "many" }, {}],
	["an empty text in place of a number", { size: " " }, {}],
	["a text in place of a truth value", { isFree: "true" }, {}],
	["a truth value in place of a text or a number", { ram: true }, {}],
	["a list in place of an object", { labels: [], user: [] }, {}],
	["an object in place of a list", { words: {}, tags: {} }, {}],
	["a list with an item of another type", { words: ["a", 1] }, {}],
	["a list with an object whose field has another type", { tags: [{ key: "a" }, { key: "b", value: 1 }] }, {}],
	["a list with an object that lacks what it must have", { tags: [{ value: "b" }] }, {}],
	["an object that lacks what it must have", { pool: { name: "gpu" } }, {}],
	["a field of another type in an object", { pool: { id: "1", name: 5 } }, { pool: { id: "1" } }],
	[
		"`null`, however deep",
		{ name: null, words: [null, "a"], user: { name: null }, x: { y: null } },
		{ words: ["a"], user: {}, x: {} },
	],
])("a response is read without %s", (_what, fields, kept) => {
	const read = readShape({ id: "1", ...fields }, shape);
	expect(JSON.parse(JSON.stringify(read))).toEqual({ id: "1", ...kept });
});

test("a number that is written as text is read as one", () => {
	expect(readShape({ id: "1", size: "5", ram: "5" }, shape)).toEqual({ id: "1", size: 5, ram: "5" });
});

test("what was of another type is known not to be missing", () => {
	const read = readShape({ id: "1", name: 5, tags: {}, pool: { id: "1", name: {} }, user: { name: null } }, shape);
	const paths = [
		["id"],
		["name"],
		["size"],
		["tags"],
		["pool"],
		["pool", "name"],
		["pool", "id"],
		["user", "name"],
		[],
	];
	expect(paths.filter((path) => isGarbled(read, path))).toEqual([["name"], ["tags"], ["pool", "name"]]);
});

test("a response without the text that it must have is none", () => {
	expect([readShape({}, shape), readShape({ id: 5 }, shape)]).toEqual([undefined, undefined]);
});
