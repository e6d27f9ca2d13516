import type { Context } from "../../../provider/lifecycle/contract";
import { isAsKnown, isInDoubt, readUntilKnown } from "../../../provider/lifecycle/stale-reads/read-until-known";
import { createFakeClock } from "../rate-limit/fake-clock";

/** Looks at an object that is as known from some second on; tells what was seen, and when. */
async function lookAt(knownFrom: number, staleUntil: number, deadline = Infinity) {
	const clock = createFakeClock();
	const services = { clock };
	const shown: string[] = [];
	const progress = (status: string) => void shown.push(status);
	const context = { services, staleUntil, deadline, pollInterval: 1000, progress } as unknown as Context;
	const isKnown = await readUntilKnown(
		() => Promise.resolve(clock.now() >= knownFrom),
		(observed) => observed,
		context,
	);
	return { isKnown, at: clock.now(), isShown: shown.length > 0 };
}

test.each<[what: string, knownFrom: number, staleUntil: number, deadline: number, expected: object]>([
	["that shows what is known is believed at once", 0, 30_000, Infinity, { isKnown: true, at: 0, isShown: false }],
	["that cannot be old is believed at once", 9000, 0, Infinity, { isKnown: false, at: 0, isShown: false }],
	["that may be old is followed by others", 2000, 30_000, Infinity, { isKnown: true, at: 2500, isShown: true }],
	["that stays otherwise is believed", 9e9, 30_000, Infinity, { isKnown: false, at: 30_000, isShown: true }],
	["ends with the time-out", 9e9, 30_000, 5000, { isKnown: false, at: 5000, isShown: true }],
])("a look %s", async (_what, knownFrom, staleUntil, deadline, expected) => {
	expect(await lookAt(knownFrom, staleUntil, deadline)).toEqual(expected);
});

interface Inputs {
	name?: string;
	tags?: Record<string, string>;
	mounts?: string[];
}

test.each<[what: string, before: Inputs, news: Inputs, there: Inputs, expected: boolean]>([
	["what the state says", { name: "a" }, { name: "b" }, { name: "a" }, true],
	["another value", { name: "a" }, { name: "b" }, { name: "c" }, false],
	["what is to be", { name: "a" }, { name: "b" }, { name: "b" }, false],
	["what is newly declared", {}, { name: "b" }, { name: "b" }, false],
	["a tag that is newly declared", { tags: { a: "1" } }, { tags: { a: "1", b: "2" } }, { tags: { a: "1" } }, true],
	["it already", { tags: { a: "1" } }, { tags: { a: "1", b: "2", c: "3" } }, { tags: { a: "1", b: "2" } }, false],
	["an item already", { mounts: ["a"] }, { mounts: ["b", "a"] }, { mounts: ["a", "b"] }, false],
])("whether a look that shows %s counts as known", (_what, before, news, there, expected) => {
	// As a refresh reads: what is not declared is not looked at, and of tags and mounts what is declared.
	const read = (inputs: Inputs): Inputs => ({
		name: inputs.name && there.name,
		tags:
			inputs.tags && Object.fromEntries(Object.entries(there.tags ?? {}).filter(([key]) => key in (inputs.tags ?? {}))),
		mounts: inputs.mounts?.filter((one) => there.mounts?.includes(one)),
	});
	expect(isAsKnown(before, news, ["name", "tags", "mounts"], read)).toBe(expected);
});

test("an object is in doubt after an interrupted update, and only then", () => {
	expect(["update", "create", undefined].map((unfinished) => isInDoubt({ unfinished }))).toEqual([true, false, false]);
});
