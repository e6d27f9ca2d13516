import { join } from "node:path";
import { runProgram } from "../support/programs";

const root = join(__dirname, "../..");
const node = join(root, "node_modules/.bin/node");
const command = ["--disable-warning=ExperimentalWarning", join(root, "tools/simulate.mts")];

test("a sample of random histories, and each that once failed, loses, doubles and destroys nothing", () => {
	const stdout = runProgram(node, [...command, "--histories", "150", "--seed", "1"], { cwd: root });
	expect(stdout).toMatch(/^1\d\d histories /m);
	expect(stdout.trim().split("\n").at(-1)).toBe("0 lost, 0 doubled, 0 destroyed, 0 stuck, 0 taken, 0 not converged");
});

test("histories of one seed are the same each time", () => {
	const play = () => runProgram(node, [...command, "--histories", "10", "--seed", "7"], { cwd: root });
	const figures = (text: string) => text.replace(/\(\d+ a minute\)/, "");
	expect(figures(play())).toBe(figures(play()));
});
