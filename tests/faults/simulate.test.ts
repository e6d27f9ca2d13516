import { join } from "node:path";
import { runProgram } from "../support/programs";

const root = join(__dirname, "../..");
const node = join(root, "node_modules/.bin/node");
const command = ["--disable-warning=ExperimentalWarning", join(root, "tools/simulate.mts")];

const well = "0 lost, 0 doubled, 0 destroyed, 0 stuck, 0 taken, 0 not converged, 0 no sentence";

/** What the command prints. */
function simulate(...args: string[]): string {
	return runProgram(node, [...command, ...args], { cwd: root }).trimEnd();
}

test.each([
	["dynamic", "40"],
	["plugin", "10"],
])(
	"random histories of the %s provider, and each that once failed, lose, double and destroy nothing",
	(provider, count) => {
		const stdout = simulate("--histories", count, "--seed", "1", "--provider", provider);
		expect(stdout).toMatch(/^\d+ histories /m);
		expect(stdout.split("\n").at(-1)).toBe(well);
	},
);

test.each([
	["dynamic", "499"],
	["plugin", "1999"],
])("each way to disturb one request loses, doubles and destroys nothing: %s provider", (provider, every) => {
	const stdout = simulate("--systematic", "--every", every, "--provider", provider);
	expect(stdout).toMatch(/^ +actor .*stale$/m);
	expect(stdout.split("\n").at(-1)).toBe(well);
});

test("changes of inputs and back end with the objects of a fresh create", () => {
	const stdout = simulate("--transitions", "--every", "11");
	expect(stdout).toMatch(/^\d\d histories /m);
	expect(stdout.split("\n").at(-1)).toBe(well);
});

test("histories of one seed are the same each time", () => {
	const play = () => simulate("--histories", "10", "--seed", "7");
	const figures = (text: string) => text.replace(/\(\d+ a minute\)/, "");
	expect(figures(play())).toBe(figures(play()));
});
