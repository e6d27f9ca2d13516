/** Records every module that this process loads, one URL a line, in the file of NOTED_MODULES. */
const { appendFileSync } = require("node:fs");
const { registerHooks } = require("node:module");

registerHooks({
	load(url, context, nextLoad) {
		appendFileSync(process.env.NOTED_MODULES, `${url}\n`);
		return nextLoad(url, context);
	},
});
