import { about, cloudImage, cloudImagesOf, countOf, customImage, customImagesOf, makeImage } from "../support/images";
import * as notebooks from "../support/notebooks";
import type { Json } from "../support/structs";
import { shareProvider } from "../support/world";

const durations = { createImage: 12, registerImage: 4, createNotebookImage: 30, stopNotebook: 8 };
const at = shareProvider({ simulator: { settings: { durations } } });

const names = ["one", "two", "three"];

/** Saves a notebook as several images at the same time, as one program does. */
function saveAll(notebookId: string, changes: Json = {}) {
	return Promise.all(names.map((name, nth) => save(notebookId, name, `${nth}`, changes)));
}

async function save(notebookId: string, name: string, digit: string, changes: Json) {
	const options = { urn: `urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:NotebookImage::${name}` };
	const given = {
		__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
		identity: `contract:test:${name}#${digit.repeat(20)}`,
		notebookId,
		namespace: "vision",
		...changes,
	};
	const { inputs, failures } = await at.provider.check(given, {}, options);
	expect(failures).toEqual([]);
	return at.provider.create(inputs, options);
}

test("three images of one notebook in one program are saved one after the other", async () => {
	const { id } = await notebooks.make(at.provider);
	const made = await saveAll(id);
	expect(made.map(({ outputs }) => outputs.status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
	expect(customImagesOf(at.world)).toHaveLength(3);
});

test("a stopped notebook is stopped again only after the last of several images is saved", async () => {
	const { id } = await notebooks.make(at.provider);
	notebooks.patch(at.world, id, { status: "STOPPED" });
	await saveAll(id, { startIfStopped: true });
	expect(customImagesOf(at.world)).toHaveLength(3);
	expect(notebooks.notebooksOf(at.world)).toMatchObject([{ status: "STOPPED" }]);
	const operations = at.world.operations();
	expect(operations.indexOf("stopNotebook")).toBeGreaterThan(operations.lastIndexOf("createNotebookImage"));
});

/** How often a status line has reported a wait for a busy object, once it has. */
async function countShown(): Promise<number> {
	const listShown = () => at.provider.engine.statuses().filter((text) => text === "busy with another operation");
	await at.world.until(() => listShown().length > 0, "a row");
	return listShown().length;
}

const codes = ["IMG.0010", "IMG.0136", "IMG.0090", "IMG.0148"];
const refuse = (code: string) => ({ status: 400, body: { error: { code, message: "busy" } } });

test.each(codes)(
	"a source that responds %s is waited for, reported once in the status line, and saved as one image",
	async (code) => {
		at.world.admin.addFault({ match: { operation: "createImage" }, times: 3, action: refuse(code) });
		await makeImage(at.provider, cloudImage());
		expect(countOf(at.world, "createImage")).toBe(4);
		expect(await countShown()).toBe(1);
		expect(cloudImagesOf(at.world)).toHaveLength(1);
	},
);

test.each(codes)(
	"a cloud image that responds to an update with %s is updated afterwards, and its status line reports the wait",
	async (code) => {
		const { id, inputs, outputs } = await makeImage(at.provider, cloudImage());
		at.world.admin.addFault({ match: { operation: "updateImage" }, times: 2, action: refuse(code) });
		await at.provider.update(id, outputs, { ...inputs, description: "new" }, about(inputs));
		expect(cloudImagesOf(at.world)).toMatchObject([{ id, __description: "new" }]);
		expect(await countShown()).toBe(1);
	},
);

test.each(codes)("a cloud image that responds to a deletion with %s is deleted afterwards", async (code) => {
	const { id, inputs, outputs } = await makeImage(at.provider, cloudImage());
	at.world.admin.addFault({ match: { operation: "glanceDeleteImage" }, times: 2, action: refuse(code) });
	await at.provider.delete(id, outputs, about(inputs));
	expect(cloudImagesOf(at.world)).toEqual([]);
});

const busy = { status: 400, body: { error_code: "ModelArts.6357", error_msg: "another operation" } };

test("a busy registered image is deleted afterwards, and its status line reports the wait", async () => {
	const { id, inputs, outputs } = await makeImage(at.provider, customImage());
	at.world.admin.addFault({ match: { operation: "deleteImage" }, times: 2, action: busy });
	await at.provider.delete(id, outputs, about(inputs));
	expect(customImagesOf(at.world)).toEqual([]);
	expect(await countShown()).toBe(1);
});

test.each([
	["unmounted", "detachDynamicStorage", [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a/" }], []],
	["mounted", "attachDynamicStorage", [], [{ storagePath: "obs://sets/a/", mountDirectory: "/data/a/" }]],
])(
	"the storage of a busy notebook is %s afterwards, and its status line reports the wait",
	async (_what, operation, before, after) => {
		const made = await notebooks.make(at.provider, { mounts: before });
		at.world.admin.addFault({ match: { operation }, times: 2, action: busy });
		const news = { ...made.inputs, mounts: after };
		expect(await at.provider.update(made.id, made.outputs, news, notebooks.about)).toMatchObject({ mounts: after });
		const [{ data_volumes: there }] = notebooks.notebooksOf(at.world) as unknown as [{ data_volumes: Json[] }];
		expect(there).toHaveLength(after.length);
		expect(await countShown()).toBe(1);
	},
);
