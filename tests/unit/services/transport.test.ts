import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import { createServer, type Server as ProxyServer } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificate, key } from "./support/certificate";
import { catchError, openServices } from "./support/open-services";
import { listen, type Service, startService } from "./support/service";

const running: { close(): unknown }[] = [];

afterEach(() => {
	for (const server of running.splice(0)) void server.close();
	for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"]) delete process.env[name];
});

const start = async (...replies: Parameters<typeof startService>): Promise<Service> => {
	const service = await startService(...replies);
	running.push(service);
	return service;
};

/** The address of a server that speaks TLS with a certificate that nobody trusts. */
async function startTls(): Promise<string> {
	const server: HttpsServer = createHttpsServer({ cert: certificate, key }, (_request, response) => {
		response.writeHead(200, { "content-type": "application/json" }).end('{"id":"DE-1"}');
	});
	running.push({ close: () => (server.closeAllConnections(), server.close()) });
	return (await listen(server)).replace("http:", "https:");
}

/** A proxy that lets everything through to one port, or answers 407. */
async function startProxy(port: number, { closed = false } = {}) {
	const asked: { target?: string; authorization?: string }[] = [];
	const server: ProxyServer = createServer();
	server.on("connect", (request, client) => {
		asked.push({ target: request.url, authorization: request.headers["proxy-authorization"] });
		client.on("error", () => {});
		if (closed) return void client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
		const upstream = connect(port, "127.0.0.1", () => {
			client.write("HTTP/1.1 200 Connection established\r\n\r\n");
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on("error", () => client.destroy());
		client.on("close", () => upstream.destroy());
	});
	running.push({ close: () => (server.closeAllConnections(), server.close()) });
	return { url: await listen(server), asked };
}

async function get(url: string, more: Record<string, unknown> = {}, options = {}) {
	const cloud = await openServices(url, more, options).for({});
	return cloud.demanager.getInstance("DE-1");
}

const closedPort = async () => {
	const server = createTcpServer();
	const url = await listen(server as never);
	await new Promise((resolve) => server.close(resolve));
	return url;
};

test("an unknown host ends within seconds, naming the region, the cloud and the addresses", async () => {
	const error = await catchError(get("https://modelarts.nowhere.invalid"));
	expect(error.message).toMatch(/host of ModelArts .* is not known .*huaweicloud:region.*huaweicloud:endpoints/);
});

test("a closed port ends within seconds, naming the addresses", async () => {
	const error = await catchError(get(await closedPort()));
	expect(error.message).toMatch(/does not accept connections \(ECONNREFUSED\).*huaweicloud:endpoints/);
});

test("an untrusted certificate is tried once, and the error names the configuration keys for it", async () => {
	const error = await catchError(get(await startTls()));
	expect(error.message).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*caCertificate.*insecure/);
});

test("a certificate is trusted when the user says so, by text or by file", async () => {
	const url = await startTls();
	const file = join(mkdtempSync(join(tmpdir(), "modelarts-")), "ca.pem");
	writeFileSync(file, certificate);
	expect(await get(url, { caCertificate: certificate })).toEqual({ id: "DE-1" });
	expect(await get(url, { caCertificate: file })).toEqual({ id: "DE-1" });
});

test("a missing certificate file is reported by the configuration key", async () => {
	await expect(get(await startTls(), { caCertificate: "/no/such/file" })).rejects.toThrow(
		"caCertificate (OS_CACERT): the file cannot be read",
	);
});

test("certificates are not checked when the user says so", async () => {
	expect(await get(await startTls(), { insecure: true })).toEqual({ id: "DE-1" });
});

test("https where the server speaks http is reported as such", async () => {
	const service = await start([{ body: { id: "DE-1" } }]);
	const error = await catchError(get(service.url.replace("http:", "https:")));
	expect(error.message).toMatch(/the TLS handshake with .*https:\/\/ where the server speaks http/);
});

test("requests go through the proxy of the environment, TLS through a tunnel, with its user and password", async () => {
	const port = Number(new URL(await startTls()).port);
	const proxy = await startProxy(port);
	process.env.HTTPS_PROXY = proxy.url.replace("http://", "http://me:s%20p@");
	expect(await get("https://modelarts.example.test", { caCertificate: certificate })).toEqual({ id: "DE-1" });
	expect(proxy.asked).toEqual([
		{ target: "modelarts.example.test:443", authorization: `Basic ${Buffer.from("me:s p").toString("base64")}` },
	]);
});

test("plain http goes through its own proxy", async () => {
	const service = await start([{ body: { id: "DE-1" } }]);
	const proxy = await startProxy(Number(new URL(service.url).port));
	process.env.HTTP_PROXY = proxy.url;
	expect(await get("http://modelarts.example.test")).toEqual({ id: "DE-1" });
	expect(proxy.asked).toMatchObject([{ target: "modelarts.example.test:80" }]);
});

test("hosts in NO_PROXY, and this machine, are reached directly", async () => {
	const service = await start([{ body: { id: "DE-1" } }]);
	process.env.HTTP_PROXY = await closedPort();
	expect(await get(service.url)).toEqual({ id: "DE-1" });
	process.env.NO_PROXY = "modelarts.nowhere.invalid";
	await expect(get("http://modelarts.nowhere.invalid")).rejects.toThrow(/host of ModelArts/);
});

test("a proxy that rejects the connection is named, without its password", async () => {
	const proxy = await startProxy(1, { closed: true });
	process.env.HTTPS_PROXY = proxy.url.replace("http://", "http://me:hush-hush@");
	const error = await catchError(get("https://modelarts.example.test"));
	expect(error.message).toMatch(/the proxy 127.* rejected the connection \(Bad response: 407\)\. Check HTTPS_PROXY/);
	expect(error.message).not.toContain("hush");
});

test("a proxy that is not there is named", async () => {
	process.env.HTTPS_PROXY = await closedPort();
	await expect(get("https://modelarts.example.test")).rejects.toThrow(/the proxy 127.* does not accept .*HTTPS_PROXY/);
});

test("a response that takes too long is a timeout, and the request may have had an effect", async () => {
	const service = await start([{ silent: true }]);
	const cloud = await openServices(service.url, { requestTimeout: "20ms" }).for({});
	const create = cloud.demanager.createInstance({ name: "lab" } as never);
	expect(await catchError(create)).toMatchObject({ effect: "unknown", code: "ETIMEDOUT" });
	// On a slow machine the time may be over before it was sent; it is never sent again.
	expect(service.requests.length).toBeLessThanOrEqual(1);
});

test("redirects are not followed", async () => {
	const elsewhere = await start([{ body: { id: "DE-1" } }]);
	const service = await start([{ status: 302, headers: { location: elsewhere.url } }]);
	await expect(get(service.url)).rejects.toThrow(/sends us elsewhere.*huaweicloud:endpoints/);
	expect(elsewhere.requests).toEqual([]);
});
