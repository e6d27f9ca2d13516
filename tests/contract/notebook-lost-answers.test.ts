import { join } from "node:path";
import { fewLostAnswers, lostAnswers, machines } from "../support/lost-answers";
import { withIncarnation } from "../../provider/lifecycle/create-safety/resource-identity";
import { describePending } from "../../provider/lifecycle/create-safety/ownership-marker";
import { notebook as definition } from "../../provider/resources/notebook/definition";
import { derive } from "../support/derived";
import { about, builtInImage, make, notebook, notebooksOf } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, openWorlds, shareProvider } from "../support/world";
import { isFull } from "../support/full";

const { listReplacing } = derive(definition);

const at = shareProvider();
const openWorld = openWorlds();

const done = "Managed by Pulumi: contract:test:lab [012340123456]";

describe.each(isFull ? lostAnswers : fewLostAnswers)("a response that was lost by %s", (_what, action) => {
	test("after the create: the notebook is found and created once", async () => {
		at.world.admin.addFault({ match: { operation: "createNotebook" }, action, afterEffect: true });
		const { id, outputs } = await make(at.provider);
		expect(notebooksOf(at.world)).toMatchObject([{ id, description: done }]);
		expect(outputs.status).toBe("RUNNING");
		expect(at.world.mutations()).toEqual(["createNotebook", "updateNotebook"]);
	});

	test("before the create: the notebook is created once", async () => {
		at.world.admin.addFault({ match: { operation: "createNotebook" }, action });
		const { id } = await make(at.provider);
		expect(notebooksOf(at.world)).toMatchObject([{ id }]);
	});
});

test.each(machines)("a create after a kill -9 resumes the notebook of the killed run, %s", async (_where, options) => {
	const world = await openWorld();
	world.set({ durations: { createNotebook: 300 } });
	const killed = await world.start();
	const dying = catchError(make(killed, { description: "my own" }));
	await world.until(() => world.operations().includes("showNotebook"), "a notebook");
	killed.kill();
	await dying;

	const provider = await world.start(options(join(world.home, "machine")));
	const { id, outputs } = await make(provider, { description: "my own" });
	expect(notebooksOf(world)).toMatchObject([{ id, description: "my own" }]);
	expect(outputs.status).toBe("RUNNING");
});

/** Adds a notebook that another machine may have begun for the resource; returns its id. */
async function addPending(more: Json, patch: Json): Promise<string> {
	const { inputs } = await at.provider.check(notebook(), {}, about);
	const identity = withIncarnation(String(inputs.identity), "e15e4e4");
	const description = describePending(identity, listReplacing(inputs));
	const volume = { category: "EVS", ownership: "MANAGED", capacity: 5 };
	const create = { name: inputs.name, description, volume, image_id: builtInImage };
	const { notebooks } = at.world.admin.putObjects({ notebooks: [{ create, patch, ...more }] });
	return (notebooks?.[0] as { id: string }).id;
}

const day = 86_400_000;

test("a pending notebook of another machine is resumed", async () => {
	const pending = await addPending({}, {});
	expect(await make(at.provider)).toMatchObject({ id: pending });
});

test.each<[string, Json, Json, boolean]>([
	["older than 24 hours", {}, { create_at: Date.now() - 1.1 * day }, true],
	["of unknown age", {}, { create_at: null }, true],
	["of another user, who alone lists it", { user: { id: "other", name: "somebody" } }, {}, false],
])("a pending notebook %s is not resumed", async (_what, more, patch, isNamed) => {
	const pending = await addPending(more, patch);
	const { id } = await make(at.provider);
	expect(id).not.toBe(pending);
	expect(notebooksOf(at.world)).toHaveLength(2);
	if (!isNamed) return;
	await at.world.until(() => at.provider.engine.warnings(about.urn).length > 0, "a warning");
	expect(at.provider.engine.warnings(about.urn)).toEqual([
		expect.stringMatching(`${pending} carries an unfinished marker`),
	]);
});

test("an orphaned notebook that is too old is not resumed after a lost response", async () => {
	const pending = await addPending({}, { create_at: Date.now() - 2 * day });
	at.world.admin.addFault({ match: { operation: "createNotebook" }, action: { reset: true }, afterEffect: true });
	const { id } = await make(at.provider);
	expect(id).not.toBe(pending);
	expect(notebooksOf(at.world)).toHaveLength(2);
});

test("a name conflict that the service reports is an error with the existing notebook, its owner and the possible solutions", async () => {
	const theirs = { create: { name: "taken", image_id: builtInImage }, user: { id: "other", name: "somebody" } };
	const { notebooks } = at.world.admin.putObjects({ notebooks: [theirs] });
	const { id, create_at: time } = notebooks?.[0] as { id: string; create_at: number };
	const body = { error_code: "ModelArts.6301", error_msg: "The instance already exists." };
	at.world.admin.addFault({ match: { operation: "createNotebook" }, action: { status: 400, body } });
	const error = await catchError<ProviderError>(make(at.provider, { name: "taken" }));
	const which = `${id}, made ${new Date(time).toISOString()} by somebody`;
	expect(error.message).toContain(`A notebook named taken exists already (${which}) and was not touched`);
	expect(error.message).toContain(
		`Choose another \`name\`, delete that notebook, or take it over with \`adopt: "${id}"\``,
	);
	expect(error.message).toContain('ModelArts answered 400 ModelArts.6301: "The instance already exists".');
});
