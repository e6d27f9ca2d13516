import { PassThrough } from "node:stream";
import { confirm } from "../../../provider/cli/confirm";

/** A terminal at which a user types this, and then ends the input. */
async function answer(typed: string, isTTY = true): Promise<{ yes: boolean; shown: string }> {
	const input = Object.assign(new PassThrough(), { isTTY });
	const output = new PassThrough();
	input.end(typed);
	const yes = await confirm("Delete it?", { input, output });
	return { yes, shown: String(output.read()) };
}

test.each([
	["yes\n", true],
	[" YES \n", true],
	["y\n", false],
	["no\n", false],
	["\n", false],
	["", false],
])("the answer %j confirms: %s", async (typed, yes) => {
	expect(await answer(typed)).toEqual({ yes, shown: "Delete it? (yes/no) " });
});

test("without a terminal, a confirmation fails", async () => {
	await expect(answer("yes\n", false)).rejects.toThrow("pass --yes");
});
