const { TestEnvironment } = require("jest-environment-node");

/** Maximum of one program; the end says more than the beginning. */
const SHOWN = 8_000;
const KEY = Symbol.for("programs of this test file");

/**
 * Node, and two rules for all tests. The limit for a test is that of jest.config.cjs, which only a hanging test
 * reaches; a shorter one would depend on the machine's speed, and only a longer one counts. And the output of programs
 * is shown with the failure of the test that ran them (tests/support/programs.ts). A failed
 * `expect(outcome).toMatchObject({ code: 0 })` alone does not show their errors.
 */
module.exports = class ProgramsEnvironment extends TestEnvironment {
	/** Programs recorded before this test, or this hook, began. */
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

/** A test that ran no program shows those of the previous one. */
function tell(error, programs, before) {
	const told = programs.length > before ? programs.slice(before) : programs.slice(-1);
	if (told.length === 0 || typeof error?.stack !== "string") return;
	const said = told.map(({ command, output }) => `\n\n$ ${command.slice(0, 300)}\n${output().slice(-SHOWN).trimEnd()}`);
	// Jest uses the text before the first stack line as the message.
	const place = /\n\s+at /.exec(error.stack)?.index ?? error.stack.length;
	const text = said.join("");
	error.stack = `${error.stack.slice(0, place)}${text}\n${error.stack.slice(place)}`;
	error.message += text;
}
