import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IntentFiles } from "../../../provider/lifecycle/create-safety/intent-files";
import { IntentLog } from "../../../provider/lifecycle/create-safety/intent-log";
import { systemClock } from "../../../provider/services/clock";
import { runProgram } from "../../support/programs";

const home = fs.mkdtempSync(join(tmpdir(), "intents-"));
const reads = jest.spyOn(fs, "readFileSync");
beforeEach(() => reads.mockClear());
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));
afterAll(() => reads.mockRestore());

const COUNT = 1000;
const begun = { kind: "Notebook", startedAt: "2026-11-22T19:00:00.000Z", digest: "d" };
const fileOf = (name: string | number) => join(home, `${name}.json`);
const countReads = () => reads.mock.calls.filter(([file]) => String(file).endsWith(".json")).length;
const listIds = (files: IntentFiles) => files.list().map(({ intent }) => intent.id);

/** As another process does it: a temporary file takes the place of the old one. */
function replaceAsOther(name: string | number, id: string, age = 0): void {
	fs.mkdirSync(home, { recursive: true });
	const temporary = `${fileOf(name)}.other`;
	fs.writeFileSync(temporary, JSON.stringify({ ...begun, id }));
	const time = Date.now() / 1000 - age;
	fs.utimesSync(temporary, time, time);
	fs.renameSync(temporary, fileOf(name));
}

test("1,000 creates of one process read none of their own intents, however often they list them", () => {
	const files = new IntentFiles(home);
	const log = new IntentLog(files, "run 1", { region: "r", projectId: "p", endpoint: () => "https://cloud" });
	for (let nth = 0; nth < COUNT; nth++) {
		const slot = log.slot(`shop:dev:n${nth}#${String(nth).padStart(20, "0")}-0123456`);
		slot.write({ ...begun, id: `n${nth}` });
		expect(slot.findOwner({ id: "another" })).toBeUndefined();
	}
	expect(files.list()).toHaveLength(COUNT);
	expect(countReads()).toBe(0);
});

test("1,000 intents of other processes are read once each, although the folder changes between the queries", () => {
	for (let nth = 0; nth < COUNT; nth++) replaceAsOther(nth, `n${nth}`, 60);
	const files = new IntentFiles(home);
	for (let query = 0; query < 20; query++) {
		files.write(fileOf("own"), { ...begun, id: `own${query}` });
		expect(files.list()).toHaveLength(COUNT + 1);
	}
	expect(countReads()).toBe(COUNT);
});

test("an intent that another process writes is seen by the next query, and so is its replacement and its end", () => {
	const files = new IntentFiles(home);
	files.write(fileOf("own"), { ...begun, id: "mine" });
	expect(listIds(files)).toEqual(["mine"]);
	const write = (id: string) =>
		runProgram(process.execPath, [
			"-e",
			`const fs = require("fs"), [file, text] = process.argv.slice(1);
			fs.writeFileSync(file + ".1", text);
			fs.renameSync(file + ".1", file);`,
			fileOf("other"),
			JSON.stringify({ ...begun, id }),
		]);
	for (const id of ["1st", "2nd", "3rd"]) {
		write(id);
		expect(listIds(files).sort()).toEqual([id, "mine"]);
		expect(files.read(fileOf("other"))?.id).toBe(id);
	}
	fs.rmSync(fileOf("other"));
	expect(listIds(files)).toEqual(["mine"]);
});

test("replacements of an intent within one tick of the clock, of the same size, are all seen", () => {
	const files = new IntentFiles(home);
	for (let nth = 100; nth < 200; nth++) {
		replaceAsOther("other", `n${nth}`);
		expect(listIds(files)).toEqual([`n${nth}`]);
	}
});

test("an own intent that another run replaces is seen at once by who reads it, and by a listing after a second", () => {
	const files = new IntentFiles(home);
	files.write(fileOf("own"), { ...begun, id: "mine" });
	expect(listIds(files)).toEqual(["mine"]);
	replaceAsOther("own", "theirs");
	expect(files.read(fileOf("own"))?.id).toBe("theirs");

	files.write(fileOf("own"), { ...begun, id: "mine" });
	expect(listIds(files)).toEqual(["mine"]);
	replaceAsOther("own", "theirs");
	const later = systemClock.now() + 1001;
	const now = jest.spyOn(systemClock, "now").mockReturnValue(later);
	expect(listIds(files)).toEqual(["theirs"]);
	now.mockRestore();
});

test("what is no intent is read once and not listed", () => {
	fs.mkdirSync(home, { recursive: true });
	fs.writeFileSync(fileOf("odd"), "{ cut off");
	fs.utimesSync(fileOf("odd"), 1, 1);
	const files = new IntentFiles(home);
	expect(files.list()).toEqual([]);
	expect(files.read(fileOf("odd"))).toBeUndefined();
	expect(countReads()).toBe(1);
});
