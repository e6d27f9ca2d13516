import { join } from "node:path";
import { notebookInstance } from "../../provider/resources/notebook-instance/definition";
import { listReplacing } from "../../provider/definition/diff";
import { withIncarnation } from "../../provider/lifecycle/create-safety/resource-identity";
import { describePending, describeOwner } from "../../provider/lifecycle/create-safety/ownership-marker";
import { lostAnswers, machines } from "../support/lost-answers";
import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { defaultUrn } from "../support/provider-process";
import { catchError, openWorlds, shareProvider } from "../support/world";

const at = shareProvider();
const openWorld = openWorlds();

describe.each(lostAnswers)("a response that was lost by %s", (_what, action) => {
	test("after the create: the notebook is found and created once", async () => {
		at.world.admin.addFault({ match: { operation: "createInstance" }, action, afterEffect: true });
		const { id, outputs } = await make(at.provider);
		expect(at.world.instances()).toMatchObject([{ id }]);
		expect(outputs.status).toBe("RUNNING");
		expect(at.world.mutations().filter((operation) => operation === "createInstance")).toHaveLength(1);
	});

	test("before the create: the notebook is created once", async () => {
		at.world.admin.addFault({ match: { operation: "createInstance" }, action });
		const { id } = await make(at.provider);
		expect(at.world.instances()).toMatchObject([{ id }]);
	});
});

test("a resume is reported on the resource", async () => {
	at.world.admin.addFault({ match: { operation: "createInstance" }, action: { reset: true }, afterEffect: true });
	const { id } = await make(at.provider);
	await at.world.until(() => at.provider.engine.warnings(defaultUrn).length > 0, "a warning");
	expect(at.provider.engine.warnings(defaultUrn)).toEqual([expect.stringMatching(`Resumed.*${id}`)]);
});

test.each(machines)("a create after a kill -9 resumes the notebook of the killed run, %s", async (_where, options) => {
	const world = await openWorld();
	world.set({ durations: { createInstance: 300 } });
	const killed = await world.start();
	const dying = catchError(make(killed, { description: "my own" }));
	await world.until(() => world.operations().includes("getInstance"), "an instance");
	killed.kill();
	await dying;

	const provider = await world.start(options(join(world.home, "machine")));
	const { id, outputs } = await make(provider, { description: "my own" });
	expect(world.instances()).toMatchObject([{ id, description: "my own" }]);
	expect(outputs.status).toBe("RUNNING");
});

const unmanaged = [
	["an unmanaged notebook's", { user: { id: "other", name: "somebody" } }, "somebody"],
	["another managed notebook's", {}, "simulator-user"],
] as const;

test.each(unmanaged)(
	"a name that is %s is not touched; the error names it and the possible solutions",
	async (_what, more, who) => {
		const id = at.world.put({ name: "taken", description: "precious" }, more);
		at.world.set({ nameScope: "project" });
		const error = await catchError<ProviderError>(make(at.provider, { name: "taken" }));
		const time = new Date(Number(at.world.instances()[0]?.creation_timestamp)).toISOString();
		expect(error.message).toContain(`A notebook named taken exists already (${id}, made ${time} by ${who})`);
		expect(error.message).toContain("Choose another `name`");
		expect(error.message).toContain(`adopt: "${id}"`);
		expect(error.message).toMatch(
			/ModelArts answered 400 ModelArts\.6301: "The instance already exists"\. Request id: [0-9a-f]{32}\.$/,
		);
		expect(error.halfCreated).toBeUndefined();
		expect(at.world.instances()).toMatchObject([{ id, description: "precious", status: "RUNNING" }]);
		expect(at.world.mutations()).toEqual(["createInstance"]);
	},
);

test.each<[string, (identity: string, replacing: unknown) => string, RegExp]>([
	["complete", (identity) => describeOwner(identity), /it may be another resource's or another stack's by now/],
	["pending with other inputs", (identity) => describePending(identity, "others"), /it was begun with other inputs/],
	["pending, but with an unreadable marker", () => "Managed by Pulumi", /does not carry the marker/],
])(
	"an object of the same name and coordinates that is %s is reported, and not resumed",
	async (_what, describe, reason) => {
		const { inputs } = await at.provider.check(notebook({ name: "taken" }));
		const identity = withIncarnation(String(inputs.identity), "e15e4e4");
		const id = at.world.put({
			name: "taken",
			description: describe(identity, listReplacing(notebookInstance, inputs)),
		});
		const error = await catchError<ProviderError>(at.provider.create(inputs));
		expect(error.message).toMatch(new RegExp(`${id}.*${reason.source}.*adopt: "${id}"`));
		expect(at.world.instances()).toMatchObject([{ id, name: "taken" }]);
	},
);

test("a pending notebook of another machine is resumed under its own name, without a duplicate", async () => {
	const { inputs } = await at.provider.check(notebook());
	const identity = withIncarnation(String(inputs.identity), "e15e4e4");
	const description = describePending(identity, listReplacing(notebookInstance, inputs));
	const pending = at.world.put({ name: "lab-e15e4e4", description });
	const { id, outputs } = await at.provider.create(inputs);
	expect(id).toBe(pending);
	expect(outputs).toMatchObject({ identity, name: "lab-e15e4e4", description: describeOwner(identity) });
	expect(at.world.instances()).toMatchObject([{ id, description: describeOwner(identity) }]);

	// The state keeps the inputs that check has drawn: this cannot be avoided.
	const again = await at.provider.check(notebook(), inputs);
	expect(again.inputs).toEqual(inputs);
	expect(await at.provider.diff(id, outputs, again.inputs)).toMatchObject({ changes: "none", replaces: [] });
	const { outputs: read, inputs: readInputs } = await at.provider.read(id, outputs, { oldInputs: inputs });
	expect(read).toMatchObject({ identity, name: "lab-e15e4e4" });
	expect(readInputs).toMatchObject({ identity: inputs.identity, name: inputs.name, description: inputs.description });

	const news = { ...inputs, autoStop: { enable: true, duration: 3600 } };
	expect(await at.provider.update(id, outputs, news)).toMatchObject({ identity, name: "lab-e15e4e4" });
	expect(at.world.instances()).toMatchObject([{ id, name: "lab-e15e4e4", description: describeOwner(identity) }]);
});

test("a notebook that an earlier create completed can be adopted: its default name need not be declared", async () => {
	const identity = withIncarnation(String(notebook().identity), "e15e4e4");
	const left = at.world.put({ name: "lab-e15e4e4", description: describeOwner(identity) });
	const { inputs } = await at.provider.check(notebook({ adopt: left }));
	const { id, outputs } = await at.provider.create(inputs);
	expect(id).toBe(left);
	expect(outputs).toMatchObject({ identity, name: "lab-e15e4e4", description: describeOwner(identity) });
	expect(at.world.instances()).toMatchObject([{ id, name: "lab-e15e4e4", description: describeOwner(identity) }]);
});
