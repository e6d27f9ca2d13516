import { make, notebook } from "../support/notebook";
import { defaultUrn } from "../support/provider-process";
import { catchError, openWorlds, shareProvider } from "../support/world";

const at = shareProvider();
const openWorld = openWorlds();

const urnOf = (name: string) => `${defaultUrn}-${name}`;

/** A status without the seconds. */
const words = (statuses: string[]) => statuses.map((text) => text.replace(/ \(\d+ s\)$/, ""));

test("each new status is shown once in the status line of its resource, however often it is polled", async () => {
	at.world.set({ durations: { createInstance: 600 } });
	await make(at.provider, { name: "a" }, { urn: urnOf("a") });
	const looks = at.world.operations().filter((operation) => operation === "getInstance");
	expect(looks.length).toBeGreaterThanOrEqual(3);
	await at.world.until(() => at.provider.engine.messages.length >= 3, "three messages");
	expect(words(at.provider.engine.statuses(urnOf("a")))).toEqual(["CREATING", "STARTING", "RUNNING"]);
	expect(at.provider.engine.messages.every(({ ephemeral, severity }) => ephemeral && severity === "info")).toBe(true);
});

test("statuses of several resources do not mix", async () => {
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

test("a status is shown before the response, even with a slow engine", async () => {
	at.provider.engine.lag = 100;
	await make(at.provider, {}, { urn: urnOf("a") });
	expect(words(at.provider.engine.statuses(urnOf("a"))).at(-1)).toBe("RUNNING");
});

test("an unknown status is shown as the service returns it", async () => {
	at.world.set({ durations: { createInstance: 60_000 } });
	const creation = catchError(make(at.provider, { timeouts: { create: 0.2 } }));
	await at.world.until(() => at.world.instances().length === 1);
	at.world.patch(String(at.world.instances()[0]?.id), { status: "REBALANCING" });
	await creation;
	expect(words(at.provider.engine.statuses(defaultUrn))).toContain("REBALANCING");
});

test("all methods work without an engine that responds", async () => {
	const world = await openWorld();
	const provider = await world.start({ engine: "gone" });
	const { id, inputs, outputs } = await make(provider);
	expect(outputs.status).toBe("RUNNING");
	await provider.diff(id, outputs, notebook({ ...inputs, name: "other" }));
	await provider.delete(id, outputs);
	expect(world.instances()).toEqual([]);
	expect([provider.isRunning, provider.stderr]).toEqual([true, ""]);
});
