/**
 * Makes processes of Pulumi's SDK start in half the time; the tests start more than a thousand. For `node --require`.
 *
 * Large packages that the SDK requires in each process are loaded when something in them is used, and stack traces are
 * not translated by source maps, which are parsed for each process.
 */
const Module = require("node:module");

const lazy = new Set(["typescript", "@npmcli/arborist"]);
const sdk = /[\\/](@pulumi[\\/]pulumi|pulumi-sdk-oldest)[\\/]/;
const loadNow = Module._load;

Module._load = function (request, ...rest) {
	const isOfSdk = sdk.test(rest[0]?.filename ?? "");
	if (isOfSdk && request === "source-map-support/register") return {};
	if (!isOfSdk || !lazy.has(request)) return loadNow.call(this, request, ...rest);
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

if (/[\\/]dynamic-provider[\\/]/.test(process.argv[1] ?? "")) {
	// An ES module's import of `node:http` reads them, and each loads an HTTP client that nothing here uses.
	const http = require("node:http");
	for (const name of ["WebSocket", "CloseEvent", "MessageEvent"]) delete http[name];
}
