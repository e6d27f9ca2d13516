/**
 * For NODE_OPTIONS=--import: the internals of Pulumi's SDK that this package uses are missing, or changed. BROKEN_SDK
 * says how. Pulumi's own code gets the originals.
 */
import Module from "node:module";

const load = Module._load;

const refuse = () => {
	throw new Error("not what it was");
};

const ways = {
	absent: () => {
		throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
	},
	empty: () => ({}),
	hostile: () => new Proxy(() => {}, { get: refuse, set: refuse, has: refuse, apply: refuse, construct: refuse }),
	"without getters": (name, from) => {
		const loaded = load(name, from);
		for (const message of Object.values(loaded)) delete message?.prototype?.getUrn;
		return loaded;
	},
	"of other classes": (name, from) => {
		const loaded = load(name, from);
		return typeof loaded === "object" ? Object.fromEntries(Object.keys(loaded).map((key) => [key, class {}])) : loaded;
	},
};

Module._load = function (name, from, ...rest) {
	const isOurs = /proto|grpc|protobuf/.test(name) && /[\\/]dynamic[\\/]pulumi-internals\.js/.test(new Error().stack);
	return isOurs ? ways[process.env.BROKEN_SDK](name, from) : load.call(this, name, from, ...rest);
};
