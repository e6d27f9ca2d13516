import { send, signHeaders, writeDate } from "./client";
import { Cloud, closeClouds, validInstance } from "./cloud";

afterEach(closeClouds);

/** A validly signed request, which the tests modify. */
async function prepare() {
	const cloud = await Cloud.start({ keyLockAfter: 0 });
	const { simulator, clock } = cloud;
	const requestOptions = { method: "POST", target: cloud.instances, body: JSON.stringify(validInstance) };
	const plain = {
		"content-type": "application/json",
		host: new URL(simulator.url).host,
		"x-project-id": simulator.projectId,
		"x-sdk-date": writeDate(clock.now()),
	};
	const headers = signHeaders(simulator, requestOptions, plain);
	return { cloud, simulator, requestOptions, plain, headers };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

const mutations: Record<string, (prepared: Prepared) => object> = {
	"the method": ({ headers }) => ({ method: "GET", headers }),
	"the path": ({ requestOptions, headers }) => ({ target: `${requestOptions.target}/DE-1/action`, headers }),
	"the query": ({ requestOptions, headers }) => ({ target: `${requestOptions.target}?a=1`, headers }),
	"a signed header": ({ headers }) => ({ headers: { ...headers, "content-type": "text/plain" } }),
	"the project header": ({ headers }) => ({ headers: { ...headers, "x-project-id": "other" } }),
	"the host": ({ headers }) => ({ headers: { ...headers, host: "elsewhere" } }),
	"the date": ({ headers, cloud }) => ({ headers: { ...headers, "x-sdk-date": writeDate(cloud.clock.now() + 1000) } }),
	"the body": ({ requestOptions, headers }) => ({ body: `${requestOptions.body} `, headers }),
	"the list of signed headers": ({ headers }) => ({
		headers: { ...headers, authorization: headers["authorization"]?.replace("content-type;", "") },
	}),
	"one digit of the signature": ({ headers }) => ({
		headers: {
			...headers,
			authorization: headers["authorization"]?.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
		},
	}),
	"the secret key": ({ requestOptions, plain, simulator }) => ({
		headers: signHeaders({ ...simulator, secretKey: "another" }, requestOptions, plain),
	}),
};

test.each(Object.entries(mutations))("a signature is rejected if %s was changed after signing", async (_, mutate) => {
	const prepared = await prepare();
	const response = await send(prepared.simulator.url, { ...prepared.requestOptions, ...mutate(prepared) });
	expect(response.status).toBe(401);
	expect(response.json.error_code).toBe("APIGW.0301");
	expect(response.json.error_msg).toMatch(/verify aksk signature fail, canonicalRequest:[A-Z]+\|\/v1\//);
});

test("a valid signature is accepted", async () => {
	const { simulator, requestOptions, headers } = await prepare();
	expect((await send(simulator.url, { ...requestOptions, headers })).status).toBe(200);
});

test("unsigned headers can be changed", async () => {
	const { simulator, requestOptions, headers } = await prepare();
	const response = await send(simulator.url, {
		...requestOptions,
		headers: { ...headers, "user-agent": "proxy", accept: "*/*" },
	});
	expect(response.status).toBe(200);
});

test("the error of a wrong signature shows the gateway's canonical request in one line, with the security token masked", async () => {
	const { simulator, requestOptions, plain } = await prepare();
	const signed = signHeaders({ ...simulator, secretKey: "wrong" }, requestOptions, {
		...plain,
		"x-security-token": "SECRET",
	});
	const response = await send(simulator.url, { ...requestOptions, headers: signed });
	expect(response.json.error_msg).toContain("|x-security-token:***|");
	expect(response.text).not.toContain("SECRET");
});

test("the body of a GET is covered by the signature", async () => {
	const { cloud } = await prepare();
	const target = `${cloud.instances}?de_type=Notebook`;
	expect((await cloud.call("GET", target, "{}")).status).toBe(200);
});

test.each([
	["too old", -15 * 60_000 - 1000, 401],
	["just recent enough", -15 * 60_000, 200],
	["too far ahead", 15 * 60_000 + 1000, 401],
])("a signature that is %s is checked against the clock", async (_, age, status) => {
	const { cloud } = await prepare();
	const headers = { "x-sdk-date": writeDate(cloud.clock.now() + age) };
	const response = await cloud.call("GET", `${cloud.instances}?de_type=Notebook`, undefined, { headers });
	expect(response.status).toBe(status);
	if (status === 401)
		expect(response.json.error_msg).toMatch(/signature expired, signature time:\d{8}T\d{6}Z,server time:\d{8}T\d{6}Z$/);
});

test("a clock offset is visible in the Date header", async () => {
	const cloud = await Cloud.start({ clockOffset: 3_600_000 });
	const response = await cloud.list();
	expect(response.json.error_msg).toContain("signature expired");
	expect(Date.parse(response.headers.date ?? "")).toBe(cloud.clock.now() + 3_600_000);
});

test("an unknown key is named in the error", async () => {
	const { simulator, requestOptions, plain } = await prepare();
	const headers = signHeaders({ ...simulator, accessKey: "STRANGER" }, requestOptions, plain);
	const response = await send(simulator.url, { ...requestOptions, headers });
	expect(response.json.error_msg).toBe("Incorrect IAM authentication information: ak STRANGER not exist");
});

test.each([["Basic abc"], ["SDK-HMAC-SHA256 Credential=AK/20260101///sdk_request, SignedHeaders=host, Signature=00"]])(
	"an Authorization header of another form is rejected: %s",
	async (authorization) => {
		const { simulator, requestOptions, plain } = await prepare();
		const response = await send(simulator.url, { ...requestOptions, headers: { ...plain, authorization } });
		expect([response.status, response.json.error_code]).toEqual([401, "APIGW.0301"]);
	},
);

test("a signature without a signed date is rejected", async () => {
	const { simulator, requestOptions, plain } = await prepare();
	const { "x-sdk-date": date, ...undated } = plain;
	const signed = signHeaders(simulator, requestOptions, undated);
	for (const headers of [signed, { ...signed, "x-sdk-date": date }]) {
		const response = await send(simulator.url, { ...requestOptions, headers });
		expect(response.json.error_msg).toContain("x-sdk-date");
	}
});

test("a key is locked for five minutes after five wrong signatures in a row", async () => {
	const cloud = await Cloud.start();
	const { simulator, clock } = cloud;
	const sendWrong = () => {
		const requestOptions = { target: `${cloud.instances}?de_type=Notebook` };
		const plain = { host: new URL(simulator.url).host, "x-sdk-date": writeDate(clock.now()) };
		return send(simulator.url, {
			...requestOptions,
			headers: signHeaders({ ...simulator, secretKey: "wrong" }, requestOptions, plain),
		});
	};
	for (let count = 0; count < 5; count++) expect((await sendWrong()).json.error_msg).toContain("verify aksk");
	expect((await cloud.list()).json.error_msg).toContain("AK access failed to reach the limit");
	clock.advance(5 * 60_000);
	expect((await cloud.list()).status).toBe(200);
});

test("a temporary key is accepted only with its security token", async () => {
	const cloud = await Cloud.start({ keys: [{ accessKey: "TEMPORARY", secretKey: "sk", securityToken: "session" }] });
	const call = (headers: Record<string, string>) => {
		const plain = { host: new URL(cloud.simulator.url).host, "x-sdk-date": writeDate(cloud.clock.now()), ...headers };
		const requestOptions = { target: `${cloud.instances}?de_type=Notebook` };
		const signed = signHeaders({ accessKey: "TEMPORARY", secretKey: "sk" }, requestOptions, plain);
		return send(cloud.simulator.url, { ...requestOptions, headers: signed });
	};
	expect((await call({ "x-security-token": "session" })).status).toBe(200);
	expect((await call({ "x-security-token": "other" })).status).toBe(401);
	expect((await call({})).status).toBe(401);
});
