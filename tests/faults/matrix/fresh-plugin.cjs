/** The plugin, for one run after another: each begins with a handshake. */
const { join } = require("node:path");
const { begin, load } = require("./fresh-modules.cjs");

const plugin = join(__dirname, "../../../dist/pulumi/plugin");
const { serve } = require(join(plugin, "serve.js"));

const readAnswers = () => load(join(plugin, "answers.js")).answers;

serve(Object.keys(readAnswers()), (method, request) => {
	if (method === "handshake") begin(request.getEngineAddress());
	return readAnswers()[method];
});
