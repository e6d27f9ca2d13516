import { noticeAtInterval, readReadyAt } from "../../../bench/notice-delay";

test.each([
	[0, 10_000, 1],
	[1, 9_999, 1],
	[10_000, 0, 1],
	[10_001, 9_999, 2],
	[60_000, 0, 6],
])("an end after %d ms is detected %d ms late by poll %d at a fixed interval of 10 s", (duration, delay, looks) => {
	expect(noticeAtInterval(duration)).toEqual({ delay, looks });
});

test("a notebook is ready an hour before its auto-stop", () => {
	expect(readReadyAt({ stopsAt: "2026-01-01T01:00:00.250Z" })).toBe(Date.parse("2026-01-01T00:00:00.250Z"));
});
