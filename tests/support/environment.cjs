const { TestEnvironment } = require("jest-environment-node");

/** Of one program; the end says more than the beginning. */
const SHOWN = 8_000;
const KEY = Symbol.for("programs of this test file");

/**
 * Node, and two rules for all tests. The limit for a test is that of jest.config.cjs, which only what hangs reaches; a
 * shorter one would say how fast the machine has to be, and only a longer one counts. And what programs have printed is shown with the failure of the test that ran them (tests/support/programs.ts).
 * A failed `expect(outcome).toMatchObject({ code: 0 })` alone does not say what went wrong in there.
 */
module.exports = class ProgramsEnvironment extends TestEnvironment {
	/** Programs noted before this test, or this hook, began. */
	before = 0;

	/** Jest has one limit for all projects; each lane has its own. */
	constructor(config, context) {
		super(config, context);
		this.timeLimit = config.projectConfig.testEnvironmentOptions.timeLimit;
	}

	handleTestEvent({ name, error, test, hook }, state) {
		state.testTimeout = this.timeLimit;
		for (const one of [test, hook]) if (one?.timeout < this.timeLimit) one.timeout = this.timeLimit;
		const programs = this.global[KEY] ?? [];
		if (name === "test_start" || (name === "hook_start" && !this.isInTest)) this.before = programs.length;
		if (name === "test_start") this.isInTest = true;
		if (name === "test_done") this.isInTest = false;
		if (name === "test_fn_failure" || name === "hook_failure") tell(error, programs, this.before);
	}
};

/** A test that has run none looks at what the last one before it has left. */
function tell(error, programs, before) {
	const told = programs.length > before ? programs.slice(before) : programs.slice(-1);
	if (told.length === 0 || typeof error?.stack !== "string") return;
	const said = told.map(({ command, output }) => `\n\n$ ${command.slice(0, 300)}\n${output().slice(-SHOWN).trimEnd()}`);
	// Jest takes for the message what is before the first place in the code.
	const place = /\n\s+at /.exec(error.stack)?.index ?? error.stack.length;
	const text = said.join("");
	error.stack = `${error.stack.slice(0, place)}${text}\n${error.stack.slice(place)}`;
	error.message += text;
}
