import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IntentLog } from "../../provider/recovery/intent-log";

const home = mkdtempSync(join(tmpdir(), "intents-"));
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const begun = { kind: "CustomImage", startedAt: "2026-11-22T19:00:00.000Z", digest: "d" };
const [first, second] = ["shop:dev:first#0123456789abcdef0123", "shop:dev:second#1123456789abcdef0123"] as const;
const slot = (log: IntentLog, identity: string, urn?: string) => log.slot(["https://cloud", "r1", "p1", identity], urn);

test("what one process of a run has made belongs to its resource in every process of that run", () => {
	slot(new IntentLog(home, "run 1"), first).write({ ...begun, id: "a,b" });
	const other = new IntentLog(home, "run 1");
	expect(slot(other, second).findUser({ id: "b" })).toBe("first");
	expect(slot(other, first).findUser({ id: "b" })).toBeUndefined();
});

test("what another run has made is a leftover, and belongs to nobody", () => {
	slot(new IntentLog(home, "run 1"), first).write({ ...begun, id: "a" });
	expect(slot(new IntentLog(home, "run 2"), second).findUser({ id: "a" })).toBeUndefined();
});

test("what the engine has shown belongs to its resource", () => {
	const log = new IntentLog(home, "run 1");
	log.noteUser("a", { identity: first });
	expect(slot(log, second).findUser({ id: "a" })).toBe("first");
	expect(slot(log, first).findUser({ id: "a" })).toBeUndefined();
});

test("in a renamed stack a resource is known by its URN: what it has, its replacement may take", () => {
	const log = new IntentLog(home, "run 1");
	log.noteUser("a", { identity: first, urn: "urn:1" });
	expect(slot(log, second, "urn:1").findUser({ id: "a" })).toBeUndefined();
});

test("a resource is a rival for a place as long as its own object has no id", () => {
	const log = new IntentLog(home, "run 1");
	const one = slot(log, first);
	one.write({ ...begun, place: "p" });
	expect(slot(log, second).findRival("p")).toBe("first");
	expect(slot(log, second).findRival("q")).toBeUndefined();
	one.write({ ...begun, place: "p", id: "a" });
	expect(slot(log, second).findRival("p")).toBeUndefined();
});

test("where nothing can be written, a process knows at least what it has made itself", () => {
	rmSync(home, { recursive: true, force: true });
	writeFileSync(home, "no folder");
	const log = new IntentLog(home, "run 1");
	slot(log, first).write({ ...begun, id: "a" });
	expect(slot(log, second).findUser({ id: "a" })).toBe("first");
});

test("what came to nothing belongs to nobody, and is deleted as any other", () => {
	const log = new IntentLog(home, "run 1");
	const one = slot(log, first);
	one.write({ ...begun, id: "a", taken: true });
	expect(log.isTaken("a")).toBe(true);
	one.clear();
	expect(log.isTaken("a")).toBe(false);
	expect(slot(log, second).findUser({ id: "a" })).toBeUndefined();
});

test("an adoption is no beginning of a later run: the program says whether it holds", () => {
	slot(new IntentLog(home, "run 1"), first).write({ ...begun, id: "a", taken: true, adopted: true });
	const later = new IntentLog(home, "run 2");
	expect(slot(later, first).read()).toBeUndefined();
	expect(later.findBegun(first, undefined, "z")).toBeUndefined();
});
