import { join } from "node:path";
import { runProgram } from "../support/programs";

const root = join(__dirname, "../..");

/** Allocates many objects that live for a while; prints by how many megabytes the young generation has grown. */
const work = `
	const { getHeapSpaceStatistics } = require("node:v8");
	const readSize = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_size;
	const alive = [];
	const churn = (times) => {
		for (let at = 0; at < times; at++) {
			alive.push({ at: String(at), more: [at] });
			if (alive.length > 50_000) alive.splice(0, 25_000);
		}
	};
	churn(100_000);
	if (process.argv[1]) require(process.argv[1]).keepYoungGeneration();
	const before = readSize();
	churn(2_000_000);
	console.log((readSize() - before) / 1e6);`;

function measureGrowth(...args: string[]): number {
	return Number(runProgram(join(root, "node_modules/.bin/node"), ["-e", work, ...args]));
}

test("the young generation does not grow, as it would without the setting", () => {
	expect(measureGrowth()).toBeGreaterThan(5);
	expect(measureGrowth(join(root, "dist/pulumi/dynamic/heap-tuning.js"))).toBeLessThanOrEqual(0);
});
