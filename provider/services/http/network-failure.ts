import { type Attempted, type Effect, NetworkError, UnreachableError } from "./errors";
import { ARGUMENTS_IN_STATE } from "../auth/explicit-provider";

/** How a request ended without a response: all that is kept of the HTTP library's error. */
export interface NetworkFailure {
	/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
	readonly code: string;
	/** The phase that took too long: `connect`, `response`, … */
	readonly phase?: string;
	/** The system call that failed: `connect`. */
	readonly syscall?: string;
	/** The library's text; may contain secrets. Only compared, never shown. */
	readonly message: string;
}

export type FailureKind =
	| "unknown host"
	| "refused"
	| "connect timeout"
	| "certificate"
	| "TLS"
	| "proxy"
	/** Something in it is not allowed in a request. */
	| "unsendable"
	/** The connection broke, or the response took too long. */
	| "lost";

const certificateCodes =
	/^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT)|ERR_TLS_INVALID|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;
const refusedCodes = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/;
const connecting = /^(lookup|connect|secureConnect)$/;

/** The kind of a failure, by its code and phase. */
export function classifyFailure({ code, phase, syscall, message }: NetworkFailure): FailureKind {
	if (/^ERR_(INVALID|HTTP_INVALID|UNESCAPED)_/.test(code)) return "unsendable";
	if (/^Bad response: \d+$|^Proxy timeout$/.test(message)) return "proxy";
	if (/^(ENOTFOUND|EAI_)/.test(code)) return "unknown host";
	if (refusedCodes.test(code)) return "refused";
	if (certificateCodes.test(code)) return "certificate";
	if (/^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(code) || /before secure TLS connection/.test(message)) return "TLS";
	if (code === "ETIMEDOUT" && (connecting.test(phase ?? "") || syscall === "connect")) return "connect timeout";
	return syscall === "connect" ? "refused" : "lost";
}

/** The effect of the request: none where no connection was established. */
export function determineFailureEffect(kind: FailureKind): Effect {
	return kind === "lost" ? "unknown" : "none";
}

/** Where a request was sent, and what is known about it. */
export interface Target {
	readonly service: string;
	/** Scheme, host and port. */
	readonly origin: string;
	/** The proxy's host and port, if there is one. */
	readonly proxy?: string;
	/** This process has had valid responses from there. */
	readonly isKnown: boolean;
	/** The configuration comes with an explicit provider. */
	readonly isExplicit?: boolean;
}

/** Maximum attempts at an address that was never reached; what never succeeds is tried once. */
const maxAttempts: Readonly<Record<Exclude<FailureKind, "lost">, number>> = {
	"unknown host": 4,
	refused: 4,
	"connect timeout": 2,
	certificate: 1,
	TLS: 2,
	proxy: 3,
	unsendable: 1,
};

/** The error to throw: what happened, and the configuration key to change where one may be wrong. */
export function describeFailure(failure: NetworkFailure, attempted: Attempted, target: Target): NetworkError {
	const kind = classifyFailure(failure);
	const happened = `Could not ${attempted.purpose}: ${explainFailure(kind, failure, target)}`;
	if (kind === "lost" || (target.isKnown && kind !== "unsendable")) {
		return new NetworkError(`${happened}.`, attempted, determineFailureEffect(kind), failure.code);
	}
	const remediation = suggestConfiguration(kind, target);
	const remark = remediation !== undefined && target.isExplicit ? ARGUMENTS_IN_STATE : undefined;
	const message = [`${happened}.`, remediation, remark].filter(Boolean).join(" ");
	return new UnreachableError(message, attempted, failure.code, maxAttempts[kind]);
}

function explainFailure(kind: FailureKind, failure: NetworkFailure, target: Target): string {
	const { service, origin, proxy } = target;
	const server = proxy && kind !== "certificate" && kind !== "TLS" ? `the proxy ${proxy}` : `${service} (${origin})`;
	switch (kind) {
		case "unknown host":
			return `the host of ${server} is not known (${failure.code})`;
		case "refused":
			return `${server} does not accept connections (${failure.code})`;
		case "connect timeout":
			return `the connection to ${server} timed out`;
		case "certificate":
			return `the certificate of ${server} is not trusted (${failure.code})`;
		case "TLS":
			return `the TLS handshake with ${server} failed (${failure.code})`;
		case "proxy":
			return `${server} rejected the connection (${failure.message})`;
		case "unsendable":
			return `it holds something that cannot be part of a request (${failure.code})`;
		case "lost":
			return failure.code === "ETIMEDOUT"
				? `${service} (${origin}) did not answer in time`
				: `the connection to ${service} (${origin}) broke (${failure.code})`;
	}
}

function suggestConfiguration(kind: Exclude<FailureKind, "lost">, { proxy }: Target): string | undefined {
	if (kind === "unsendable") return undefined;
	if (kind === "certificate") {
		return "Set huaweicloud:caCertificate (OS_CACERT) to the certificate of its issuer, or, for a test only, huaweicloud:insecure (HW_INSECURE) to true.";
	}
	if (kind === "TLS")
		return "Check whether huaweicloud:endpoints (HW_ENDPOINTS) has https:// where the server speaks http.";
	if (proxy) return "Check HTTPS_PROXY and HTTP_PROXY, or list the host in NO_PROXY.";

	const direct =
		"Check huaweicloud:region (HW_REGION_NAME), huaweicloud:cloud and huaweicloud:endpoints (HW_ENDPOINTS)";
	return `${direct}, the network, and HTTPS_PROXY if this machine needs a proxy.`;
}
