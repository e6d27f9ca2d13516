import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { certificate, key } from "../unit/services/support/certificate";
import { make, notebook } from "../support/notebook";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { catchError, openWorlds, shareProvider } from "../support/world";
import { isFull } from "../support/full";

const openWorld = openWorlds();

const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

async function listen(server: ReturnType<typeof createServer>, scheme: string): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	closers.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closedPort(): Promise<string> {
	const server = createServer();
	const url = await listen(server, "http");
	await new Promise((resolve) => server.close(resolve));
	return url;
}

const webSite = createServer((_request, response) => {
	response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Welcome</body></html>");
});
const emptySite = createServer((_request, response) => {
	response.writeHead(404, { "content-type": "text/html" }).end("<html><body>Not found</body></html>");
});
const moved = createServer((_request, response) => {
	response.writeHead(302, { location: "https://example.test/login" }).end();
});
const mute = createServer((request) => request.socket.destroy());
const selfSigned = createTlsServer({ cert: certificate, key }, (_request, response) => response.end("{}"));
const plain = createServer((_request, response) => response.end("{}"));

const everywhere = (url: string) => ({
	"huaweicloud:endpoints": JSON.stringify({ iam: url, modelarts: url, ims: url }),
});

const noKeys = { "huaweicloud:accessKey": undefined, "huaweicloud:secretKey": undefined };
const user = { "huaweicloud:userName": "simulator-user", "huaweicloud:domainName": "any" };

type Row = readonly [what: string, config: () => Json | Promise<Json>, sentence: RegExp];

const rows: Row[] = [
	[
		"a wrong secret key",
		() => ({ "huaweicloud:secretKey": "x".repeat(40) }),
		/401.*huaweicloud:secretKey.*HW_SECRET_KEY/,
	],
	["an unknown access key", () => ({ "huaweicloud:accessKey": "x".repeat(20) }), /401.*huaweicloud:accessKey/],
	["no credentials", () => noKeys, /No credentials.*HW_ACCESS_KEY.*huaweicloud:accessKey/],
	[
		"half of a key pair",
		() => ({ "huaweicloud:secretKey": undefined }),
		/Found, but not a whole set.*huaweicloud:accessKey/,
	],
	["a wrong token", () => ({ ...noKeys, "huaweicloud:authToken": "MIIX".repeat(9) }), /401.*huaweicloud:authToken/],
	["a wrong password", () => ({ ...noKeys, ...user, "huaweicloud:password": "x" }), /401.*huaweicloud:password/],
	["a closed port", async () => everywhere(await closedPort()), /ECONNREFUSED.*huaweicloud:(endpoints|region)/],
	["a website", async () => everywhere(await listen(webSite, "http")), /huaweicloud:endpoints \(HW_ENDPOINTS\)/],
	["an address without the API", async () => everywhere(await listen(emptySite, "http")), /404.*huaweicloud:endpoints/],
	["an address that redirects", async () => everywhere(await listen(moved, "http")), /302.*huaweicloud:endpoints/],
	["a self-signed certificate", async () => everywhere(await listen(selfSigned, "https")), /huaweicloud:caCertificate/],
	["TLS where there is none", async () => everywhere(await listen(plain, "https")), /huaweicloud:endpoints/],
	["an invalid setting", () => ({ "huaweicloud:insecure": "perhaps" }), /huaweicloud:insecure.*expected true or false/],
];

/** Of the sentences, `unit/services` has all; in `npm test`, one for each layer that rejects. */
const FEW =
	/wrong secret key|no credentials|wrong token|wrong password|closed port|website|self-signed|invalid setting/;

test.each(isFull ? rows : rows.filter(([what]) => FEW.test(what)))(
	"%s is reported in one sentence that names the setting, and no object counts as deleted",
	async (_what, config, sentence) => {
		const world = await openWorld();
		const provider = await world.start({ config: await config() });
		const { inputs } = await provider.check(notebook());
		const { region, projectId } = world.simulator;
		const state = { ...inputs, region, projectId, status: "RUNNING" };

		const calls = [
			provider.create(inputs),
			provider.read("DE-1", state),
			provider.update("DE-1", state, { ...inputs, description: "new" }),
			provider.delete("DE-1", state),
		];
		for (const error of await Promise.all(calls.map((call) => catchError<ProviderError>(call)))) {
			expect(error.message).toMatch(sentence);
			expect(error.message).not.toMatch(/\n|\bat .*\.js/);
			expect(error.message.length).toBeLessThan(1000);
			expect(error.halfCreated).toBeUndefined();
		}
	},
);

test("a missing region is reported; an object with a region in the state is still read", async () => {
	const world = await openWorld();
	const provider = await world.start({ config: { "huaweicloud:region": undefined } });
	const error = await catchError<ProviderError>(make(provider));
	expect(error.message).toMatch(/region is missing: set huaweicloud:region \(HW_REGION_NAME\)/);
	expect(world.operations()).toEqual([]);

	const { region, projectId } = world.simulator;
	const { id, outputs } = await make(provider, { region, projectId });
	expect((await provider.read(id, outputs)).id).toBe(id);
});

test("a service that resets every connection is reported as such within the timeout", async () => {
	const world = await openWorld();
	const provider = await world.start({ config: everywhere(await listen(mute, "http")) });
	const { inputs } = await provider.check(notebook({ timeouts: { create: 0.2, read: 0.2 } }));
	const state = { ...inputs, region: "cn-north-4", projectId: "p", status: "RUNNING" };
	const errors = await Promise.all(
		[provider.create(inputs), provider.read("DE-1", state)].map((call) => catchError<ProviderError>(call)),
	);
	for (const { message } of errors) expect(message).toMatch(/the connection to ModelArts .* broke \(ECONNRESET\)/);
});

describe("with a notebook in the state", () => {
	const at = shareProvider();
	const html = { headers: { "content-type": "text/html" }, body: "<html>404 Not Found</html>" };

	const answers = [
		["403 of the service", { status: 403, body: { error_code: "ModelArts.0108", error_msg: "not authorized" } }],
		["403 with a page", { status: 403, ...html }],
		["401", { status: 401, body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication" } }],
		["404 of the gateway", { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } }],
		["404 of the service", { status: 404, body: { error_code: "ModelArts.0015", error_msg: "does not exist" } }],
		["404 with a page", { status: 404, ...html }],
		["404 without a body", { status: 404, body: "" }],
		[
			'404 with the code for "not found"',
			{ status: 404, body: { error_code: "ModelArts.6309", error_msg: "does not exist" } },
		],
		["410", { status: 410, body: {} }],
		["400 with another code", { status: 400, body: { error_code: "ModelArts.6336", error_msg: "incorrect" } }],
		["400 without a body", { status: 400, body: {} }],
		["200 with a page", { status: 200, ...html }],
		["200 without a body", { status: 200, body: "" }],
		["200 without an instance", { status: 200, body: { instances: [] } }],
		["500", { status: 500, body: { error_code: "ModelArts.0010", error_msg: "Internal error." } }],
		["502 with a page", { status: 502, ...html }],
		["a reset connection", { reset: true }],
		["a truncated response", { truncate: true }],
	] as const;

	test.each(answers)('%s never means "deleted", in read and in delete', async (_what, action) => {
		const { id, outputs } = await make(at.provider, { timeouts: { read: 0.08, delete: 0.08 } });
		at.world.admin.addFault({ match: { method: "GET" }, times: null, action });
		await catchError(at.provider.read(id, outputs));
		await catchError(at.provider.delete(id, outputs));
		expect(at.world.instances()).toHaveLength(1);
	});

	const gone = [["6309"], ["DELETED"]] as const;

	test.each(gone)('the service\'s own code for "not found" (%s) does', async (deletedInstance) => {
		at.world.set({ deletedInstance });
		const { id, outputs } = await make(at.provider);
		at.world.patch(id, { status: "DELETED" });
		expect((await at.provider.read(id, outputs)).id).toBe("");
		await at.provider.delete(id, outputs);
	});
});
