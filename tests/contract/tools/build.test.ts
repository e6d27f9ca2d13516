import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node, root, run } from "./fake-machine";

let clone: string;

/** A small repository with our build; each test continues where the one before it ended. */
beforeAll(() => {
	clone = mkdtempSync(join(tmpdir(), "build-"));
	cpSync(join(root, "tools"), join(clone, "tools"), { recursive: true });
	for (const file of ["tsconfig.base.json", "package-lock.json", "provider/tsconfig.json", "simulator/tsconfig.json"]) {
		mkdirSync(join(clone, file, ".."), { recursive: true });
		cpSync(join(root, file), join(clone, file));
	}
	linkModules();
	write("provider/index.ts", "export const one: number = 1;");
	write("provider/inner/two.ts", "export const two = 2;");
	write("simulator/source/command.ts", "console.log('simulator');");
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function linkModules(): void {
	symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
}

function write(path: string, text: string): void {
	mkdirSync(join(clone, path, ".."), { recursive: true });
	writeFileSync(join(clone, path), text);
}

function build() {
	return run(node, [join(clone, "tools", "build.mts")], process.env);
}

function has(path: string): boolean {
	return existsSync(join(clone, path));
}

test("the build makes dist/ of provider/ and an executable simulator, silently", async () => {
	const { code, stdout, stderr } = await build();
	expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
	expect(
		["dist/index.js", "dist/index.d.ts", "dist/inner/two.js", "simulator/dist/command.js"].filter(has),
	).toHaveLength(4);
	expect(statSync(join(clone, "simulator/dist/command.js")).mode & 0o111).toBe(0o111);
});

test("the build runs no compiler without changes", async () => {
	rmSync(join(clone, "node_modules"));
	expect((await build()).code).toBe(0);
	linkModules();
});

test("outputs of a deleted source are deleted, deleted outputs are restored", async () => {
	rmSync(join(clone, "provider/inner"), { recursive: true });
	rmSync(join(clone, "dist/index.js"));
	await build();
	expect(has("dist/inner/two.js")).toBe(false);
	expect(has("dist/inner/two.d.ts")).toBe(false);
	expect(has("dist/index.js")).toBe(true);
});

test("a compile error fails each build, and names the source", async () => {
	write("provider/index.ts", 'export const one: number = "x";');
	// The second time the compiler uses its cache of the first.
	for (const attempt of ["first", "second"]) {
		const { code, stdout, stderr } = await build();
		expect(`${attempt}: ${code}`).toBe(`${attempt}: 1`);
		expect(stdout).toBe("");
		expect(stderr).toContain("provider/index.ts(1,14)");
		expect(stderr).toContain("provider/ does not compile");
	}
});
