import { explainClockSkew } from "../../../provider/services/http/clock-skew";
import { openServices } from "./support/open-services";
import { startService } from "./support/service";

const now = Date.parse("2024-01-02T03:04:05Z");
const minutes = (count: number) => new Date(now + count * 60_000).toUTCString();

test.each([
	["17 minutes behind", { serverDate: minutes(17), message: "" }, /is 17 minutes behind the service's/],
	["3 hours ahead", { serverDate: minutes(-180), message: "" }, /is 3 hours ahead of the service's/],
	["a year ahead", { serverDate: minutes(-365 * 24 * 60), message: "" }, /is 365 days ahead/],
	[
		"16 minutes, told by the message alone",
		{ message: "signature expired, signature time:20240102T030405Z,server time:20240102T032005Z" },
		/is 16 minutes behind/,
	],
	["off, by the message without times", { message: "signature expired" }, /more than 15 minutes off/],
	["right", { serverDate: minutes(1), message: "verify aksk signature fail" }, undefined],
	["unknown", { message: "verify aksk signature fail" }, undefined],
])("a clock that is %s", (_what, evidence, expected) => {
	const explained = explainClockSkew({ ...evidence, now });
	if (expected === undefined) expect(explained).toBeUndefined();
	else expect(explained).toMatch(expected);
});

test("a rejected signature names the clock, with the size of the difference, and is not retried", async () => {
	const message = "calc aksk signature fail:signature expired";
	const service = await startService([
		{ status: 401, headers: { date: minutes(17) }, body: { error_code: "APIGW.0301", error_msg: message } },
	]);
	const clock = { now: () => now, date: () => now, sleep: async () => {} };
	const { demanager } = await openServices(service.url, {}, { clock }).for({});
	await expect(demanager.getInstance("DE-1")).rejects.toThrow(/clock is 17 minutes behind .*set it right\./);
	expect(service.requests).toHaveLength(1);
	await service.close();
});
