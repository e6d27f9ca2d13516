import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { make, notebook } from "../support/notebook";
import type { ProviderProcess } from "../support/provider-process";
import { openWorlds, type World } from "../support/world";

const openWorld = openWorlds();
const folder = mkdtempSync(join(tmpdir(), "noted-modules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A provider, and the names of packages and of folders of ours that it has loaded so far. */
async function startNoting(world: World): Promise<{ provider: ProviderProcess; loaded: () => Set<string> }> {
	const file = join(folder, String(++count));
	const hook = join(__dirname, "../support/note-modules.cjs");
	const provider = await world.start({ environment: { NODE_OPTIONS: `--require ${hook}`, NOTED_MODULES: file } });
	const loaded = () => {
		const urls = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
		const names = urls.map(
			(url) => /(?:node_modules|dist)\/((?!.*node_modules)(?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? "",
		);
		return new Set(names);
	};
	return { provider, loaded };
}

test("a preview without changes loads neither the HTTP client nor the rules nor our cloud", async () => {
	const world = await openWorld();
	const { inputs, id, outputs } = await make(await world.start());

	const { provider, loaded } = await startNoting(world);
	const again = await provider.check(notebook(), inputs);
	expect(again).toEqual({ inputs, failures: [] });
	expect(await provider.diff(id, outputs, again.inputs)).toMatchObject({ changes: "none" });

	expect([...loaded()]).toEqual(expect.arrayContaining(["entry", "engine", "notebook-instance"]));
	for (const name of ["got", "p-retry", "hpagent", "zod", "fastest-levenshtein", "cloud", "waiting", "pace"]) {
		expect([...loaded()]).not.toContain(name);
	}
});

test("a preview of changed inputs loads the rules, and still no HTTP client", async () => {
	const world = await openWorld();
	const { inputs, id, outputs } = await make(await world.start());

	const { provider, loaded } = await startNoting(world);
	const changed = await provider.check(notebook({ description: "other" }), inputs);
	expect(await provider.diff(id, outputs, changed.inputs)).toMatchObject({ changes: "unknown" });

	expect([...loaded()]).toContain("zod");
	for (const name of ["got", "p-retry", "hpagent", "cloud"]) expect([...loaded()]).not.toContain(name);
});

test("what is noted would show the HTTP client: the first request loads it", async () => {
	const world = await openWorld();
	const { provider, loaded } = await startNoting(world);
	await make(provider);
	expect([...loaded()]).toEqual(expect.arrayContaining(["got", "p-retry", "cloud"]));
});
