import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { getCACertificates } from "node:tls";
import { ConfigurationError } from "../config/configuration-error";

/** What decides whether two requests may share connections. */
export interface ConnectionOptions {
	/** Certificates are not checked. */
	readonly insecure?: boolean;

	/** More certificates to trust: the path of a file, or its content. */
	readonly caCertificate?: string;

	/** Address of the proxy, with user and password if it wants them. */
	readonly proxy?: string;
}

export interface Connections {
	readonly http: HttpAgent;
	readonly https: HttpsAgent;
}

/**
 * An idle connection is given up before the service does so: a request on a connection that is just being closed has
 * an unknown fate. Also how long a proxy may take to let us through. Milliseconds.
 */
const IDLE_TIMEOUT = 15_000;

/** Connections are kept for the whole process: a handshake costs more than most calls. */
const pools = new Map<string, Promise<Connections>>();

/** The connections for these options; the same ones for the same options. */
export function findConnections(options: ConnectionOptions): Promise<Connections> {
	const key = JSON.stringify([options.insecure ?? false, options.caCertificate, options.proxy]);
	const pool = pools.get(key) ?? openConnections(options);
	pools.set(key, pool);
	pool.catch(() => pools.delete(key));
	return pool;
}

async function openConnections({ insecure = false, caCertificate, proxy }: ConnectionOptions): Promise<Connections> {
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
