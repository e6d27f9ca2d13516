import type { Services } from "../../../provider/services/services";
import { RecentlyCreated } from "../../../provider/services/recently-created";
import { recordAge, readFresh, findStaleUntil } from "../../../provider/pulumi/dynamic/read-fresh";
import { listIds } from "../../../provider/pulumi/dynamic/state-codec";
import type { Context } from "../../../provider/lifecycle/contract";
import { createFakeClock } from "../rate-limit/fake-clock";

const time = (seconds: number) => new Date(seconds * 1000).toISOString();

/** Reads an object with another time of change from some second on; returns the last response and its time. */
async function readAt(known: unknown, before: unknown, later: unknown, from: number) {
	const clock = createFakeClock();
	const context = {
		services: { clock, readLag: 30_000 },
		deadline: Infinity,
		pollInterval: 1000,
	} as unknown as Context;
	const read = () =>
		Promise.resolve({ inputs: {}, outputs: { updatedAt: clock.now() >= from * 1000 ? later : before } });
	const found = await readFresh({ inputs: {}, outputs: { updatedAt: known } }, read, context);
	return { updatedAt: found?.outputs.updatedAt, seconds: clock.now() / 1000 };
}

test.each<[what: string, known: unknown, before: unknown, seconds: number]>([
	["unchanged since the state was written", time(100), time(100), 0],
	["changed since by another user", time(100), time(101), 0],
	["without a time of change", time(100), undefined, 0],
	["whose state has no time of change", undefined, time(1), 0],
])("an object %s is read once", async (_what, known, before, seconds) => {
	expect(await readAt(known, before, time(200), 5)).toEqual({ updatedAt: before, seconds });
});

test("an object that is older than its state is read again", async () => {
	expect(await readAt(time(100), time(99), time(100), 2)).toEqual({ updatedAt: time(100), seconds: 2.5 });
});

test("an object that stays older than the state is accepted after the read lag", async () => {
	expect(await readAt(time(100), time(99), time(99), 0)).toEqual({ updatedAt: time(99), seconds: 30 });
});

test("a deleted object is not read again", async () => {
	const read = jest.fn(() => Promise.resolve(undefined));
	const services = { clock: createFakeClock(), readLag: 30_000 };
	const context = { services, deadline: Infinity, pollInterval: 1 } as unknown as Context;
	await readFresh({ inputs: {}, outputs: { updatedAt: time(1) } }, read, context);
	expect(read).toHaveBeenCalledTimes(1);
});

test.each<[what: string, outputs: Record<string, unknown>, isYoung: boolean]>([
	["a new object", { createdAt: time(95), changedAt: time(99) }, true],
	["an old object", { createdAt: time(10), changedAt: time(99) }, false],
	["an object that was never shown, of an interrupted create", { unfinished: "create", changedAt: time(95) }, true],
	["an object of an old interrupted create", { unfinished: "create", changedAt: time(10) }, false],
	["an object of unknown age", { changedAt: time(99) }, false],
	["an object whose state was edited by hand", { createdAt: "soon" }, false],
])("the age of %s is known from the state", (_what, outputs, isYoung) => {
	const recentlyCreated = new RecentlyCreated(30_000, createFakeClock(100_000));
	recordAge(["a", "b"], outputs, { recentlyCreated } as unknown as Services);
	expect(["a", "b"].map((name) => recentlyCreated.timeLeft(name) > 0)).toEqual([isYoung, isYoung]);
});

test.each<[what: string, id: string, outputs: Record<string, unknown>, ids: string[]]>([
	["an object", "a", { imageIds: 7 }, ["a"]],
	["several objects", "a,b", {}, ["a", "b"]],
	["an image with data images", "a", { imageIds: ["a", "c", 7] }, ["a", "c"]],
])("the ids of %s are known from the state", (_what, id, outputs, ids) => {
	expect(listIds({ idsOutput: "imageIds" }, id, outputs)).toEqual(ids);
});

/** Reads an object that has another value until the tenth second; its state holds the time of the last change. */
async function readAfterChange(changedAt: unknown, state: object = {}, inputs: object = { tags: "new" }) {
	const clock = createFakeClock(100_000);
	const services = { clock, readLag: 30_000 };
	const staleUntil = findStaleUntil({ changedAt }, services);
	const context = { services, staleUntil, deadline: Infinity, pollInterval: 1000 } as unknown as Context;
	const read = () =>
		Promise.resolve({ inputs: { tags: clock.now() < 110_000 ? "old" : "new" }, outputs: { unfinished: undefined } });
	const found = await readFresh({ inputs, outputs: state }, read, context);
	return [found?.inputs.tags, clock.now() / 1000 - 100];
}

test.each<[what: string, changedAt: unknown, expected: unknown[]]>([
	["a moment ago is read until it equals the state", time(99), ["new", 13.1875]],
	["by a clock ahead of ours is read until it equals the state", time(999), ["new", 13.1875]],
	["a while ago is read until the read lag is over", time(75), ["old", 5]],
	["long ago is read once", time(10), ["old", 0]],
	["at a time that its state does not hold is read once", undefined, ["old", 0]],
	["at a time that was edited by hand is read once", "soon", ["old", 0]],
])("an object changed by us %s", async (_what, changedAt, expected) => {
	expect(await readAfterChange(changedAt)).toEqual(expected);
});

test("an object after an interrupted update is read when the read lag is over", async () => {
	expect(await readAfterChange(time(90), { unfinished: "update" }, { tags: "old" })).toEqual(["new", 20]);
});
