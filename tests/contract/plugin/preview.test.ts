import { notebook } from "../../support/notebooks";
import { aboutPlugin, explicitProvider, secret, showUnmarked, startPlugin, unknown } from "../../support/plugin";
import type { Json } from "../../support/structs";
import { openWorlds } from "../../support/world";

const openWorld = openWorlds();
const about = aboutPlugin();

async function open(changes: Json = {}) {
	const world = await openWorld();
	const plugin = await startPlugin(world);
	const { inputs } = await plugin.check(notebook(changes), {}, about);
	return { world, plugin, inputs };
}

describe("the preview of a create", () => {
	test("has every input with its default, no output, and sends no request", async () => {
		const { world, plugin, inputs } = await open();
		const { id, outputs } = await plugin.create(inputs, { ...about, preview: true });
		expect(id).toBe("");
		expect(outputs).toMatchObject({ flavor: "modelarts.vm.cpu.2u", name: expect.stringMatching(/^lab-[0-9a-f]{7}$/) });
		for (const name of ["status", "url", "createdAt", "unfinished"]) expect(outputs).not.toHaveProperty(name);
		expect(world.operations()).toEqual([]);
	});

	test("keeps what is unknown, at any depth", async () => {
		const { world, plugin, inputs } = await open({ imageId: unknown, volume: { category: "EVS", capacity: unknown } });
		expect(inputs).toMatchObject({ imageId: unknown, volume: { capacity: unknown } });
		const { outputs } = await plugin.create(inputs, { ...about, preview: true });
		expect(outputs).toMatchObject({ imageId: unknown, volume: { category: "EVS", capacity: unknown } });
		expect(world.operations()).toEqual([]);
	});

	test("shows no secret", async () => {
		const { plugin, inputs } = await open({ description: secret("SECRET-words"), tags: { a: secret("SECRET-tag") } });
		const { outputs } = await plugin.create(inputs, { ...about, preview: true });
		expect(outputs).toMatchObject({ description: secret("SECRET-words"), tags: { a: secret("SECRET-tag") } });
		expect(showUnmarked([inputs, outputs])).not.toContain("SECRET");
	});

	test("needs no state of an explicit provider that is not known yet", async () => {
		const world = await openWorld();
		const plugin = await startPlugin(world, { provider: explicitProvider });
		const { inputs } = await plugin.check(notebook(), {}, about);
		expect((await plugin.create(inputs, { ...about, preview: true })).outputs).toMatchObject({
			imageId: inputs.imageId,
		});
	});
});

describe("the preview of an update", () => {
	test("has the outputs of the state beside the new inputs, and sends no request", async () => {
		const { world, plugin, inputs } = await open();
		const { id, outputs } = await plugin.create(inputs, about);
		world.admin.clearRequests();
		const news = { ...inputs, description: "new", imageId: unknown };
		const after = await plugin.update(id, outputs, news, { ...about, preview: true, oldInputs: inputs });
		expect(after).toMatchObject({
			description: "new",
			imageId: unknown,
			createdAt: outputs.createdAt,
			url: outputs.url,
		});
		expect(world.operations()).toEqual([]);
	});

	test("shows no secret, neither of the state nor of the program", async () => {
		const { plugin, inputs } = await open({ description: secret("SECRET-old"), exposeToken: true });
		const { id, outputs } = await plugin.create(inputs, about);
		const { inputs: news } = await plugin.check(
			notebook({ description: "plain", tags: { a: secret("SECRET-new") }, exposeToken: true }),
			inputs,
			about,
		);
		const after = await plugin.update(id, outputs, news, { ...about, preview: true, oldInputs: inputs });
		expect(after).toMatchObject({ description: "plain", tags: { a: secret("SECRET-new") }, token: outputs.token });
		expect(outputs.token).toEqual(secret(expect.any(String)));
		expect(showUnmarked(after)).not.toContain("SECRET");
	});
});

test("a diff of inputs that are not known yet sends no request", async () => {
	const { world, plugin, inputs } = await open();
	const { id, outputs } = await plugin.create(inputs, about);
	world.admin.clearRequests();
	const news = { ...inputs, poolId: unknown };
	expect(await plugin.diff(id, outputs, news, { ...about, oldInputs: inputs })).toMatchObject({ replaces: ["poolId"] });
	expect(world.operations()).toEqual([]);
});
