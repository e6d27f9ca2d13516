import { join } from "node:path";
import { lostAnswers, machines } from "../support/lost-answers";
import { make, notebooksOf } from "../support/notebooks";
import { catchError, openWorlds, shareProvider } from "../support/world";

const at = shareProvider();
const openWorld = openWorlds();

const done = "Managed by Pulumi: contract:test:lab [0123456789ab]";

describe.each(lostAnswers)("if %s", (_what, action) => {
	test("after the notebook was made, it is found and no second one is made", async () => {
		at.world.admin.addFault({ match: { operation: "createNotebook" }, action, afterEffect: true });
		const { id, outputs } = await make(at.provider);
		expect(notebooksOf(at.world)).toMatchObject([{ id, description: done }]);
		expect(outputs.status).toBe("RUNNING");
		expect(at.world.mutations()).toEqual(["createNotebook", "updateNotebook"]);
	});

	test("before the notebook was made, it is made once", async () => {
		at.world.admin.addFault({ match: { operation: "createNotebook" }, action });
		const { id } = await make(at.provider);
		expect(notebooksOf(at.world)).toMatchObject([{ id }]);
	});
});

test.each(machines)("a create after a kill -9 takes over what the killed one made, %s", async (_where, options) => {
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
