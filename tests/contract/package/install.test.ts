import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../end-to-end/support/cli";
import { environmentOf, notebooksIn, openCloud, theNotebookIn } from "../../end-to-end/support/cloud";
import { registeredIn } from "../../end-to-end/support/images";
import { newNotebooksIn } from "../../end-to-end/support/notebooks";
import { openStack } from "../../end-to-end/support/stack";
import { isFull } from "../../support/full";
import { choosePulumiProgram, CLASSES, compile, install, MAINS, MANAGERS, runIn, writeConsumer } from "./consumer";

/** Their layouts differ: Pulumi's provider process has to find the package, and the package its dependencies. */
const managers = isFull ? MANAGERS : MANAGERS.slice(0, 1);

const programs = { npm: "typescript-esm.mjs", pnpm: "javascript-commonjs.cjs" } as const;

let directory: string;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-package-"));
	await runIn(root, ["npm", "pack", "--pack-destination", directory]);
	const [tarball = ""] = readdirSync(directory);
	const folders = managers.map((manager) => {
		writeConsumer(join(directory, manager), join(directory, tarball));
		return { manager, folder: join(directory, manager) };
	});
	await Promise.all(folders.map(({ manager, folder }) => install(manager, folder)));
	await Promise.all(folders.map(({ folder }) => compile(folder)));
}, 180_000);

afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

test.each(managers)(
	"the package works in both languages and both kinds of modules, installed by %s from the tarball",
	async (manager) => {
		const load = `
			const pulumi = require("@pulumi/pulumi");
			pulumi.runtime.setMocks({ newResource: ({ type, inputs }) => ({ id: type, state: inputs }), call: () => ({}) });
			(async () => {
				const seen = {};
				for (const main of ${JSON.stringify(MAINS)}) {
					const module = await import("./" + main);
					const { id, kinds } = module.default ?? module;
					seen[main] = { id: await new Promise((resolve) => id.apply(resolve)), kinds };
				}
				console.log(JSON.stringify(seen));
			})();`;
		const expected = {
			id: "pulumi-nodejs:dynamic/modelarts:NotebookInstance",
			kinds: CLASSES,
		};
		expect(JSON.parse(await runIn(join(directory, manager), [process.execPath, "--eval", load]))).toEqual(
			Object.fromEntries(MAINS.map((main) => [main, expected])),
		);
	},
	60_000,
);

test.each(managers)(
	"the command `pulumi-modelarts doctor --json` reports no failure, installed by %s",
	async (manager) => {
		const cloud = await openCloud();
		const command = join("node_modules", ".bin", "pulumi-modelarts");
		const said = await runIn(join(directory, manager), [command, "doctor", "--json"], environmentOf(cloud));
		expect(JSON.parse(said)).toMatchObject({ ok: true });
	},
	30_000,
);

test.each(managers.map((manager) => [manager, programs[manager]] as const))(
	"the package installed by %s creates notebooks and an image with `pulumi up` of %s, and removes them with `pulumi destroy`",
	async (manager, main) => {
		const folder = join(directory, manager);
		choosePulumiProgram(folder, main);
		const cloud = await openCloud();
		const stack = await openStack({ folder, env: environmentOf(cloud) });
		const outcome = await stack.up();
		expect(outcome.diagnostics).toBe("");
		expect(outcome).toMatchObject({ code: 0 });
		expect([...outcome.steps].sort()).toEqual(["create desk", "create lab", "create saved"]);
		expect([theNotebookIn(cloud), ...newNotebooksIn(cloud)].map(({ status }) => status)).toEqual([
			"RUNNING",
			"RUNNING",
		]);
		expect(registeredIn(cloud)).toHaveLength(1);
		expect(await stack.destroy()).toMatchObject({ code: 0 });
		expect([...notebooksIn(cloud), ...newNotebooksIn(cloud), ...registeredIn(cloud)]).toEqual([]);
	},
	90_000,
);
