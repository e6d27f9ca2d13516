import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type KindName, kindNames, kinds } from "../../support/every-kind";
import { aboutPlugin, startPlugin } from "../../support/plugin";
import { pluginScript } from "../../support/plugin-script";
import { startProgram } from "../../support/programs";
import { openWorlds, type World } from "../../support/world";

const openWorld = openWorlds();
const folder = mkdtempSync(join(tmpdir(), "noted-modules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A plugin, and the paths of the modules that it has loaded so far, from `dist` or `node_modules` on. */
async function startNoting(world: World) {
	const file = join(folder, "modules");
	const hook = join(__dirname, "../../support/note-modules.cjs");
	const plugin = await startPlugin(world, {
		environment: { NODE_OPTIONS: `--require ${hook}`, NOTED_MODULES: file },
	});
	const loaded = () => {
		const urls = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
		return urls.flatMap((url) => /.*\/node_modules\/(.*)/.exec(url)?.[1] ?? /.*\/(dist\/.*)/.exec(url)?.[1] ?? []);
	};
	return { plugin, loaded };
}

/** What the state of each kind has besides its inputs. */
const known: Record<KindName, object> = {
	NotebookInstance: { status: "RUNNING" },
	Notebook: { status: "RUNNING" },
	CustomImage: { status: "ACTIVE" },
	CloudImage: { status: "active", imageId: "i", imageIds: ["i"] },
};

test("a plugin whose resources are unchanged loads no HTTP client, no polling, and of the SDK the protocol alone", async () => {
	const world = await openWorld();
	const { plugin, loaded } = await startNoting(world);
	for (const kind of kindNames) {
		const about = aboutPlugin(kind);
		const { __provider, identity, ...given } = kinds[kind].declare("lab");
		const { inputs } = await plugin.check(given, {}, about);
		const again = await plugin.check(given, inputs, about);
		const outputs = {
			...inputs,
			region: "cn-north-4",
			projectId: "p",
			inherited: ["region", "projectId"],
			...known[kind],
		};
		const options = { ...about, oldInputs: inputs };
		expect(await plugin.diff("i", outputs, again.inputs, options)).toMatchObject({ changes: "none", replaces: [] });
	}
	expect(world.operations()).toEqual([]);
	const paths = loaded();
	expect(paths).toEqual(expect.arrayContaining([expect.stringMatching(/^dist\/pulumi\/plugin\//)]));
	const unwanted =
		/^(got|p-retry|hpagent|zod)\/|^dist\/(lifecycle\/polling|services\/(http|rate-limit|modelarts|ims))\//;
	expect(paths.filter((path) => unwanted.test(path) && !/http\/secret\.js/.test(path))).toEqual([]);
	expect(paths.filter((path) => /^@pulumi\/pulumi\/(?!proto\/|package\.json)/.test(path))).toEqual([]);
});

test("a plugin that the engine ends leaves its compiled code beside it, for the next start", async () => {
	const compiled = join(dirname(pluginScript), ".compiled");
	rmSync(compiled, { recursive: true, force: true });
	const { PATH, HOME } = process.env;
	const plugin = startProgram(process.execPath, [pluginScript, "127.0.0.1:1"], { env: { PATH, HOME } });
	const ended = once(plugin, "exit");
	await once(plugin.stdout, "data");
	plugin.kill("SIGTERM");
	expect(await ended).toEqual([0, null]);
	expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(50);
});
