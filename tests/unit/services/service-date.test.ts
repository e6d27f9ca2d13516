import { ServiceDate } from "../../../provider/services/auth/service-date";
import { openServices } from "./support/open-services";
import { startService } from "./support/service";

const MINUTE = 60_000;
const real = Date.parse("2024-01-02T03:04:05Z");
const write = (time: number) => new Date(time).toUTCString();

let service: Awaited<ReturnType<typeof startService>> | undefined;
afterEach(() => service?.close());

/** A machine whose clock is off by some milliseconds, which can be changed. */
function openMachine(off = 0) {
	const machine = { off, date: () => real + machine.off };
	return { machine, date: new ServiceDate(machine) };
}

test("the date is the machine's until a response says more", () => {
	expect(openMachine(5 * MINUTE).date.now()).toBe(real + 5 * MINUTE);
});

test.each([
	["half a minute: not worth a correction", 30_000, real + 30_000],
	["ten minutes ahead: corrected", 10 * MINUTE, real],
	["ten minutes behind: corrected", -10 * MINUTE, real],
])("an accepted request of a clock that is off by %s", (_what, off, expected) => {
	const { date } = openMachine(off);
	date.confirm(write(real));
	expect(date.now()).toBe(expected);
});

test.each([
	["without a date", undefined],
	["with a date that is none", "yesterday"],
])("a response %s teaches nothing", (_what, header) => {
	const { date } = openMachine(10 * MINUTE);
	date.confirm(header);
	expect(date.now()).toBe(real + 10 * MINUTE);
	expect(date.correct(header, date.now())).toBe(false);
});

test("a rejected signature of a clock that was off from the beginning is not repeated", () => {
	expect(openMachine(60 * MINUTE).date.correct(write(real), real + 60 * MINUTE)).toBe(false);
});

test.each([60, -60])("a clock that is set by %d minutes meanwhile is corrected once", (minutes) => {
	const { machine, date } = openMachine();
	date.confirm(write(real));
	machine.off = minutes * MINUTE;
	expect(date.correct(write(real), date.now())).toBe(true);
	expect(date.now()).toBe(real);
	expect(date.correct(write(real), date.now())).toBe(false);
});

test("a request that was signed before another response had the date corrected is repeated as well", () => {
	const { machine, date } = openMachine();
	date.confirm(write(real));
	machine.off = 60 * MINUTE;
	const signedAt = date.now();
	date.confirm(write(real));
	expect(date.correct(write(real), signedAt)).toBe(true);
});

test("a request that is rejected after the machine's clock was set is signed again with the service's date", async () => {
	const expired = { error_code: "APIGW.0301", error_msg: "calc aksk signature fail:signature expired" };
	const headers = { date: write(real) };
	const found = { status: 200, headers, body: { id: "DE-1", name: "lab", status: "RUNNING" } };
	service = await startService([found, { status: 401, headers, body: expired }, found]);
	let off = 0;
	const clock = { now: () => real, date: () => real + off, sleep: async () => {} };
	const { demanager } = await openServices(service.url, {}, { clock }).for({});
	await demanager.getInstance("DE-1");
	off = 60 * MINUTE;
	await expect(demanager.getInstance("DE-1")).resolves.toMatchObject({ id: "DE-1" });
	const dates = service.requests.map(({ headers }) => headers["x-sdk-date"]);
	expect(dates).toEqual(["20240102T030405Z", "20240102T040405Z", "20240102T030405Z"]);
});
