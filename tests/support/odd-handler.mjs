/**
 * A provider whose handler misbehaves as the input `oddity` says, behind the real adapter to the engine.
 *
 * `__provider` of such a resource: `exports.handler=()=>require("<this file>").default`.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { toDynamicProvider } = require("../../dist/pulumi/dynamic/dynamic-provider.js");
const { InitFailedError } = require("../../dist/lifecycle/contract.js");

/** Values that no encoder accepts. */
function messyProperties() {
	const messy = { good: "kept", list: [1, undefined, () => {}, 2n] };
	return {
		...messy,
		absent: undefined,
		call: () => {},
		big: 2n ** 60n,
		map: new Map([["a", undefined]]),
		set: new Set([1]),
		date: new Date(0),
		noDate: new Date(Number.NaN),
		symbol: Symbol("s"),
		infinite: Number.POSITIVE_INFINITY,
		nothing: null,
		bytes: new Uint8Array([1, 2]),
		nested: { absent: undefined, deep: { call: () => {} } },
	};
}

function cycle() {
	const properties = { good: "kept" };
	properties.self = properties;
	return properties;
}

const thrown = {
	undefined: () => undefined,
	null: () => null,
	"empty text": () => "",
	text: () => "just text",
	number: () => 7,
	"big number": () => 7n,
	symbol: () => Symbol("odd"),
	function: () => () => {},
	"bare object": () => Object.create(null),
	"object with id": () => ({ id: "DE-1", message: "odd", properties: { absent: undefined }, reasons: undefined }),
	"error with id": () => Object.assign(new Error("odd"), { id: "DE-1", properties: { big: 1n }, reasons: [undefined] }),
	"error of gRPC": () => Object.assign(new Error("odd"), { code: 4, details: "x", metadata: { not: "metadata" } }),
	"error without message": () => new Error(),
	"error with a number for a message": () => Object.assign(new Error("odd"), { message: 7 }),
	"error with a cause": () => new Error("odd", { cause: new Error("secret cause") }),
	"error of many": () => new AggregateError([new Error("a"), new Error("b")], "odd"),
	"bug in the code": () => new TypeError("x is not a function"),
	"very long error": () => new Error("odd ".repeat(20_000)),
	"error of many lines": () => new Error("odd\n    at nowhere\r\n\u0000\u001b[31m"),
	"error in other letters": () => new Error("奇怪 ✗ \ud800"),
	"half-created": () => new InitFailedError("odd", "DE-1", { good: "kept" }),
	"half-created and messy": () => new InitFailedError("odd", "DE-1", messyProperties()),
	"half-created and cyclic": () => new InitFailedError("odd", "DE-1", cycle()),
	"half-created without id": () => new InitFailedError("odd", "", { good: "kept" }),
	"half-created and long": () => new InitFailedError("odd ".repeat(5_000), "DE-1", { good: "x".repeat(20_000) }),
};

const returned = {
	"nothing at all": () => undefined,
	"no outputs": () => ({ id: "DE-1" }),
	"messy outputs": () => ({ id: "DE-1", outputs: messyProperties() }),
	"frozen outputs": () => ({ id: "DE-1", outputs: Object.freeze({ good: "kept" }) }),
	"a rejection that nobody handles": () => {
		void Promise.reject(new Error("lost on the way"));
		return { id: "DE-1", outputs: { good: "kept" } };
	},
	"an exception later on": () => {
		setTimeout(() => {
			throw new Error("lost on the way");
		}, 1);
		return { id: "DE-1", outputs: { good: "kept" } };
	},
};

export const oddities = { thrown: Object.keys(thrown), returned: Object.keys(returned) };

function misbehave({ oddity }) {
	if (Object.hasOwn(thrown, oddity)) throw thrown[oddity]();
	return returned[oddity]?.() ?? { id: "DE-1", outputs: { good: "kept" } };
}

export default toDynamicProvider({
	kind: "Oddity",
	inputNames: ["oddity"],
	timeouts: { create: 5, read: 5, update: 5, delete: 5 },
	check: (_old, news) => {
		if (news.oddity?.startsWith("check ")) misbehave({ oddity: news.oddity.slice(6) });
		return { inputs: Object.freeze({ ...news }), validationErrors: [] };
	},
	diff: (_old, news) => (Object.hasOwn(thrown, news.oddity) ? misbehave(news) : {}),
	create: async (inputs) => misbehave(inputs),
	read: async (old) => ({ inputs: {}, ...misbehave(old.inputs) }),
	update: async (old, news) => misbehave(news).outputs,
	delete: async (old) => void misbehave(old.inputs),
});
