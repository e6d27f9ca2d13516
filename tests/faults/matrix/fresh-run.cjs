/**
 * One provider process serves many runs: for each run, all modules of the provider are loaded anew, as in a process of
 * its own, and find another engine's address on the command line. Their code is read and compiled only once, and
 * dependencies stay loaded.
 */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { compileFunction, constants } = require("node:vm");

const codes = new Map();
let current;
let modules = new Map();

module.exports = (run, engine, name) => {
	if (run !== current) modules = new Map();
	current = run;
	process.argv[process.argv.length - 1] = engine;
	return load(require.resolve(name, { paths: [process.cwd()] }));
};

function load(path) {
	const known = modules.get(path);
	if (known) return known.exports;

	const made = { exports: {}, filename: path };
	modules.set(path, made);
	const { run, require, places } = codes.get(path) ?? compile(path);
	const requireOurs = (name) => {
		if (!/^\.\.?\//.test(name)) return require(name);
		if (!places.has(name)) places.set(name, require.resolve(name));
		return load(places.get(name));
	};
	run.call(made.exports, made.exports, requireOurs, made, path, dirname(path));
	return made.exports;
}

function compile(path) {
	const options = { filename: path, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
	const names = ["exports", "require", "module", "__filename", "__dirname"];
	const run = compileFunction(readFileSync(path, "utf8"), names, options);
	const code = { run, require: createRequire(path), places: new Map() };
	codes.set(path, code);
	return code;
}
