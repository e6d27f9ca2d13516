import { countOf, customImage, customImagesOf, makeImage, quickly } from "../support/images";
import { make, notebook } from "../support/notebook";
import * as notebooks from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { ProviderProcess } from "../support/provider-process";
import type { Json } from "../support/structs";
import { catchError, openWorlds, type World } from "../support/world";

const openWorld = openWorlds();

// A separate run for each test: owners are known for the duration of a run.
let world: World;
let provider: ProviderProcess;
beforeEach(async () => {
	world = await openWorld(quickly.simulator);
	provider = await world.start();
});

const types = {
	custom: "pulumi-nodejs:dynamic/modelarts:CustomImage",
	saved: "pulumi-nodejs:dynamic/modelarts:NotebookImage",
	instance: "pulumi-nodejs:dynamic/modelarts:NotebookInstance",
	notebook: "pulumi-nodejs:dynamic/modelarts:Notebook",
};

/** A resource of this logical name, with its own identity and URN. */
const called = (name: string) => `contract:test:${name}#${Buffer.from(name.padEnd(10)).toString("hex").slice(0, 20)}`;
const urnOf = (type: keyof typeof types, name: string) => `urn:pulumi:test::contract::${types[type]}::${name}`;

async function create(provider: ProviderProcess, type: keyof typeof types, name: string, given: Json) {
	const options = { urn: urnOf(type, name) };
	const { inputs, failures } = await provider.check({ ...given, identity: called(name) }, {}, options);
	expect(failures).toEqual([]);
	return { inputs, ...(await provider.create(inputs, options)) };
}

const ours = customImage({ description: "the same words" });

test("a second image of the same path and description is rejected, with the name of the first", async () => {
	const { id } = await create(provider, "custom", "first", ours);
	const error = await catchError<ProviderError>(create(provider, "custom", "second", ours));
	expect(error.message).toMatch(new RegExp(`${id}.*belongs to another resource of this program, "first"`));
	expect(error.halfCreated).toBeUndefined();
	expect(customImagesOf(world)).toMatchObject([{ id }]);
});

test("two concurrent creates of one object are one resource, whichever comes first", async () => {
	world.admin.addFault({ match: { operation: "registerImage" }, action: { delayMs: 60 }, afterEffect: true });
	const made = await Promise.allSettled(["first", "second"].map((name) => create(provider, "custom", name, ours)));
	expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	const refused = made.find(({ status }) => status === "rejected") as PromiseRejectedResult;
	expect(String(refused.reason)).toMatch(/another resource of this program, "(first|second)"/);
	expect(customImagesOf(world)).toHaveLength(1);
});

test("a second image of the same notebook, name and tag is rejected, with the name of the first", async () => {
	const { id: notebookId } = await notebooks.make(provider);
	const saved = { notebookId, namespace: "vision", name: "lab", tag: "1", description: "the same words" };
	const given = { __provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")', ...saved };
	const { id } = await create(provider, "saved", "first", given);
	const error = await catchError<ProviderError>(create(provider, "saved", "second", given));
	expect(error.message).toMatch(new RegExp(`${id}.*belongs to another resource of this program, "first"`));
	expect(customImagesOf(world)).toMatchObject([{ id }]);
});

const there = {
	name: "old-hand",
	description: "made by hand",
	flavor: "modelarts.vm.cpu.2u",
	spec: { storage: { type: "evs", location: { volume_size: 5 } } },
};
const asThere = notebook({ name: "old-hand" });

test("two resources cannot adopt one object", async () => {
	const adopt = world.put(there);
	const made = await Promise.allSettled(
		["first", "second"].map((name) => create(provider, "instance", name, { ...asThere, adopt })),
	);
	expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	const refused = made.find(({ status }) => status === "rejected") as PromiseRejectedResult;
	expect(String(refused.reason)).toMatch(
		/cannot be adopted: it belongs to another resource of this program, "(first|second)"/,
	);
});

test("an object of a rejected adoption is free for another resource", async () => {
	const adopt = world.put(there);
	await catchError(create(provider, "instance", "first", { ...asThere, adopt, flavor: "modelarts.vm.cpu.8u" }));
	expect(await create(provider, "instance", "second", { ...asThere, adopt })).toMatchObject({ id: adopt });
});

test("an object in the state of another resource cannot be adopted", async () => {
	const { id, outputs, inputs } = await make(await world.start());
	await provider.diff(id, outputs, inputs, { urn: urnOf("instance", "lab") });
	const given = { ...notebook(inputs), adopt: id };
	const error = await catchError<ProviderError>(create(provider, "instance", "second", given));
	expect(error.message).toMatch(/belongs to another resource of this program, "lab"/);
});

describe("an object of a newer resource of this run is not deleted by an older one", () => {
	test("if it was adopted", async () => {
		const earlier = await world.start();
		const { id, outputs, inputs } = await make(earlier);
		await create(provider, "instance", "newer", { ...notebook(inputs), adopt: id });
		const urn = urnOf("instance", "lab");
		await provider.delete(id, outputs, { urn });
		await world.until(() => provider.engine.warnings(urn).length > 0, "a warning");
		expect(provider.engine.warnings(urn)).toEqual([`${id} was not deleted: another resource resumed it in this run.`]);
		expect(world.instances()).toMatchObject([{ id }]);
	});

	test("if a replacement has resumed it", async () => {
		world.set({ durations: { registerImage: 400 } });
		const dying = catchError(makeImage(provider, customImage()));
		await world.until(() => world.operations().includes("showImage"), "an image");
		provider.kill();
		await dying;

		const next = await world.start();
		const { id, outputs } = await makeImage(next, customImage());
		await next.delete(id, outputs);
		expect(customImagesOf(world)).toMatchObject([{ id }]);
		expect(countOf(world, "deleteImage")).toBe(0);
	});
});

describe.each([
	["NotebookInstance", "instance", (inputs: Json) => notebook(inputs), make, (world: World) => world.instances()],
	["Notebook", "notebook", notebooks.notebook, notebooks.make, notebooks.notebooksOf],
] as const)("a %s that another program has adopted", (_kind, type, declare, makeOne, list) => {
	const urn = urnOf(type, "lab");

	async function moveAway() {
		const old = await makeOne(provider);
		const other = await world.startElsewhere();
		const { description: _mark, ...inputs } = old.inputs;
		await create(other, type, "newer", { ...declare(inputs), adopt: old.id });
		return old;
	}

	test("is not deleted by the older resource, which reports it", async () => {
		const old = await moveAway();
		await provider.delete(old.id, old.outputs, { urn });
		await world.until(() => provider.engine.warnings(urn).length > 0, "a warning");
		expect(provider.engine.warnings(urn)).toEqual([expect.stringMatching(`${old.id} was not deleted.*newer`)]);
		expect(list(world)).toMatchObject([{ id: old.id }]);
	});

	test("is not deleted after a refresh, which reports it, and no update reclaims it", async () => {
		const old = await moveAway();
		const read = await provider.read(old.id, old.outputs, { urn, oldInputs: old.inputs });
		await world.until(() => provider.engine.warnings(urn).length > 0, "a warning");
		expect(provider.engine.warnings(urn)).toEqual([expect.stringMatching(`has adopted.*${old.id}.*newer`)]);
		expect(await provider.diff(old.id, read.outputs, old.inputs)).toMatchObject({ changes: "none" });
		await provider.delete(old.id, read.outputs, { urn, oldInputs: read.inputs });
		expect(list(world)).toMatchObject([{ id: old.id }]);
	});
});
