import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "./fake-machine";

test("a failed test shows the output of its own programs, and not that of others", async () => {
	const folder = mkdtempSync(join(tmpdir(), "program-output-"));
	const { default: ours } = (await import(join(root, "jest.config.cjs"))) as { default: { projects: object[] } };
	// One lane with another folder: the whole configuration would run the whole suite again.
	const config = { ...ours.projects[0], rootDir: root, roots: [folder], testMatch: ["**/*.test.ts"] };
	writeFileSync(join(folder, "config.json"), JSON.stringify(config));
	writeFileSync(
		join(folder, "some.test.ts"),
		`import { once } from "node:events";
		import { startProgram } from ${JSON.stringify(join(root, "tests", "support", "programs"))};
		const say = async (text) => once(startProgram("sh", ["-c", "printf " + text + " >&2; exit 3"]), "close");
		test("passes", async () => { await say("%s-one one"); });
		test("fails", async () => { const [code] = await say("%s-two two"); expect(code).toBe(0); });`,
	);
	const jest = [join(root, "node_modules", "jest", "bin", "jest.js"), "--config", join(folder, "config.json")];
	const { code, stderr } = await run(process.execPath, jest, process.env, root);
	rmSync(folder, { recursive: true });
	expect(code).toBe(1);
	expect(stderr).toContain("two-two");
	expect(stderr).not.toContain("one-one");
});
