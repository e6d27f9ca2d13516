import { make } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider();

const __provider = `exports.handler=()=>require(${JSON.stringify(require.resolve("../support/odd-handler.mjs"))}).default`;

/** gRPC's code for a call without a response within the deadline. */
const DEADLINE_EXCEEDED = 4;
const UNKNOWN = 2;

const thrown = [
	["undefined", /undefined/],
	["null", /null/],
	["empty text", /^/],
	["text", /^just text$/],
	["number", /^7$/],
	["big number", /^7$/],
	["symbol", /odd/],
	["function", /=>/],
	["bare object", /./],
	["object with id", /./],
	["error with id", /^odd$/],
	["error of gRPC", /^odd$/],
	["error without message", /^/],
	["error with a number for a message", /^7$/],
	["error with a cause", /^odd$/],
	["error of many", /^odd$/],
	["bug in the code", /^A bug in pulumi-modelarts itself, please report it: x is not a function/],
	["very long error", /^odd odd/],
	["error of many lines", /^odd/],
	["error in other letters", /^奇怪 ✗/],
] as const;

const methods = {
	check: (oddity: string) => at.provider.check({ __provider, oddity: `check ${oddity}` }),
	diff: (oddity: string) => at.provider.diff("DE-1", { __provider, oddity }, { __provider, oddity }),
	create: (oddity: string) => at.provider.create({ __provider, oddity }),
	read: (oddity: string) => at.provider.read("DE-1", { __provider, oddity }),
	update: (oddity: string) => at.provider.update("DE-1", { __provider, oddity }, { __provider, oddity }),
	delete: (oddity: string) => at.provider.delete("DE-1", { __provider, oddity }),
};

describe.each(Object.entries(methods))("%s", (_method, call) => {
	test.each(thrown)("that throws %s returns an error, and saves nothing", async (oddity, message) => {
		const error = await catchError<ProviderError>(call(oddity));
		expect([error.code, error.halfCreated]).toEqual([UNKNOWN, undefined]);
		expect(error.message).toMatch(message);
	});
});

const halves = [
	["half-created"],
	["half-created and messy"],
	["half-created and cyclic"],
	["half-created and long"],
] as const;

test.each(halves)("create and update that throw %s return id, properties and reason", async (oddity) => {
	for (const call of [methods.create, methods.update]) {
		const { halfCreated } = await catchError<ProviderError>(call(oddity));
		expect(halfCreated).toMatchObject({ id: "DE-1", properties: { good: expect.anything(), __provider } });
		expect(halfCreated?.reasons).toEqual([expect.stringMatching(/^odd/)]);
	}
});

test("a message too long for a header is cut", async () => {
	const { message } = await catchError<ProviderError>(methods.create("very long error"));
	expect(message).toMatch(/^odd odd.*…$/);
	expect(message.length).toBeLessThan(5000);
});

test("a partially created object without an id is an ordinary error", async () => {
	const error = await catchError<ProviderError>(methods.create("half-created without id"));
	expect([error.message, error.halfCreated]).toEqual(["odd", undefined]);
});

test("outputs that no encoder accepts are sanitized", async () => {
	const { id, outputs } = await methods.create("messy outputs");
	expect(id).toBe("DE-1");
	expect(outputs).toMatchObject({ good: "kept", date: "1970-01-01T00:00:00.000Z", set: [1], list: [1, null, null, 2] });
	expect(Object.keys(outputs)).not.toContain("call");
});

const returned = [["nothing at all"], ["no outputs"], ["frozen outputs"]] as const;

test.each(returned)("a create that returns %s gets a response", async (oddity) => {
	const answer = await methods.create(oddity).catch((error: ProviderError) => error);
	expect((answer as ProviderError).code).not.toBe(DEADLINE_EXCEEDED);
});

test("inputs that a handler froze are still inputs to Pulumi", async () => {
	const { inputs } = await at.provider.check({ __provider, oddity: "frozen" });
	expect(inputs).toEqual({ __provider, oddity: "frozen" });
});

test("the process prints only short messages without a stack", () => {
	expect(at.provider.stderr).not.toMatch(/\n\s+at |node_modules|secret cause|file:\/\//);
	expect(at.provider.stdout).toBe("");
});

const unhandled = [["a rejection that nobody handles"], ["an exception later on"]] as const;

test.each(unhandled)("%s does not end the process, nor other calls", async (oddity) => {
	const other = make(at.provider);
	expect((await methods.create(oddity)).outputs.good).toBe("kept");
	expect((await other).outputs.status).toBe("RUNNING");
	await new Promise((resolve) => setTimeout(resolve, 10));
	expect(at.provider.isRunning).toBe(true);
	expect((await make(at.provider, { name: "later" })).outputs.status).toBe("RUNNING");
});
