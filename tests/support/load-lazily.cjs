/**
 * Loads two large packages, which Pulumi's SDK requires for each of its processes, not before something in them is
 * used: that is half of the time that such a process takes to start, and the tests start a thousand of them. For
 * `node --require`.
 */
const Module = require("node:module");

const lazy = new Set(["typescript", "@npmcli/arborist"]);
const sdk = /[\\/](@pulumi[\\/]pulumi|pulumi-sdk-oldest)[\\/]/;
const loadNow = Module._load;

Module._load = function (request, ...rest) {
	const isLazy = lazy.has(request) && sdk.test(rest[0]?.filename ?? "");
	if (!isLazy) return loadNow.call(this, request, ...rest);
	let loaded;
	const load = () => (loaded ??= loadNow.call(this, request, ...rest));
	return new Proxy(
		{},
		{
			// Compiled code copies the properties of a module that does not say it is one: all of them would be used.
			get: (_target, name) => (name === "__esModule" ? true : load()[name]),
			set: (_target, name, value) => Reflect.set(load(), name, value),
			has: (_target, name) => name in load(),
		},
	);
};
