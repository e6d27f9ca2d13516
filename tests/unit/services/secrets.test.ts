import { inspect } from "node:util";
import type { ServiceRegistry } from "../../../provider/services/service-registry";
import { catchError, openServices } from "./support/open-services";
import { type Received, type Reply, type Service, startService } from "./support/service";

/** Twelve secrets, of which no trace may be seen. Some have signs that change when they are encoded. */
const secrets = {
	accessKey: "MARK01ACCESSKEY",
	secretKey: "MARK02-secret/key+==",
	securityToken: "MARK03-security+token==",
	authToken: "MARK04-auth-token",
	password: 'MARK05 p"ss wörd',
	subjectToken: "MARK06-subject-token",
	renewedToken: "MARK07-renewed-token",
	instanceToken: "MARK08-instance-token",
	proxyPassword: "MARK09-proxy",
	otherPassword: "MARK10-other",
	explicitKey: "MARK11-explicit",
	endpointPassword: "MARK12-endpoint",
};

const accounts: Record<string, Record<string, string>> = {
	"a temporary key": {
		accessKey: secrets.accessKey,
		secretKey: secrets.secretKey,
		securityToken: secrets.securityToken,
	},
	"a token": { accessKey: "", secretKey: "", authToken: secrets.authToken },
	"a user": { accessKey: "", secretKey: "", userName: "me", password: secrets.password, domainName: "us" },
};

let service: Service;

afterEach(async () => {
	delete process.env.HTTP_PROXY;
	await service?.close();
});

/** What the service has of the request: everything, as a server that echoes would send it back. */
const echo = ({ headers, body, url }: Received) => JSON.stringify({ headers, body, url }).replaceAll('"', "'");

const failures: Record<string, (request: Received) => Reply> = {
	"an error response that echoes the request": (request) => ({
		status: 400,
		headers: { "x-request-id": request.headers["x-auth-token"]?.toString() ?? request.headers.authorization ?? "" },
		body: { error_code: "X.1", error_msg: `${echo(request)}` },
	}),
	"a gateway that prints the canonical request": ({ headers }) => ({
		status: 401,
		body: {
			error_code: "APIGW.0301",
			error_msg: `verify aksk signature fail, canonicalRequest:GET|/v1/||x-security-token:${String(headers["x-security-token"])}|x-sdk-date:1||`,
		},
	}),
	"a success that is an error": (request) => ({ body: { error_code: "X.1", error_msg: echo(request) } }),
	HTML: (request) => ({ headers: { "content-type": "text/html" }, body: `<pre>${echo(request)}</pre>` }),
	"a connection that breaks": () => ({ cut: true }),
	"a server's fault": (request) => ({ status: 500, body: { error: { message: echo(request) } } }),
};

/** Every way of printing that shows anything. */
function print(error: Error): string {
	const own = Object.fromEntries(
		Object.getOwnPropertyNames(error).map((name) => [name, (error as never as Record<string, unknown>)[name]]),
	);
	return [
		inspect(error, { depth: 10, showHidden: true }),
		JSON.stringify(error),
		JSON.stringify(own),
		error.message,
		error.stack,
		String(error),
		inspect(error.cause),
	].join("\n");
}

async function failEverywhere(clouds: ServiceRegistry): Promise<Error[]> {
	const cloud = await clouds.for({}, { deadline: Date.now() + 5 }).catch((error: unknown) => error as Error);
	if (cloud instanceof Error) return [cloud];
	const options = { deadline: Date.now() + 5 };
	return Promise.all([
		catchError(cloud.demanager.getInstance("DE-1", options)),
		catchError(cloud.demanager.createInstance({ name: "lab" } as never, options)),
		catchError(cloud.demanager.deleteInstance("DE-1", options)),
		catchError(cloud.demanager.listInstances({}, options)),
	]);
}

const cases = Object.keys(accounts).flatMap((account) => Object.keys(failures).map((failure) => [account, failure]));

test.each(cases)("with %s, %s shows no secret", async (account, failure) => {
	service = await startService((request) => {
		const forToken = request.url.startsWith("/v3/auth/tokens");
		if (forToken && failure !== "a server's fault") return issueToken(secrets.subjectToken);
		return failures[failure ?? ""]?.(request) ?? {};
	});
	const errors = await failEverywhere(openServices(service.url, accounts[account ?? ""]));
	for (const error of errors) {
		expect(error.message).toMatch(/^Could not /);
		expect(print(error)).not.toMatch(/MARK\d\d/);
	}
});

function issueToken(text: string): Reply {
	return { status: 201, headers: { "x-subject-token": text }, body: { token: { project: { id: "p" } } } };
}

test("a wrong password that the server echoes is not shown", async () => {
	service = await startService(({ body }) => ({
		status: 401,
		body: { error: { code: 401, message: `wrong: ${body}` } },
	}));
	const clouds = openServices(service.url, accounts["a user"]);
	const [error] = await failEverywhere(clouds);
	expect(print(error as Error)).not.toMatch(/MARK\d\d/);
	expect(service.requests[0]?.body).toContain("MARK05");
});

test("tokens that were issued in this run are not shown, the renewed one neither", async () => {
	let issued = 0;
	service = await startService((request) => {
		if (request.url.startsWith("/v3/")) return issueToken(issued++ ? secrets.renewedToken : secrets.subjectToken);
		return { status: 401, body: { error_code: "APIGW.0307", error_msg: `${secrets.subjectToken} ${echo(request)}` } };
	});
	for (const error of await failEverywhere(openServices(service.url, accounts["a user"]))) {
		expect(print(error)).not.toMatch(/MARK\d\d/);
	}
	expect(JSON.stringify(service.requests)).toContain("MARK07");
});

test("the token of an instance is not shown afterwards", async () => {
	service = await startService((_request, index) =>
		index === 0
			? { body: { token: secrets.instanceToken } }
			: { status: 400, body: { error_code: "X.1", error_msg: `no ${secrets.instanceToken}` } },
	);
	const { demanager } = await openServices(service.url).for({});
	expect(await demanager.getInstanceToken("DE-1")).toBe(secrets.instanceToken);
	expect(print(await catchError(demanager.getInstance("DE-1")))).not.toMatch(/MARK\d\d/);
});

test("invalid configuration is reported without its values", async () => {
	service = await startService([{}]);
	process.env.HTTP_PROXY = `http://me:${secrets.proxyPassword}@127.0.0.1:1`;
	const proxied = openServices("http://modelarts.example.test", { endpoints: { modelarts: "http://example.test" } });
	for (const error of await failEverywhere(proxied)) expect(print(error)).not.toMatch(/MARK\d\d/);

	process.env.HTTP_PROXY = `me:${secrets.proxyPassword}@proxy`;
	for (const error of await failEverywhere(proxied)) expect(print(error)).not.toMatch(/MARK\d\d/);

	for (const more of [
		{ endpoints: { iam: `https://me:${secrets.endpointPassword}@host` } },
		{ region: secrets.otherPassword + " ", insecure: secrets.otherPassword },
		{ securityToken: `${secrets.explicitKey} ` + "\u0000" },
	]) {
		const error = await catchError(Promise.resolve().then(() => openServices(service.url, more).for({})));
		expect(print(error)).not.toMatch(/MARK\d\d/);
	}
});
