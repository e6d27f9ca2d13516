import { notebook } from "../../support/notebooks";
import { aboutPlugin, startPlugin } from "../../support/plugin";
import { openWorlds } from "../../support/world";

const openWorld = openWorlds();
const about = aboutPlugin();

test("a new object has the name that the project wants, and keeps it whatever the project wants later", async () => {
	const plugin = await startPlugin(await openWorld());
	const wanted = { ...about, autonaming: { proposedName: "shop-dev/lab", mode: "propose" as const } };
	const { inputs } = await plugin.check(notebook(), {}, wanted);
	const { outputs } = await plugin.create(inputs, about);
	expect([inputs.name, outputs.name]).toEqual(["shop-dev-lab", "shop-dev-lab"]);

	const later = { ...about, autonaming: { proposedName: "other", mode: "enforce" as const } };
	expect((await plugin.check(notebook(), inputs, later)).inputs.name).toBe("shop-dev-lab");
	expect((await plugin.check(notebook(), {}, later)).inputs.name).toBe("other");
});

test("a name that the project has disabled is asked of the program, by the name of the input", async () => {
	const plugin = await startPlugin(await openWorld());
	const options = { ...about, autonaming: { proposedName: "", mode: "disable" as const } };
	expect((await plugin.check(notebook(), {}, options)).failures).toEqual([
		{ property: "", reason: expect.stringMatching(/^name: expected a name, as `pulumi:autonaming` of the project/) },
	]);
	expect((await plugin.check(notebook({ name: "own" }), {}, options)).failures).toEqual([]);
});
