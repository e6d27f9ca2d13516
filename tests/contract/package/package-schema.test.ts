import { join } from "node:path";
import { cliEnvironment, root } from "../../end-to-end/support/cli";
import { runProgram } from "../../support/programs";

test("the CLI accepts the package schema", () => {
	expect(() =>
		runProgram("pulumi", ["schema", "check", join(root, "schema.json")], { env: cliEnvironment() }),
	).not.toThrow();
});
