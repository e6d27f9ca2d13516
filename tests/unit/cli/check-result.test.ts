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
	["the same error of an older gateway", refusal(404, "APIG.0101"), "note", undefined],
	["a disabled API", refusal(404, "ModelArts.0015"), "note", undefined],
	["another 404", refusal(404, "ModelArts.6309"), "failed", undefined],
	["a wrong signature", refusal(401, "APIGW.0301"), "failed", "credentials"],
	["an access key that was deleted", refusal(400, "IAM.1106"), "failed", "credentials"],
	["a missing permission", refusal(403, "APIGW.0302"), "failed", undefined],
	["a missing response", new NetworkError("No answer. Look.", attempted, "none", "ECONNRESET"), "failed", "service"],
	["any other error", new Error("Odd. Look."), "failed", undefined],
] as const)("%s has its verdict", (_what, error, verdict, blocks) => {
	expect(classifyFailure(error)).toMatchObject({ verdict, ...(blocks && { blocks }) });
	expect(classifyFailure(error).blocks).toBe(blocks);
});

test("the message of a rejected signature omits the canonical request", () => {
	const said = "verify aksk signature fail, canonicalRequest:GET|/v1/|host:x|abc";
	const { message, advice } = classifyFailure(refusal(401, "APIGW.0301", said));
	expect(message).toBe('refused with 401 APIGW.0301: "verify aksk signature fail"');
	expect(advice).toBe("Do this.");
});

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

test.each([
	["without responses", [], "skipped", /no response/],
	["exact", [0], "ok", /within one minute/],
	["half a minute", [30_000], "ok", /within one minute/],
	["five minutes ahead", [5 * MINUTE], "warning", /^5 minutes ahead of/],
	["sixteen minutes behind", [-16 * MINUTE], "failed", /^16 minutes behind/],
	["one outlier among three", [0, 90 * MINUTE, 1000], "ok", /within one minute/],
] as const)("the clock check classifies a clock %s", (_what, skews, verdict, message) => {
	const finding = classifyClock(skews.map((skew) => ({ local: NOW + skew, remote: NOW })));
	expect(finding).toMatchObject({ verdict, message: expect.stringMatching(message) as string });
});

test.each([
	["HST3W6XAMPLE00000000", "HST3…"],
	["SHORT", "…"],
])("the access key %s is shown as %s", (key, shown) => {
	expect(maskKey(key)).toBe(shown);
});

test("results fit 100 columns, with remediations below and a summary at the end", () => {
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
] as const)("%j are summarized as: %s", (verdicts, sum) => {
	const results = verdicts.map((verdict) => ({ check: "x", verdict, message: "y" }));
	expect(formatCheckResults(results).split("\n").at(-1)).toBe(sum);
});

test("endpoints are those of the configured IAM's cloud, not of another", () => {
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

test("an IAM of an unknown cloud is a failed check, and no request is sent", async () => {
	const environment = { OS_AUTH_URL: "https://keystone.example.com/v3", OS_REGION_NAME: "eu-ch2" };
	const keys = { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" };
	const results = await runChecks({ environment: { ...environment, ...keys }, config: {} });
	const message = expect.stringMatching(/^cloud is missing: only an address of IAM is set.*HW_CLOUD/) as string;
	expect(results).toEqual([{ check: "settings", verdict: "failed", message }]);
});

test("a service without a known address is reported beside those with one", () => {
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
