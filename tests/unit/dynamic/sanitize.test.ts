import { sanitize, sanitizeProperties } from "../../../provider/pulumi/dynamic/sanitize";
import { withErrorBoundary } from "../../../provider/pulumi/dynamic/error-boundary";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { joinLines } from "../../support/join-lines";

test.each<[string, unknown, unknown]>([
	["undefined is left out", { a: undefined, b: 1 }, { b: 1 }],
	["null is left out", { a: null }, {}],
	["undefined in a list keeps its index", [1, undefined, null, () => 1], [1, null, null, null]],
	["a function is left out", { a: () => 1 }, {}],
	["a BigInt becomes a number", { a: 12n }, { a: 12 }],
	["a date becomes text", { a: new Date(0) }, { a: "1970-01-01T00:00:00.000Z" }],
	["an invalid date is left out", { a: new Date(Number.NaN) }, {}],
	["a map becomes an object", { a: new Map([["b", 1]]) }, { a: { b: 1 } }],
	["a set becomes a list", { a: new Set([1]) }, { a: [1] }],
	["NaN is left out", { a: Number.NaN, b: Infinity }, {}],
	["text, numbers and booleans stay", { a: "", b: 0, c: false }, { a: "", b: 0, c: false }],
])("%s", (_rule, value, expected) => {
	expect(sanitize(value)).toEqual(expected);
});

test("a cyclic object is cut, not followed for ever", () => {
	const loop: Record<string, unknown> = {};
	loop.self = loop;
	expect(JSON.stringify(sanitizeProperties(loop)).length).toBeLessThan(10_000);
});

/** The error that the engine gets for a thrown value, which need not be an error. */
function failing(error: unknown): Promise<unknown> {
	const work = () => {
		throw error;
	};
	return withErrorBoundary("text", work).catch((thrown: unknown) => thrown);
}

test.each<[string, unknown, string]>([
	["an error", new Error("no route"), "no route"],
	["a text", "no route", "no route"],
	["nothing", undefined, "undefined"],
])("the engine gets an error with only a message for %s", async (_what, error, message) => {
	const thrown = await failing(error);
	expect(thrown).toBeInstanceOf(Error);
	expect(thrown).toMatchObject({ message });
	expect(Object.keys(thrown as object)).toEqual([]);
	// The dynamic provider prints this as well: not the message a second time.
	expect(`${String(thrown)}: ${(thrown as Error).stack}`).toBe("Error: the error is shown at the resource");
});

test("an error's fields that gRPC would take for its own are dropped", async () => {
	expect(await failing(Object.assign(new Error("m"), { code: 5, details: "d", metadata: {} }))).not.toHaveProperty(
		"code",
	);
});

test("a bug of ours is reported as one, with its source", async () => {
	const thrown = await failing(new TypeError("x is not a function"));
	expect(joinLines((thrown as Error).message)).toMatch(
		/bug in pulumi-modelarts itself.*x is not a function \(.*sanitize\.test/,
	);
});

test("a partially created object keeps its id, its inputs and the provider's text, as JSON", async () => {
	const thrown = await failing(new InitFailedError("still CREATING", "DE-1", { name: "lab", url: undefined }));
	expect(thrown).toMatchObject({
		message: "still CREATING",
		id: "DE-1",
		properties: { name: "lab", __provider: "text" },
		reasons: ["still CREATING"],
	});
	expect((thrown as { properties: object }).properties).not.toHaveProperty("url");
});
