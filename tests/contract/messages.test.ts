import { make, notebook } from "../support/notebook";
import { defaultUrn } from "../support/provider-process";
import { catchError, openWorlds, shareProvider } from "../support/world";

const at = shareProvider();
const openWorld = openWorlds();

const urnOf = (name: string) => `${defaultUrn}-${name}`;

/** What a status says without the seconds. */
const words = (statuses: string[]) => statuses.map((text) => text.replace(/ \(\d+ s\)$/, ""));

test("each new status is shown once, however often it is seen, in the row of its resource", async () => {
	at.world.set({ durations: { createInstance: 600 } });
	await make(at.provider, { name: "a" }, { urn: urnOf("a") });
	const looks = at.world.operations().filter((operation) => operation === "getInstance");
	expect(looks.length).toBeGreaterThanOrEqual(3);
	await at.world.until(() => at.provider.engine.messages.length >= 3, "three messages");
	expect(words(at.provider.engine.statuses(urnOf("a")))).toEqual(["CREATING", "STARTING", "RUNNING"]);
	expect(at.provider.engine.messages.every(({ ephemeral, severity }) => ephemeral && severity === "info")).toBe(true);
});

test("the ways of several resources do not mix", async () => {
	const names = ["a", "b", "c"];
	await Promise.all(names.map((name) => make(at.provider, { name }, { urn: urnOf(name) })));
	const { engine } = at.provider;
	await at.world.until(() => names.every((name) => engine.statuses(urnOf(name)).length > 0), "three rows");
	expect(new Set(engine.messages.map(({ urn }) => urn))).toEqual(new Set(names.map(urnOf)));
});

test("stops, starts and deletions are shown as well", async () => {
	at.world.set({ durations: { stopInstance: 150 } });
	const { id, inputs, outputs } = await make(at.provider, {}, { urn: urnOf("a") });
	const stopped = await at.provider.update(id, outputs, { ...inputs, desiredState: "STOPPED" }, { urn: urnOf("b") });
	await at.provider.delete(id, stopped, { urn: urnOf("c") });
	const { engine } = at.provider;
	await at.world.until(() => engine.statuses(urnOf("c")).length > 0, "a deletion");
	expect(words(engine.statuses(urnOf("b")))).toContain("STOPPING");
});

test("what is shown is shown before the answer, however slow the engine is to take it", async () => {
	at.provider.engine.lag = 100;
	await make(at.provider, {}, { urn: urnOf("a") });
	expect(words(at.provider.engine.statuses(urnOf("a"))).at(-1)).toBe("RUNNING");
});

test("a status that nobody knows is shown as the service says it", async () => {
	at.world.set({ durations: { createInstance: 60_000 } });
	const creation = catchError(make(at.provider, { timeouts: { create: 0.2 } }));
	await at.world.until(() => at.world.instances().length === 1);
	at.world.patch(String(at.world.instances()[0]?.id), { status: "REBALANCING" });
	await creation;
	expect(words(at.provider.engine.statuses(defaultUrn))).toContain("REBALANCING");
});

test("without an engine that answers, everything works all the same", async () => {
	const world = await openWorld();
	const provider = await world.start({ engine: "gone" });
	const { id, inputs, outputs } = await make(provider);
	expect(outputs.status).toBe("RUNNING");
	await provider.diff(id, outputs, notebook({ ...inputs, name: "other" }));
	await provider.delete(id, outputs);
	expect(world.instances()).toEqual([]);
	expect([provider.lives, provider.stderr]).toEqual([true, ""]);
});
