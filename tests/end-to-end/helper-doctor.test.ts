import { ManualClock, type Simulator } from "modelarts-simulator";
import { configOf, environmentOf, openCloud } from "./support/cloud";
import { openStack, type Stack } from "./support/stack";

interface CheckResult {
	readonly check: string;
	readonly verdict: string;
	readonly message: string;
	readonly advice?: string;
}

const SERVICES = ["iam", "demanager", "notebooks", "images", "ims", "quota"];
const HOUR = 3_600_000;

let cloud: Simulator;
let stack: Stack;
/** With a wrong secret key. */
let wrongly: Awaited<ReturnType<typeof runDoctor>>;

beforeAll(async () => {
	cloud = await openCloud();
	const secretConfig = { "huaweicloud:secretKey": cloud.secretKey };
	stack = await openStack({ config: configOf(cloud), secretConfig });
}, 60_000);

beforeEach(() => {
	cloud.admin.changeSettings({ switchedOff: [] });
	cloud.admin.clearRequests();
});

async function runDoctor(env: Record<string, string> = {}) {
	const { code, stdout, stderr } = await stack.runHelper(["doctor", "--json", "--stack", "dev"], env);
	const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: CheckResult[] };
	const find = (check: string) => findings.find((finding) => finding.check === check);
	const verdicts = Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
	return { code, stdout, stderr, ok, findings, find, verdicts };
}

test("`doctor` passes all checks with valid settings in the stack's config, and sends one request to every service", async () => {
	const { code, ok, verdicts, find } = await runDoctor();
	expect({ code, ok }).toEqual({ code: 0, ok: true });
	expect(verdicts).toMatchObject(Object.fromEntries(["config", ...SERVICES, "clock"].map((check) => [check, "ok"])));
	expect(find("credentials")?.message).toBe("access key AKSI…, secret key of 40 characters, from the stack's config");
	expect(find("region")?.message).toBe("cn-north-4 (stack config huaweicloud:region)");
	const reads = cloud.admin.requests().map(({ method, status }) => `${method} ${status}`);
	expect(new Set(reads)).toEqual(new Set(["GET 200"]));
}, 30_000);

test("`doctor` names credentials that are not used, and their source", async () => {
	const { findings } = await runDoctor({ HW_ACCESS_KEY: cloud.accessKey, HW_SECRET_KEY: cloud.secretKey });
	expect(
		findings.filter(({ check }) => check === "credentials").map(({ verdict, message }) => `${verdict}: ${message}`),
	).toEqual([
		"ok: access key AKSI…, secret key of 40 characters, from the environment (HW_…)",
		"note: not used, as the other set takes precedence: access key AKSI…, secret key of 40 characters, from the stack's config",
	]);
}, 30_000);

test("a wrong secret key is tried once, as a few more attempts would lock the access key", async () => {
	const wrong = { HW_ACCESS_KEY: cloud.accessKey, HW_SECRET_KEY: "SKwrongButLongEnough00000000" };
	wrongly = await runDoctor(wrong);
	const { code, find, verdicts } = wrongly;
	expect(code).toBe(3);
	expect(find("iam")).toMatchObject({
		verdict: "failed",
		message: expect.stringMatching(/^refused with 401 APIGW\.0301/) as string,
		advice: expect.stringMatching(/^The secret key does not belong to the access key\./) as string,
	});
	expect(verdicts).toMatchObject({ demanager: "skipped", notebooks: "skipped", images: "skipped", ims: "skipped" });
	expect(cloud.admin.requests()).toHaveLength(1);
}, 30_000);

test("the output of `doctor` about a wrong key holds no secret", () => {
	for (const secret of [cloud.secretKey, cloud.accessKey, "SKwrongButLongEnough00000000"]) {
		expect(wrongly.stdout + wrongly.stderr).not.toContain(secret);
	}
});

test("a region without a project of the account is reported with the account's projects", async () => {
	const { code, find } = await runDoctor({ HW_REGION_NAME: "eu-west-101", HW_PROJECT_ID: "c".repeat(32) });
	expect(code).toBe(3);
	expect(find("iam")).toMatchObject({
		verdict: "warning",
		message: `${"c".repeat(32)} is no project of these credentials`,
		advice: expect.stringContaining(
			`Their projects are cn-north-4 (${cloud.projectId}): check huaweicloud:projectId`,
		) as string,
	});
	expect(find("demanager")).toMatchObject({
		verdict: "failed",
		message: expect.stringMatching(/ModelArts\.0210/) as string,
	});
}, 30_000);

test.each([
	["demanager", "Use Notebook in place of NotebookInstance; docs/reference/api-mapping.md says which input is which."],
	[
		"notebooks",
		"Use NotebookInstance in place of Notebook (docs/reference/api-mapping.md says which input is which), or another region.",
	],
])(
	"a region without %s is a note that names the other resource, not a failure",
	async (api, advice) => {
		cloud.admin.changeSettings({ switchedOff: [api] });
		const { code, find } = await runDoctor();
		expect(code).toBe(0);
		const message = "not available in this region (404 APIGW.0101)";
		expect(find(api)).toEqual({ check: api, verdict: "note", message, advice });
	},
	30_000,
);

test("a region without both notebook APIs is a failure", async () => {
	cloud.admin.changeSettings({ switchedOff: ["demanager", "notebooks"] });
	const { code, find } = await runDoctor();
	expect(code).toBe(3);
	expect(find("notebooks")).toMatchObject({
		verdict: "failed",
		advice: expect.stringMatching(/HW_REGION_NAME/) as string,
	});
}, 30_000);

test("an unreachable endpoint is reported once, and its other checks are skipped", async () => {
	const dead = "http://127.0.0.1:9";
	const endpoints = JSON.stringify({ ...cloud.endpoints, modelarts: dead });
	const { code, find, verdicts } = await runDoctor({ HW_ENDPOINTS: endpoints });
	expect(code).toBe(3);
	expect(find("demanager")).toMatchObject({
		verdict: "failed",
		message: expect.stringContaining(dead) as string,
		advice: expect.stringMatching(/HW_ENDPOINTS/) as string,
	});
	expect(find("notebooks")?.message).toBe("not run: the service cannot be reached");
	expect(verdicts).toMatchObject({ images: "skipped", workspaces: "skipped", iam: "ok", ims: "ok", quota: "ok" });
}, 60_000);

test("the quota is shown if it can be read, and neither quota nor workspaces are a failure otherwise", async () => {
	const { find, ok } = await runDoctor();
	expect(find("quota")?.message).toMatch(/^\d+ of \d+ private images used$/);
	expect(find("workspaces")).toMatchObject({ verdict: "ok", message: "default (0, NORMAL)" });
	expect(ok).toBe(true);

	cloud.admin.changeSettings({ switchedOff: ["workspaces"], deniedOperations: ["showImageQuota"] });
	const other = await runDoctor();
	cloud.admin.changeSettings({ switchedOff: [], deniedOperations: [] });
	expect(other.find("workspaces")).toMatchObject({ verdict: "note" });
	expect(other.find("quota")).toMatchObject({ verdict: "warning" });
	expect(other.ok).toBe(true);
}, 60_000);

test("a security token from another source than its access key is not used, and is reported", async () => {
	const { find } = await runDoctor({ HW_SECURITY_TOKEN: "STleftOverFromYesterday" });
	expect(find("credentials")).toEqual({
		check: "credentials",
		verdict: "warning",
		message: expect.stringMatching(
			/a security token is set in another place \(.*HW_SECURITY_TOKEN.*\) and is not used$/,
		) as string,
		advice: "Set all parts of one set of credentials in one place.",
	});
}, 30_000);

test("a clock that is an hour off is reported as the cause", async () => {
	const late = await openCloud({ clock: new ManualClock(Date.now() - HOUR) });
	const date = new Date(Date.now() - HOUR).toUTCString();
	late.admin.addFault({ match: {}, times: null, action: { headers: { date } } });
	const { code, find } = await runDoctor(environmentOf(late));
	expect(code).toBe(3);
	expect(find("iam")?.advice).toMatch(/^This machine's clock is 60 minutes ahead of the service's/);
	expect(find("clock")).toEqual({
		check: "clock",
		verdict: "failed",
		message: "60 minutes ahead of the services' clocks",
		advice: "Correct this machine's clock: signatures are valid for 15 minutes.",
	});
}, 30_000);

test("a missing permission to list is reported with its name", async () => {
	const body = { error_code: "APIGW.0302", error_msg: "The IAM user is not authorized to access the API." };
	cloud.admin.addFault({ match: { operation: "listImage" }, times: 1, action: { status: 403, body } });
	const { code, find } = await runDoctor();
	expect(code).toBe(3);
	expect(find("images")).toMatchObject({
		verdict: "failed",
		advice: expect.stringMatching(/Ask its administrator for the permission modelarts:\w+:list\./) as string,
	});
}, 30_000);

test("missing credentials are reported with the searched sources, before any request", async () => {
	const { stdout, code } = await stack.runHelper(["doctor", "--no-config"], { HW_REGION_NAME: "cn-north-4" });
	expect(code).toBe(3);
	expect(stdout).toMatch(/failed {3}credentials {3}No credentials for the cloud\n\s+→ Set one whole set in one place/);
	expect(cloud.admin.requests()).toEqual([]);
}, 30_000);

test("invalid options end with exit code 2", async () => {
	expect(await stack.runHelper(["cure"])).toMatchObject({ code: 2 });
	expect(await stack.runHelper(["orphans", "--older-than", "soon"])).toMatchObject({ code: 2 });
	expect(await stack.runHelper(["import-file"])).toMatchObject({ code: 2 });
}, 30_000);
