import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { notebook as instance } from "../../support/notebook";
import { notebook, patch } from "../../support/notebooks";
import { aboutPlugin, secret, startPlugin } from "../../support/plugin";
import { fromStruct, type Json, toStruct } from "../../support/structs";
import { openWorlds } from "../../support/world";
import { isFull } from "../../support/full";

const openWorld = openWorlds();
const about = aboutPlugin();

/** Whether the engine is asked, by a create, a read and an update, to read the object before the next change. */
async function areRead(kind: string, given: Json): Promise<boolean[]> {
	const plugin = await startPlugin(await openWorld());
	const { urn } = aboutPlugin(kind);
	const { inputs } = await plugin.check(given, {}, { urn });

	const create = new messages.CreateRequest();
	create.setUrn(urn);
	create.setProperties(toStruct(inputs));
	const created = await plugin.call<messages.CreateResponse>("create", create);

	const read = new messages.ReadRequest();
	read.setUrn(urn);
	read.setId(created.getId());
	read.setProperties(created.getProperties());
	read.setInputs(toStruct(inputs));
	const found = await plugin.call<messages.ReadResponse>("read", read);

	const update = new messages.UpdateRequest();
	update.setUrn(urn);
	update.setId(created.getId());
	update.setOlds(toStruct(fromStruct(found.getProperties())));
	update.setOldInputs(toStruct(inputs));
	update.setNews(toStruct({ ...inputs, description: "new" }));
	const updated = await plugin.call<messages.UpdateResponse>("update", update);
	return [created, found, updated].map((answer) => answer.getRefreshBeforeUpdate());
}

const yes = [true, true, true];
const no = [false, false, false];
const hour = 3_600_000;
const rows: [what: string, kind: string, inputs: Json, expected: boolean[]][] = [
	["a notebook that is kept running, with the service's lease", "Notebook", notebook({ desiredState: "RUNNING" }), yes],
	[
		"a notebook whose secret lease ends",
		"Notebook",
		notebook({ desiredState: "RUNNING", lease: secret({ enable: true, duration: hour }) }),
		yes,
	],
	["a notebook without a lease", "Notebook", notebook({ desiredState: "RUNNING", lease: { enable: false } }), no],
	["a notebook whose power state is not managed", "Notebook", notebook(), no],
	["a notebook that is kept stopped", "Notebook", notebook({ desiredState: "STOPPED" }), no],
	[
		"an instance that is kept running and stops by itself",
		"NotebookInstance",
		instance({ desiredState: "RUNNING", autoStop: { enable: true, duration: 3600 } }),
		yes,
	],
	["an instance that does not stop by itself", "NotebookInstance", instance({ desiredState: "RUNNING" }), no],
];

/** In `npm test`: with and without an end of its own, and without a state to keep. */
const FEW = /service's lease|without a lease|kept stopped|instance that is kept running/;

test.each(isFull ? rows : rows.filter(([what]) => FEW.test(what)))(
	"%s is read before its next update only if it may have stopped",
	async (_what, kind, inputs, expected) => {
		expect(await areRead(kind, inputs)).toEqual(expected);
	},
);

test("a notebook that is found stopped, and is to be kept running, has changes though no input has", async () => {
	const world = await openWorld();
	const plugin = await startPlugin(world, { settings: { readLag: "1ms" } });
	const { inputs } = await plugin.check(notebook({ desiredState: "RUNNING" }), {}, about);
	const { id, outputs } = await plugin.create(inputs, about);
	patch(world, id, { status: "STOPPED" });
	const found = await plugin.read(id, outputs, { ...about, oldInputs: inputs });
	const options = { ...about, oldInputs: found.inputs };
	expect(await plugin.diff(id, found.outputs, inputs, options)).toMatchObject({ changes: "some", replaces: [] });
	expect(await plugin.update(id, found.outputs, inputs, options)).toMatchObject({ status: "RUNNING" });
});

test("a replacement warns of a lost disk on the condition that the old notebook is deleted", async () => {
	const plugin = await startPlugin(await openWorld());
	const { inputs } = await plugin.check(notebook(), {}, about);
	const { id, outputs } = await plugin.create(inputs, about);
	const news = { ...inputs, poolId: "p".repeat(36) };
	expect(await plugin.diff(id, outputs, news, { ...about, oldInputs: inputs })).toMatchObject({ replaces: ["poolId"] });
	expect(plugin.engine.warnings(about.urn)).toEqual([
		expect.stringMatching(
			/^Unless the option `retainOnDelete` keeps it: Replacing the notebook .* deletes its EVS disk/,
		),
	]);
});

test("a replacement does not warn of a disk that the state of the dynamic provider says is kept", async () => {
	const plugin = await startPlugin(await openWorld());
	const { inputs } = await plugin.check(notebook(), {}, about);
	const { id, outputs } = await plugin.create(inputs, about);
	const options = { ...about, oldInputs: { ...inputs, retainOnDelete: true } };
	await plugin.diff(id, outputs, { ...inputs, poolId: "p".repeat(36) }, options);
	expect(plugin.engine.warnings(about.urn)).toEqual([]);
});
