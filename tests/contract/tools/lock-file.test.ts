import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node, root, run } from "./fake-machine";

const COMPLETE = join(root, "tools", "lock-file", "complete.mjs");

/** Evaluates an expression in which `module` is tools/lock-file/complete.mjs and `read` reads a JSON file. */
async function evaluate(expression: string) {
	const text = `
		import { readFileSync } from "node:fs";
		const module = await import(${JSON.stringify(COMPLETE)});
		const read = (path) => JSON.parse(readFileSync(path, "utf8"));
		console.log(JSON.stringify(${expression}));
	`;
	const { stdout, stderr } = await run(node, ["--input-type=module", "--eval", text], process.env);
	if (stderr) throw new Error(stderr);
	return JSON.parse(stdout) as unknown;
}

test("our package-lock.json has the binaries for all platforms: without them `npm ci` rejects it", async () => {
	// If this fails: node tools/lock-file/complete.mjs
	expect(
		await evaluate(`module.findMissing(read(${JSON.stringify(join(root, "package-lock.json"))}).packages)`),
	).toEqual([]);
});

test("our package-lock.json names no registry", () => {
	expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "https?:/);
});

test("missing entries are added for their platform only, existing ones stay", async () => {
	const directory = mkdtempSync(join(tmpdir(), "lock-file-"));
	const path = join(directory, "package-lock.json");
	const optionalDependencies = { "fast-linux-arm64-musl": "1.0.0", "fast-darwin-x64": "1.0.0", inner: "2.0.0" };
	const packages = {
		"": { name: "root" },
		"node_modules/fast": { version: "1.0.0", dev: true, optionalDependencies },
		"node_modules/fast-darwin-x64": { version: "1.0.0", integrity: "sha512-1", optional: true },
		"node_modules/fast/node_modules/inner": { version: "2.0.0", optional: true },
	};
	writeFileSync(path, JSON.stringify({ lockfileVersion: 3, packages }, null, "\t"));
	try {
		expect(await evaluate(`module.completeLockFile(${JSON.stringify(path)})`)).toEqual(["fast-linux-arm64-musl"]);
		expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
			lockfileVersion: 3,
			packages: {
				...packages,
				"node_modules/fast-linux-arm64-musl": {
					version: "1.0.0",
					cpu: ["arm64"],
					dev: true,
					libc: ["musl"],
					optional: true,
					os: ["linux"],
				},
			},
		});
	} finally {
		rmSync(directory, { recursive: true });
	}
});
