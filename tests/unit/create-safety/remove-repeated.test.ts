import type { Context } from "../../../provider/lifecycle/contract";
import { isOfThisCreate, removeRepeated } from "../../../provider/lifecycle/create-safety/report-duplicates";

const HOUR = 3_600_000;
const now = 100 * HOUR;
const context = { services: { clock: { now: () => now } } } as unknown as Context;
const identity = "shop:dev:lab#0123456789abcdef0123-0123456";

test.each<[string, string | undefined, number | undefined, string, boolean]>([
	["young, with the create's own marker", identity, now - HOUR, identity, true],
	["of another create", identity.replace(/.$/, "7"), now - HOUR, identity, false],
	["without a pending marker", undefined, now - HOUR, identity, false],
	["older than a day", identity, now - 25 * HOUR, identity, false],
	["of unknown age", identity, undefined, identity, false],
	["of version 0.1.0, which had no random part", identity.slice(0, -8), now - HOUR, identity.slice(0, -8), false],
])("an object %s is of this create: %s", (_what, marker, createdAt, own, expected) => {
	expect(isOfThisCreate(marker, createdAt, own, context)).toBe(expected);
});

test("a repeated object that cannot be deleted is named, and the next one is deleted", async () => {
	const warnings: string[] = [];
	const remove = ({ id }: { id: string }) =>
		id === "n1" ? Promise.reject(new Error("It is locked.")) : Promise.resolve();
	const warned = { ...context, warn: (message: string) => void warnings.push(message) };
	await removeRepeated("the notebook lab", [{ id: "n1" }, { id: "n2" }], remove, warned);
	expect(warnings).toEqual([
		"The request that created the notebook lab was delivered twice, and the second object, n1, could not be deleted: It is locked. Delete it.",
		"The request that created the notebook lab was delivered twice: the second object, n2, was deleted.",
	]);
});
