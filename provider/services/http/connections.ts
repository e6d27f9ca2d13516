import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { getCACertificates } from "node:tls";
import { ConfigurationError } from "../config/configuration-error";

/** How a server's certificate is checked. */
export interface ConnectionOptions {
	/** Certificates are not checked. */
	readonly insecure?: boolean;

	/** More certificates to trust: the path of a file, or its content. */
	readonly caCertificate?: string;
}

export interface Connections {
	readonly http: HttpAgent;
	readonly https: HttpsAgent;
}

/**
 * An idle connection is closed before the service closes it: the result of a request on a connection that is just being
 * closed is unknown. Also how long a proxy may take to open one. Milliseconds.
 */
const IDLE_TIMEOUT = 15_000;

/** Connections by their proxy, kept open: a handshake costs more than most requests. */
export class ConnectionPool {
	private readonly connections = new Map<string | undefined, Promise<Connections>>();

	constructor(private readonly options: ConnectionOptions) {}

	/** @param proxy address of the proxy, with user and password if it wants them */
	find(proxy: string | undefined): Promise<Connections> {
		const found = this.connections.get(proxy) ?? openConnections(this.options, proxy);
		this.connections.set(proxy, found);
		found.catch(() => this.connections.delete(proxy));
		return found;
	}
}

async function openConnections(
	{ insecure = false, caCertificate }: ConnectionOptions,
	proxy: string | undefined,
): Promise<Connections> {
	const keep = { keepAlive: true, timeout: IDLE_TIMEOUT };
	const trust = {
		rejectUnauthorized: !insecure,
		...(caCertificate && { ca: [...getCACertificates("default"), readCertificate(caCertificate)] }),
	};
	if (proxy === undefined) return { http: new HttpAgent(keep), https: new HttpsAgent({ ...keep, ...trust }) };

	const { HttpProxyAgent, HttpsProxyAgent } = await import("hpagent");
	return {
		http: new HttpProxyAgent({ ...keep, proxy, proxyRequestOptions: trust }),
		https: new HttpsProxyAgent({ ...keep, ...trust, proxy, proxyRequestOptions: trust }),
	};
}

function readCertificate(pathOrText: string): string {
	if (pathOrText.includes("-----BEGIN")) return pathOrText;
	try {
		return readFileSync(pathOrText, "utf8");
	} catch {
		throw new ConfigurationError(["caCertificate (OS_CACERT): the file cannot be read"]);
	}
}
