import { getProxyForUrl } from "proxy-from-env";
import { ConfigurationError } from "../config/configuration-error";

export interface Proxy {
	/** With user and password, if it wants them: never to be shown. */
	readonly url: string;

	/** Host and port, for messages. */
	readonly host: string;

	/** What of it must not be shown. */
	readonly secrets: readonly string[];
}

/** The proxy that the environment names for an address, if any. */
export function findProxy(address: string): Proxy | undefined {
	// As in other tools, this machine is always reached directly: a simulator, for instance.
	const named = isLoopback(new URL(address).hostname) ? "" : getProxyForUrl(address);
	if (named === "") return undefined;
	if (!URL.canParse(named) || !/^https?:$/.test(new URL(named).protocol)) {
		throw new ConfigurationError(["HTTPS_PROXY or HTTP_PROXY: expected a URL such as http://proxy:3128"]);
	}
	const url = new URL(named);
	return {
		url: named,
		host: url.host,
		secrets: [url.password, decodeText(url.password)].filter((text) => text !== ""),
	};
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

function decodeText(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
