import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IntentFiles } from "../../../provider/lifecycle/create-safety/intent-files";
import { IntentLog } from "../../../provider/lifecycle/create-safety/intent-log";

const home = mkdtempSync(join(tmpdir(), "intents-"));
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const begun = { kind: "CustomImage", startedAt: "2026-11-22T19:00:00.000Z", digest: "d" };
const [first, second] = ["shop:dev:first#0123456789abcdef0123", "shop:dev:second#1123456789abcdef0123"] as const;
const place = { region: "r1", projectId: "p1", endpoint: () => "https://cloud" };
const open = (run: string, where: Partial<typeof place> = {}) =>
	new IntentLog(new IntentFiles(home), run, { ...place, ...where });
const slot = (log: IntentLog, identity: string, urn?: string) => log.slot(identity, urn);

test("what one process of a run has made belongs to its resource in every process of that run", () => {
	slot(open("run 1"), first).write({ ...begun, id: "a,b" });
	const other = open("run 1");
	expect(slot(other, second).findOwner({ id: "b" })).toBe("first");
	expect(slot(other, first).findOwner({ id: "b" })).toBeUndefined();
});

test("what another run has made is a leftover, and belongs to nobody", () => {
	slot(open("run 1"), first).write({ ...begun, id: "a" });
	expect(slot(open("run 2"), second).findOwner({ id: "a" })).toBeUndefined();
});

test("what the engine has shown belongs to its resource", () => {
	const log = open("run 1");
	log.recordOwner("a", { identity: first });
	expect(slot(log, second).findOwner({ id: "a" })).toBe("first");
	expect(slot(log, first).findOwner({ id: "a" })).toBeUndefined();
});

test("what the engine has shown in the state is known to be a resource's, by any of its names", () => {
	const log = open("run 1");
	log.recordInState(["a", "b", "job:j"], { identity: first });
	for (const names of [{ id: "a" }, { id: "c,b" }, { jobId: "j" }]) {
		for (const identity of [first, second]) expect(slot(log, identity).findHolder(names)).toBe("first");
		expect(slot(open("run 1"), first).findHolder(names)).toBeUndefined();
	}
	expect(slot(log, first).findHolder({ id: "c", jobId: "k" })).toBeUndefined();
});

test("in a renamed stack a resource is known by its URN: what it has is not another one's", () => {
	const log = open("run 1");
	log.recordOwner("a", { identity: first, urn: "urn:1" });
	expect(slot(log, second, "urn:1").findOwner({ id: "a" })).toBeUndefined();
});

test("a resource is a rival for a place as long as its own object has no id", () => {
	const log = open("run 1");
	const one = slot(log, first);
	one.write({ ...begun, place: "p" });
	expect(slot(log, second).findConcurrentCreator("p")).toBe("first");
	expect(slot(log, second).findConcurrentCreator("q")).toBeUndefined();
	one.write({ ...begun, place: "p", id: "a" });
	expect(slot(log, second).findConcurrentCreator("p")).toBeUndefined();
});

test("where nothing can be written, a process knows at least what it has made itself", () => {
	rmSync(home, { recursive: true, force: true });
	writeFileSync(home, "no folder");
	const log = open("run 1");
	slot(log, first).write({ ...begun, id: "a" });
	expect(slot(log, second).findOwner({ id: "a" })).toBe("first");
});

test("what came to nothing belongs to nobody, and is deleted as any other", () => {
	const log = open("run 1");
	const one = slot(log, first);
	one.write({ ...begun, id: "a", taken: true });
	expect(log.findTaker("a")).toBe("first");
	one.clear();
	expect(log.findTaker("a")).toBeUndefined();
	expect(slot(log, second).findOwner({ id: "a" })).toBeUndefined();
});

test("an adoption is no beginning of a later run: the program says whether it holds", () => {
	slot(open("run 1"), first).write({ ...begun, id: "a", taken: true, adopted: true });
	const later = open("run 2");
	expect(slot(later, first).read()).toBeUndefined();
	expect(later.findBegun({ identity: first }, "z")).toBeUndefined();
});

test("a create finds what an earlier create of the same coordinates has begun, with its identity", () => {
	slot(open("run 1"), `${first}-1111111`).write({ ...begun, id: "a" });
	expect(slot(open("run 2"), `${first}-2222222`).read()).toMatchObject({ id: "a", identity: `${first}-1111111` });
});

test("a create finds what version 0.1.0 has begun, whose identities are coordinates alone", () => {
	slot(open("run 1"), first).write({ ...begun, id: "a" });
	expect(slot(open("run 2"), `${first}-2222222`).read()).toMatchObject({ id: "a", identity: first });
});

test.each([
	["another cloud", { endpoint: () => "https://other" }],
	["another region", { region: "r2" }],
	["another project", { projectId: "p2" }],
])("nothing of %s is found, forgotten or taken", (_what, where) => {
	slot(open("run 1"), first).write({ ...begun, id: "a", taken: true });
	const other = open("run 2", where);
	expect(slot(other, first).read()).toBeUndefined();
	expect(other.findBegun({ identity: first }, "z")).toBeUndefined();
	other.forget(["a"]);
	expect(open("run 1", where).findTaker("a")).toBeUndefined();
	expect(slot(open("run 2"), first).read()).toMatchObject({ id: "a" });
});

const urn = (stack: string, name: string) => `urn:pulumi:${stack}::shop::kind::${name}`;

test("an object in the state of another resource is that one's, whatever its identity says", () => {
	const [old, now] = [`${first}-1111111`, `${first}-2222222`];
	slot(open("run 1"), old, urn("dev", "first")).write({ ...begun, id: "a" });
	const log = open("run 2");
	log.recordOwner("a", { identity: old, urn: urn("dev", "renamed") });
	expect(slot(log, now, urn("dev", "first")).findOwner({ id: "a" })).toBe("first");
	expect(slot(log, old, urn("dev", "renamed")).findOwner({ id: "a" })).toBeUndefined();
});

test.each([
	["the same resource", urn("dev", "first"), "a"],
	["the same resource of a renamed stack", urn("old", "first"), "a"],
	["a renamed resource, whose coordinates another one has now", urn("dev", "renamed"), undefined],
])("what replaces an object was begun in the place of %s", (_what, of, expected) => {
	slot(open("run 1"), `${first}-2222222`, urn("dev", "first")).write({ ...begun, id: "a" });
	expect(open("run 2").findBegun({ identity: `${first}-1111111`, urn: of }, "z")).toBe(expected);
});

test("an intent has the identity of its own create where what was made has no other", () => {
	const own = slot(open("run 1"), first);
	own.write({ ...begun, jobId: "1", identity: undefined });
	expect(own.read()?.identity).toBe(first);
});
