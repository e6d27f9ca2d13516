import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../support/programs";
import { root } from "./support/cli";
import { environmentOf, openCloud } from "./support/cloud";
import { theNewNotebookIn } from "./support/notebooks";
import { openStack } from "./support/stack";

/** The archives of `npm run plugin`, fetched by the real CLI. */

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

let folder: string;
let server: Server;
const fetched: string[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "plugin-download-"));
	runProgram(process.execPath, ["tools/start.mjs", "plugin", "--out", folder], { cwd: root });
	server = createServer(({ url = "" }, response) => {
		const file = readdirSync(folder).find((name) => url === `/${name}`);
		fetched.push(url);
		// With the length, which the CLI compares: `writeHead` would send the file in chunks.
		response.statusCode = file === undefined ? 404 : 200;
		response.end(file && readFileSync(join(folder, file)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}, 120_000);

afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, { recursive: true, force: true });
});

test("the CLI fetches the plugin once from the address that a program names, and runs it without this package", async () => {
	const cloud = await openCloud();
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const options = JSON.stringify({ version, pluginDownloadURL: address });
	const stack = await openStack({
		env: {
			...environmentOf(cloud),
			PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false",
			// The one that `npm ci` links into node_modules/.bin is on the PATH.
			PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
		},
		config: { "modelarts:pollInterval": "50ms", "modelarts:readLag": "500ms" },
	});
	stack.write(`
		class Notebook extends pulumi.CustomResource {
			constructor(name, args, options) { super("modelarts:index:Notebook", name, { status: undefined, ...args }, options); }
		}
		const lab = new Notebook("lab", {
			flavor: "modelarts.vm.cpu.2u",
			imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
			volume: { category: "EVS", capacity: 5 },
		}, ${options});
		exports.status = lab.status;`);
	expect(await stack.up()).toMatchObject({ code: 0 });
	expect(theNewNotebookIn(cloud)).toMatchObject({ status: "RUNNING" });
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	const platform = { x64: "amd64", arm64: "arm64" }[process.arch as "x64" | "arm64"];
	expect(fetched).toEqual([`/pulumi-resource-modelarts-v${version}-${process.platform}-${platform}.tar.gz`]);
}, 180_000);
