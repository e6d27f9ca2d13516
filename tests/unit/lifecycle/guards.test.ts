import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guards } from "../../faults/guards/guards";

const root = join(__dirname, "../../..");
const guide = readFileSync(join(root, "docs/guides/recovery.md"), "utf8");

test.each(guards.map((guard) => [guard.name, guard] as const))(
	"the guard '%s' stands where `npm run faults -- --guards` takes it out, and in the guide",
	(name, { file, code, tests = [] }) => {
		expect(readFileSync(join(root, "provider", file), "utf8").split(code)).toHaveLength(2);
		for (const path of tests) {
			expect([`${path}.test.ts`, path].some((one) => existsSync(join(root, "tests", one)))).toBe(true);
		}
		expect(guide).toContain(`| ${name} `);
	},
);
