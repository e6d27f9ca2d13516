/** Writes down every module that this process loads, one URL a line, into the file that NOTED_MODULES names. */
const { appendFileSync } = require("node:fs");
const { registerHooks } = require("node:module");

registerHooks({
	load(url, context, nextLoad) {
		appendFileSync(process.env.NOTED_MODULES, `${url}\n`);
		return nextLoad(url, context);
	},
});
