import { send, signHeaders, writeDate } from "./client";
import { Cloud, closeClouds, goodInstance } from "./cloud";

afterEach(closeClouds);

/** A good signed request, ready to be spoilt. */
async function prepare() {
	const cloud = await Cloud.start({ keyLockAfter: 0 });
	const { simulator, clock } = cloud;
	const sending = { method: "POST", target: cloud.instances, body: JSON.stringify(goodInstance) };
	const plain = {
		"content-type": "application/json",
		host: new URL(simulator.url).host,
		"x-project-id": simulator.projectId,
		"x-sdk-date": writeDate(clock.now()),
	};
	const headers = signHeaders(simulator, sending, plain);
	return { cloud, simulator, sending, plain, headers };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

const mutations: Record<string, (good: Prepared) => object> = {
	"the method": ({ headers }) => ({ method: "GET", headers }),
	"the path": ({ sending, headers }) => ({ target: `${sending.target}/DE-1/action`, headers }),
	"the query": ({ sending, headers }) => ({ target: `${sending.target}?a=1`, headers }),
	"a signed header": ({ headers }) => ({ headers: { ...headers, "content-type": "text/plain" } }),
	"the project header": ({ headers }) => ({ headers: { ...headers, "x-project-id": "other" } }),
	"the host": ({ headers }) => ({ headers: { ...headers, host: "elsewhere" } }),
	"the date": ({ headers, cloud }) => ({ headers: { ...headers, "x-sdk-date": writeDate(cloud.clock.now() + 1000) } }),
	"the body": ({ sending, headers }) => ({ body: `${sending.body} `, headers }),
	"the list of signed headers": ({ headers }) => ({
		headers: { ...headers, authorization: headers["authorization"]?.replace("content-type;", "") },
	}),
	"one digit of the signature": ({ headers }) => ({
		headers: {
			...headers,
			authorization: headers["authorization"]?.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
		},
	}),
	"the secret key": ({ sending, plain, simulator }) => ({
		headers: signHeaders({ ...simulator, secretKey: "another" }, sending, plain),
	}),
};

test.each(Object.entries(mutations))("a signature is refused when %s was changed after signing", async (_, mutate) => {
	const good = await prepare();
	const answer = await send(good.simulator.url, { ...good.sending, ...mutate(good) });
	expect(answer.status).toBe(401);
	expect(answer.json.error_code).toBe("APIGW.0301");
	expect(answer.json.error_msg).toMatch(/verify aksk signature fail, canonicalRequest:[A-Z]+\|\/v1\//);
});

test("a good signature is let in", async () => {
	const { simulator, sending, headers } = await prepare();
	expect((await send(simulator.url, { ...sending, headers })).status).toBe(200);
});

test("headers that are not signed may be changed on the way", async () => {
	const { simulator, sending, headers } = await prepare();
	const answer = await send(simulator.url, {
		...sending,
		headers: { ...headers, "user-agent": "proxy", accept: "*/*" },
	});
	expect(answer.status).toBe(200);
});

test("the refusal shows the gateway's own canonical request in one line, with the security token masked", async () => {
	const { simulator, sending, plain } = await prepare();
	const signed = signHeaders({ ...simulator, secretKey: "wrong" }, sending, { ...plain, "x-security-token": "SECRET" });
	const answer = await send(simulator.url, { ...sending, headers: signed });
	expect(answer.json.error_msg).toContain("|x-security-token:***|");
	expect(answer.text).not.toContain("SECRET");
});

test("bytes of a body are covered also on a GET", async () => {
	const { cloud } = await prepare();
	const target = `${cloud.instances}?de_type=Notebook`;
	expect((await cloud.call("GET", target, "{}")).status).toBe(200);
});

test.each([
	["too old", -15 * 60_000 - 1000, 401],
	["just young enough", -15 * 60_000, 200],
	["too far ahead", 15 * 60_000 + 1000, 401],
])("a signature that is %s gets what the clock says", async (_, age, status) => {
	const { cloud } = await prepare();
	const headers = { "x-sdk-date": writeDate(cloud.clock.now() + age) };
	const answer = await cloud.call("GET", `${cloud.instances}?de_type=Notebook`, undefined, { headers });
	expect(answer.status).toBe(status);
	if (status === 401)
		expect(answer.json.error_msg).toMatch(/signature expired, signature time:\d{8}T\d{6}Z,server time:\d{8}T\d{6}Z$/);
});

test("a simulator with a wrong clock says so in its Date header", async () => {
	const cloud = await Cloud.start({ clockOffset: 3_600_000 });
	const answer = await cloud.list();
	expect(answer.json.error_msg).toContain("signature expired");
	expect(Date.parse(answer.headers.date ?? "")).toBe(cloud.clock.now() + 3_600_000);
});

test("an unknown key is named", async () => {
	const { simulator, sending, plain } = await prepare();
	const headers = signHeaders({ ...simulator, accessKey: "STRANGER" }, sending, plain);
	const answer = await send(simulator.url, { ...sending, headers });
	expect(answer.json.error_msg).toBe("Incorrect IAM authentication information: ak STRANGER not exist");
});

test.each([["Basic abc"], ["SDK-HMAC-SHA256 Credential=AK/20260101///sdk_request, SignedHeaders=host, Signature=00"]])(
	"an Authorization header of another form is refused: %s",
	async (authorization) => {
		const { simulator, sending, plain } = await prepare();
		const answer = await send(simulator.url, { ...sending, headers: { ...plain, authorization } });
		expect([answer.status, answer.json.error_code]).toEqual([401, "APIGW.0301"]);
	},
);

test("a signature without a signed date is refused", async () => {
	const { simulator, sending, plain } = await prepare();
	const { "x-sdk-date": date, ...undated } = plain;
	const signed = signHeaders(simulator, sending, undated);
	for (const headers of [signed, { ...signed, "x-sdk-date": date }]) {
		const answer = await send(simulator.url, { ...sending, headers });
		expect(answer.json.error_msg).toContain("x-sdk-date");
	}
});

test("after five wrong signatures in a row the key is locked for five minutes, right ones included", async () => {
	const cloud = await Cloud.start();
	const { simulator, clock } = cloud;
	const sendWrong = () => {
		const sending = { target: `${cloud.instances}?de_type=Notebook` };
		const plain = { host: new URL(simulator.url).host, "x-sdk-date": writeDate(clock.now()) };
		return send(simulator.url, {
			...sending,
			headers: signHeaders({ ...simulator, secretKey: "wrong" }, sending, plain),
		});
	};
	for (let count = 0; count < 5; count++) expect((await sendWrong()).json.error_msg).toContain("verify aksk");
	expect((await cloud.list()).json.error_msg).toContain("AK access failed to reach the limit");
	clock.advance(5 * 60_000);
	expect((await cloud.list()).status).toBe(200);
});

test("a temporary key is let in only with its security token", async () => {
	const cloud = await Cloud.start({ keys: [{ accessKey: "TEMPORARY", secretKey: "sk", securityToken: "session" }] });
	const call = (headers: Record<string, string>) => {
		const plain = { host: new URL(cloud.simulator.url).host, "x-sdk-date": writeDate(cloud.clock.now()), ...headers };
		const sending = { target: `${cloud.instances}?de_type=Notebook` };
		const signed = signHeaders({ accessKey: "TEMPORARY", secretKey: "sk" }, sending, plain);
		return send(cloud.simulator.url, { ...sending, headers: signed });
	};
	expect((await call({ "x-security-token": "session" })).status).toBe(200);
	expect((await call({ "x-security-token": "other" })).status).toBe(401);
	expect((await call({})).status).toBe(401);
});
