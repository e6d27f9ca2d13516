import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KindName } from "../../provider/resources";
import { toFolder } from "../../tools/docs/kinds";
import { kinds } from "../support/every-kind";
import { make } from "../support/notebook";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";
import { openWorlds, type World } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();
const folder = mkdtempSync(join(tmpdir(), "noted-modules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const notebookImage = {
	__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
	identity: "contract:test:lab#0123456789abcdef0123-0123456",
	notebookId: "n",
	namespace: "vision",
	name: "saved",
	tag: "1",
};

let count = 0;

/** A provider, and the names of packages and of our folders that it has loaded so far. */
async function startNoting(world: World): Promise<{ provider: ProviderProcess; loaded: () => Set<string> }> {
	const file = join(folder, String(++count));
	const hook = join(__dirname, "../support/note-modules.cjs");
	const provider = await world.start({ environment: { NODE_OPTIONS: `--require ${hook}`, NOTED_MODULES: file } });
	const loaded = () => {
		// The clock is no client of a service.
		const noted = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
		const urls = noted.filter((url) => !url.endsWith("/dist/services/clock.js"));
		const names = urls.map((url) => {
			const own = /^(?!.*node_modules).*\/dist\/(.*)\/[^/]+$/.exec(url)?.[1];
			return own ?? /node_modules\/((?!.*node_modules)(?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? "";
		});
		return new Set(names);
	};
	return { provider, loaded };
}

/** The inputs of each kind, and its further outputs in the state. */
const previews: Record<KindName, readonly [inputs: Json, known: Json]> = {
	NotebookInstance: [kinds.NotebookInstance.declare("lab"), { status: "RUNNING" }],
	Notebook: [kinds.Notebook.declare("lab"), { status: "RUNNING" }],
	NotebookImage: [notebookImage, { status: "ACTIVE", swrPath: "swr/vision/saved:1" }],
	CustomImage: [kinds.CustomImage.declare("lab"), { status: "ACTIVE" }],
	CloudImage: [kinds.CloudImage.declare("lab"), { status: "active", imageId: "i", imageIds: ["i"] }],
};

const never = ["lifecycle/polling", "services/rate-limit"];
const place = { region: "cn-north-4", projectId: "p", inherited: ["region", "projectId"] };

/** Kinds with tags read `defaultTags` from the configuration, which is in `services`. */
const untagged = ["NotebookInstance", "NotebookImage", "CustomImage"];

describe.each(Object.entries(previews))("of a %s", (kind, [given, known]) => {
	const room = toFolder(kind);
	const about = { urn: `urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:${kind}::lab` };

	const services = untagged.includes(kind) ? ["services", "services/config", "services/http"] : [];

	test("a preview without changes loads no HTTP client, and sends no request", async () => {
		const world = await openWorld();
		const { inputs } = await (await world.start()).check(given, {}, about);

		const { provider, loaded } = await startNoting(world);
		const again = await provider.check(given, inputs, about);
		expect(again).toEqual({ inputs, failures: [] });
		expect(await provider.diff("i", { ...inputs, ...place, ...known }, again.inputs, about)).toMatchObject({
			changes: "none",
		});

		expect([...loaded()]).toEqual(
			expect.arrayContaining(["pulumi/dynamic/entry", "pulumi/dynamic", `resources/${room}`]),
		);
		for (const name of ["got", "p-retry", "hpagent", "zod", ...services, ...never]) {
			expect([...loaded()]).not.toContain(name);
		}
		expect(world.operations()).toEqual([]);
	});

	// In `npm test`, of a kind whose changes may replace it, and of one with tags.
	if (isFull || ["NotebookInstance", "CloudImage"].includes(kind)) {
		test("a preview of changed inputs loads no HTTP client", async () => {
			const world = await openWorld();
			const { inputs } = await (await world.start()).check(given, {}, about);

			const { provider, loaded } = await startNoting(world);
			const changed = await provider.check({ ...given, description: "other" }, inputs, about);
			const difference = await provider.diff("i", { ...inputs, ...place, ...known }, changed.inputs, about);
			expect(difference.changes).not.toBe("none");

			expect([...loaded()]).toContain("definition");
			for (const name of ["got", "p-retry", "hpagent", ...services]) expect([...loaded()]).not.toContain(name);
		});
	}
});

test("the first request loads the HTTP client, so the list of modules would show it", async () => {
	const world = await openWorld();
	const { provider, loaded } = await startNoting(world);
	await make(provider);
	expect([...loaded()]).toEqual(expect.arrayContaining(["got", "p-retry", "services/http"]));
});
