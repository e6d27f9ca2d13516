import { computeDelay, parseRetryAfter } from "../../../provider/services/rate-limit/backoff";

test("the longest delay doubles with each attempt, up to the cap", () => {
	const delays = [1, 2, 3, 10, 1000].map((attempt) => computeDelay(attempt, { random: () => 1 }));
	expect(delays).toEqual([1000, 2000, 4000, 30_000, 30_000]);
});

test("a delay is anything between zero and the maximum", () => {
	expect([0, 0.25, 0.5].map((value) => computeDelay(3, { random: () => value }))).toEqual([0, 1000, 2000]);
});

const now = Date.parse("2024-01-02T03:04:05Z");

test.each([
	["seconds", "7", undefined, 7000],
	["a fraction", "0.5", undefined, 500],
	["a date", "Tue, 02 Jan 2024 03:04:15 GMT", undefined, 10_000],
	["a date, by the server's own clock", "Tue, 02 Jan 2024 05:00:10 GMT", "Tue, 02 Jan 2024 05:00:00 GMT", 10_000],
	["a date that has passed", "Tue, 02 Jan 2024 03:00:00 GMT", undefined, 0],
	["a day: more than is believed", "86400", undefined, 300_000],
	["nonsense", "soon", undefined, undefined],
	["nothing", " ", undefined, undefined],
	["no header", undefined, undefined, undefined],
])("Retry-After with %s", (_what, value, serverDate, expected) => {
	expect(parseRetryAfter(value, now, serverDate)).toBe(expected);
});
