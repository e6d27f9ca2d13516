import { pathToFileURL } from "node:url";
import { make } from "../support/notebook";
import { sdks } from "../support/quick-start";
import { openWorlds } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();

const script = pathToFileURL(require.resolve("../support/break-sdk.mjs")).href;

const rows = [
	[sdks[0], "absent"],
	[sdks[0], "hostile"],
	[sdks[0], "without getters"],
	[sdks[1], "absent"],
	...(isFull
		? ([
				[sdks[0], "empty"],
				[sdks[0], "of other classes"],
				[sdks[1], "without getters"],
			] as const)
		: []),
] as const;

test.each(rows)("everything but live status works if the internal files of %s are %s", async (sdk, way) => {
	const world = await openWorld();
	const environment = { NODE_OPTIONS: `--import=${script}`, BROKEN_SDK: way };
	const provider = await world.start({ sdk, environment });
	const { id, inputs, outputs } = await make(provider);
	expect(outputs.status).toBe("RUNNING");
	expect((await provider.read(id, outputs)).inputs).toEqual(inputs);
	expect((await provider.diff(id, outputs, { ...inputs, name: "other" })).replaces).toEqual(["name"]);
	expect(await provider.update(id, outputs, { ...inputs, description: "new" })).toMatchObject({ description: "new" });
	await provider.delete(id, outputs);
	await provider.cancel();
	expect(world.instances()).toEqual([]);
	expect(provider.engine.statuses()).toEqual([]);
	expect(provider.stderr).toBe("");
});
