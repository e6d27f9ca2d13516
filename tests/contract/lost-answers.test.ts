import { join } from "node:path";
import { lostAnswers, machines } from "../support/lost-answers";
import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import { defaultUrn } from "../support/provider-process";
import { catchError, openWorlds, shareProvider } from "../support/world";

const at = shareProvider();
const openWorld = openWorlds();

describe.each(lostAnswers)("if %s", (_what, action) => {
	test("after the notebook was made, it is found and no second one is made", async () => {
		at.world.admin.addFault({ match: { operation: "createInstance" }, action, afterEffect: true });
		const { id, outputs } = await make(at.provider);
		expect(at.world.instances()).toMatchObject([{ id }]);
		expect(outputs.status).toBe("RUNNING");
		expect(at.world.mutations().filter((operation) => operation === "createInstance")).toHaveLength(1);
	});

	test("before the notebook was made, it is made once", async () => {
		at.world.admin.addFault({ match: { operation: "createInstance" }, action });
		const { id } = await make(at.provider);
		expect(at.world.instances()).toMatchObject([{ id }]);
	});
});

test("taking over what an earlier attempt made is told, on the resource", async () => {
	at.world.admin.addFault({ match: { operation: "createInstance" }, action: { reset: true }, afterEffect: true });
	const { id } = await make(at.provider);
	await at.world.until(() => at.provider.engine.warnings(defaultUrn).length > 0, "a warning");
	expect(at.provider.engine.warnings(defaultUrn)).toEqual([expect.stringMatching(`Took over.*${id}`)]);
});

test.each(machines)("a create after a kill -9 takes over what the killed one made, %s", async (_where, options) => {
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

const strangers = [
	["somebody else's", { user: { id: "other", name: "somebody" } }, "somebody"],
	["one's own of another resource", {}, "simulator-user"],
] as const;

test.each(strangers)(
	"a name that is %s is not touched; the error names it and the ways out",
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

test("one with our mark that is not what the program wants is not taken over", async () => {
	const { inputs } = await at.provider.check(notebook({ name: "taken" }));
	const flavor = "modelarts.vm.cpu.8u";
	const id = at.world.put({ name: "taken", flavor, description: String(inputs.description) });
	const error = await catchError<ProviderError>(at.provider.create(inputs));
	expect(error.message).toMatch(new RegExp(`${id}.*it differs in flavor`));
});
