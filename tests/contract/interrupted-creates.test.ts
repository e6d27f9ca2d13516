import { make, notebook } from "../support/notebook";
import { defaultUrn } from "../support/provider-process";
import { catchError, openWorlds, type World } from "../support/world";

const openWorld = openWorlds();

/** A pending create is searched for in its own cloud, region and project, and reported before it is resumed. */
async function killWhileWaiting(world: World, home: string): Promise<string> {
	world.set({ durations: { createInstance: 3_600_000 } });
	const killed = await world.start({ home });
	const dying = catchError(make(killed));
	await world.until(() => world.operations().includes("getInstance"), "a poll of the new notebook");
	killed.kill();
	await dying;
	return String(world.instances()[0]?.id);
}

test("a check reports the pending create of a resource that is not in the state", async () => {
	const world = await openWorld();
	const pending = await killWhileWaiting(world, world.home);
	const provider = await world.start();
	// The first call of a process is without a URN: its warning is shown at the stack.
	await provider.check(notebook({ identity: "contract:test:other#1123456789abcdef0123-0123456" }));
	await provider.check(notebook());
	await world.until(() => provider.engine.warnings(defaultUrn).length > 0, "a warning");
	expect(provider.engine.warnings(defaultUrn)).toEqual([
		`An interrupted run began to create ${pending} for this resource: \`pulumi up\` resumes it if it still exists.`,
	]);
});

test("a pending create in another cloud is neither reported nor resumed nor deleted", async () => {
	const [here, there] = [await openWorld(), await openWorld()];
	const pending = await killWhileWaiting(there, here.home);
	const provider = await here.start();
	const { id } = await make(provider);
	expect(here.instances()).toMatchObject([{ id, status: "RUNNING" }]);
	expect(there.instances()).toMatchObject([{ id: pending, status: "CREATING" }]);
	expect(provider.engine.warnings(defaultUrn)).toEqual([]);
});
