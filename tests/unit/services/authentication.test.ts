import { isStale, type Token, TokenStore } from "../../../provider/services/auth/token-store";
import { Secret } from "../../../provider/services/http/secret";
import { createFakeClock } from "../rate-limit/fake-clock";
import { catchError, openServices } from "./support/open-services";
import { type Received, type Reply, type Service, startService } from "./support/service";

const user = { accessKey: "", secretKey: "", userName: "me", password: "pass-word", domainName: "us" };
const hour = 3_600_000;

let service: Service;

afterEach(() => service?.close());

const isTokenCall = ({ url }: Received) => url.startsWith("/v3/auth/tokens");

/** Issues tokens `token-1`, `token-2`, …, and answers everything else as the test says. */
async function startWithTokens(answer: (request: Received) => Reply, lifetime = 24 * hour) {
	let issued = 0;
	service = await startService((request) => {
		if (!isTokenCall(request)) return answer(request);
		const token = {
			issued_at: "2020-01-03T09:05:22.701000Z",
			expires_at: new Date(Date.parse("2020-01-03T09:05:22.701Z") + lifetime).toISOString(),
			project: { id: "project-of-token", name: "cn-north-4" },
		};
		return { status: 201, headers: { "x-subject-token": `token-${++issued}` }, body: { token } };
	});
	return service;
}

const tokensUsed = () =>
	service.requests.filter((one) => !isTokenCall(one)).map(({ headers }) => headers["x-auth-token"]);
const tokenCalls = () => service.requests.filter(isTokenCall);

test("a user gets one token for the project, however many calls begin at once", async () => {
	await startWithTokens(() => ({ body: { id: "DE-1" } }));
	const { demanager } = await openServices(service.url, user).for({});
	await Promise.all([1, 2, 3].map((id) => demanager.getInstance(`DE-${id}`)));
	expect(tokensUsed()).toEqual(["token-1", "token-1", "token-1"]);
	expect(tokenCalls().map(({ body }) => JSON.parse(body).auth)).toEqual([
		{
			identity: {
				methods: ["password"],
				password: { user: { name: "me", password: "pass-word", domain: { name: "us" } } },
			},
			scope: { project: { id: "0123456789abcdef0123456789abcdef" } },
		},
	]);
});

test("without a project id, the token is for the region's project and tells its id", async () => {
	await startWithTokens(() => ({ body: { id: "DE-1" } }));
	const cloud = await openServices(service.url, { ...user, projectId: "" }).for({});
	expect(cloud.projectId).toBe("project-of-token");
	await cloud.demanager.getInstance("DE-1");
	expect(JSON.parse(tokenCalls()[0]?.body ?? "").auth.scope).toEqual({ project: { name: "cn-north-4" } });
	expect(tokenCalls()).toHaveLength(1);
});

test("a token that is rejected during a run is renewed once, and the request continues, even a create", async () => {
	await startWithTokens(({ headers }) =>
		headers["x-auth-token"] === "token-1"
			? { status: 401, body: { error_code: "APIGW.0307", error_msg: "The token must be updated." } }
			: { body: { id: "DE-1" } },
	);
	const { demanager } = await openServices(service.url, user).for({});
	expect(await demanager.createInstance({ name: "lab" } as never)).toEqual({ id: "DE-1" });
	expect(tokensUsed()).toEqual(["token-1", "token-2"]);
});

test("a token that is rejected again is not renewed again", async () => {
	await startWithTokens(() => ({ status: 401, body: { error_code: "ModelArts.0202", error_msg: "expired" } }));
	const { demanager } = await openServices(service.url, user).for({});
	await expect(demanager.getInstance("DE-1")).rejects.toThrow(/huaweicloud:userName, huaweicloud:password/);
	expect(tokensUsed()).toEqual(["token-1", "token-2"]);
});

test("a token is renewed ahead of its end, by the service's own times", async () => {
	await startWithTokens(() => ({ body: { id: "DE-1" } }), 2 * hour);
	const clock = createFakeClock(1_000_000);
	const { demanager } = await openServices(service.url, user, { clock }).for({});
	await demanager.getInstance("DE-1");
	clock.advance(1.4 * hour);
	await demanager.getInstance("DE-1");
	clock.advance(0.2 * hour);
	await demanager.getInstance("DE-1");
	expect(tokensUsed()).toEqual(["token-1", "token-1", "token-2"]);
});

test.each([
	[24 * hour, 22.9 * hour, false],
	[24 * hour, 23.1 * hour, true],
	[1000, 700, false],
	[1000, 800, true],
])("a token of %d ms is stale after %d ms: %s", (lifetime, age, stale) => {
	const token: Token = { text: new Secret("t"), lifetime, expiresAt: lifetime };
	expect(isStale(token, age)).toBe(stale);
});

test("a token that another request has renewed already is kept", async () => {
	let issued = 0;
	const issue = async () => ({ text: new Secret(`t${++issued}`), lifetime: hour, expiresAt: hour });
	const store = new TokenStore(issue, () => 0);
	await store.get();
	store.discard("t1");
	await store.get();
	store.discard("t1");
	expect((await store.get()).text.reveal()).toBe("t2");
});

test("a wrong password is reported and never retried", async () => {
	const body = { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } };
	service = await startService([{ status: 401, body }]);
	const { demanager } = await openServices(service.url, user).for({});
	const error = await catchError(demanager.getInstance("DE-1"));
	expect(error.message).toMatch(
		/^Could not get a token for user me .*: IAM answered 401: "The username or password is wrong"\. .*huaweicloud:password/,
	);
	expect(service.requests).toHaveLength(1);
});

test("a create whose token cannot be had has had no effect", async () => {
	service = await startService([{ status: 500 }]);
	const { demanager } = await openServices(service.url, user).for({});
	const create = demanager.createInstance({ name: "lab" } as never, { deadline: Date.now() + 5 });
	expect(await catchError(create)).toMatchObject({ operation: "createToken", effect: "none" });
});

test("a configured token that is rejected is reported as such, and tried once", async () => {
	service = await startService([
		{
			status: 401,
			body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: decrypt token fail" },
		},
	]);
	const more = { accessKey: "", secretKey: "", authToken: "tok" };
	const { demanager } = await openServices(service.url, more).for({});
	await expect(demanager.getInstance("DE-1")).rejects.toThrow(/The token from the stack's config is not valid here/);
	expect(tokensUsed()).toEqual(["tok"]);
});

test.each([
	[
		"a wrong signature",
		"verify aksk signature fail, canonicalRequest:GET|/v1/|",
		/secret key does not belong to the access key/,
	],
	[
		"an unknown key",
		"ak AKEXAMPLEFORTESTS001 not exist",
		/"Incorrect: ak \*\*\* not exist".*does not know the access key/,
	],
	["a locked key", "AK access failed to reach the limit,forbidden.", /locked this access key for 5 minutes/],
])("%s is reported, and tried once: retries would lock the key", async (_what, text, message) => {
	service = await startService([{ status: 401, body: { error_code: "APIGW.0301", error_msg: `Incorrect: ${text}` } }]);
	const { demanager } = await openServices(service.url).for({});
	await expect(demanager.getInstance("DE-1")).rejects.toThrow(message);
	expect(service.requests).toHaveLength(1);
});

test("the request that the gateway prints after its reason is left out", async () => {
	const text = "verify aksk signature fail, canonicalRequest:GET|/v1/p/||host:h|x-security-token:abc||host|e3b0";
	service = await startService([{ status: 401, body: { error_code: "APIGW.0301", error_msg: text } }]);
	const { demanager } = await openServices(service.url).for({});
	const { message } = await catchError(demanager.getInstance("DE-1"));
	expect(message).toContain('APIGW.0301: "verify aksk signature fail".');
	expect(message).not.toContain("x-security-token");
});
