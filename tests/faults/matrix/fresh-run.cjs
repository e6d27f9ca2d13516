/** The dynamic provider of a run, by `__provider`. */
const { begin, load } = require("./fresh-modules.cjs");

let current;

module.exports = (run, engine, name) => {
	if (run !== current) begin(engine);
	current = run;
	return load(require.resolve(name, { paths: [process.cwd()] }));
};
