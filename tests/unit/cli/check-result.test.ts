import { ApiError, NetworkError } from "../../../provider/services/http/errors";
import { resolveConfiguration } from "../../../provider/services/config/configuration";
import { describeSettings, maskKey } from "../../../provider/cli/describe-settings";
import { runChecks } from "../../../provider/cli/run-checks";
import { formatCheckResults } from "../../../provider/cli/check-result";
import { classifyClock } from "../../../provider/cli/classify-clock";
import { classifyFailure } from "../../../provider/cli/classify-failure";

const attempted = { operation: "listInstances", object: "instances", purpose: "list instances", isReadOnly: true };

function refusal(status: number, code: string, serviceMessage = "No."): ApiError {
	return new ApiError(attempted, "ModelArts", {
		status,
		code,
		serviceMessage,
		remediation: "Do this.",
		effect: "none",
	});
}

test.each([
	["an API that the gateway does not have", refusal(404, "APIGW.0101"), "note", undefined],
	["the same of an older gateway", refusal(404, "APIG.0101"), "note", undefined],
	["an API that is switched off", refusal(404, "ModelArts.0015"), "note", undefined],
	["another 404", refusal(404, "ModelArts.6309"), "failed", undefined],
	["a wrong signature", refusal(401, "APIGW.0301"), "failed", "credentials"],
	["an access key that was deleted", refusal(400, "IAM.1106"), "failed", "credentials"],
	["a missing permission", refusal(403, "APIGW.0302"), "failed", undefined],
	["no answer", new NetworkError("No answer. Look.", attempted, "none", "ECONNRESET"), "failed", "service"],
	["anything else", new Error("Odd. Look."), "failed", undefined],
] as const)("%s", (_what, error, verdict, blocks) => {
	expect(classifyFailure(error)).toMatchObject({ verdict, ...(blocks && { blocks }) });
	expect(classifyFailure(error).blocks).toBe(blocks);
});

test("of a refused signature only that is said, not the whole canonical request", () => {
	const said = "verify aksk signature fail, canonicalRequest:GET|/v1/|host:x|abc";
	const { message, advice } = classifyFailure(refusal(401, "APIGW.0301", said));
	expect(message).toBe('refused with 401 APIGW.0301: "verify aksk signature fail"');
	expect(advice).toBe("Do this.");
});

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

test.each([
	["nothing asked", [], "skipped", /no response/],
	["exact", [0], "ok", /within one minute/],
	["half a minute", [30_000], "ok", /within one minute/],
	["five minutes ahead", [5 * MINUTE], "warning", /^5 minutes ahead of/],
	["sixteen minutes behind", [-16 * MINUTE], "failed", /^16 minutes behind/],
	["one odd answer among three", [0, 90 * MINUTE, 1000], "ok", /within one minute/],
] as const)("a clock that is off: %s", (_what, skews, verdict, message) => {
	const finding = classifyClock(skews.map((skew) => ({ local: NOW + skew, remote: NOW })));
	expect(finding).toMatchObject({ verdict, message: expect.stringMatching(message) as string });
});

test.each([
	["HST3W6XAMPLE00000000", "HST3…"],
	["SHORT", "…"],
])("of the access key %s is shown %s", (key, shown) => {
	expect(maskKey(key)).toBe(shown);
});

test("lines fit 100 columns, what to do stands below, and the end sums up", () => {
	const text = formatCheckResults([
		{ check: "region", verdict: "ok", message: "cn-north-4" },
		{ check: "ims", verdict: "failed", message: "word ".repeat(40).trim(), advice: "Ask somebody." },
	]);
	expect(text.split("\n").every((line) => line.length <= 100)).toBe(true);
	expect(text).toMatch(/\n {23}→ Ask somebody\.\n\n1 of 2 checks failed\.$/);
});

test.each([
	[["ok", "note", "skipped"], "All checks passed."],
	[["ok", "warning"], "All checks passed, with a warning."],
	[["warning", "warning"], "All checks passed, with 2 warnings."],
] as const)("%j ends in: %s", (verdicts, sum) => {
	const results = verdicts.map((verdict) => ({ check: "x", verdict, message: "y" }));
	expect(formatCheckResults(results).split("\n").at(-1)).toBe(sum);
});

test("the services are looked for at the operator of the IAM that is set, not at another", () => {
	const sources = {
		environment: { OS_AUTH_URL: "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", OS_REGION_NAME: "eu-ch2" },
		config: {},
	};
	const endpoints = describeSettings(resolveConfiguration(sources), sources).filter(
		({ check }) => check === "endpoint",
	);
	expect(endpoints.map(({ verdict, message }) => `${verdict}: ${message}`)).toEqual([
		"ok: IAM at https://iam-pub.eu-ch2.sc.otc.t-systems.com (environment variable OS_AUTH_URL)",
		"ok: ModelArts at https://modelarts.eu-ch2.sc.otc.t-systems.com",
		"ok: IMS at https://ims.eu-ch2.sc.otc.t-systems.com",
	]);
});

test("an IAM that tells of no cloud is a failed check, and nobody is asked", async () => {
	const environment = { OS_AUTH_URL: "https://keystone.example.com/v3", OS_REGION_NAME: "eu-ch2" };
	const keys = { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" };
	const results = await runChecks({ environment: { ...environment, ...keys }, config: {} });
	const message = expect.stringMatching(/^cloud is missing: only an address of IAM is set.*HW_CLOUD/) as string;
	expect(results).toEqual([{ check: "settings", verdict: "failed", message }]);
});

test("of a service whose address cannot be told that is said, beside those that have one", () => {
	const sources = { environment: {}, config: { region: "eu-de", endpoints: { modelarts: "http://127.0.0.1:1" } } };
	const endpoints = describeSettings(resolveConfiguration(sources), sources).filter(
		({ check }) => check === "endpoint",
	);
	expect(endpoints.map(({ verdict, message }) => `${verdict}: ${message.slice(0, 43)}`)).toEqual([
		"failed: cloud is missing: no address of IAM is set,",
		"ok: ModelArts at http://127.0.0.1:1 (stack conf",
		"failed: cloud is missing: no address of IMS is set,",
	]);
});
