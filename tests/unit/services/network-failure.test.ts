import { UnreachableError } from "../../../provider/services/http/errors";
import {
	classifyFailure,
	describeFailure,
	type NetworkFailure,
	type Target,
} from "../../../provider/services/http/network-failure";

const failures: [failure: Partial<NetworkFailure>, kind: string, effect: string][] = [
	[{ code: "ENOTFOUND" }, "unknown host", "none"],
	[{ code: "EAI_AGAIN" }, "unknown host", "none"],
	[{ code: "ECONNREFUSED" }, "refused", "none"],
	[{ code: "EHOSTUNREACH" }, "refused", "none"],
	[{ code: "EPERM", syscall: "connect" }, "refused", "none"],
	[{ code: "ETIMEDOUT", phase: "lookup" }, "connect timeout", "none"],
	[{ code: "ETIMEDOUT", phase: "connect" }, "connect timeout", "none"],
	[{ code: "ETIMEDOUT", phase: "secureConnect" }, "connect timeout", "none"],
	[{ code: "ETIMEDOUT", syscall: "connect" }, "connect timeout", "none"],
	[{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "certificate", "none"],
	[{ code: "CERT_HAS_EXPIRED" }, "certificate", "none"],
	[{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "certificate", "none"],
	[{ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, "certificate", "none"],
	[{ code: "EPROTO" }, "TLS", "none"],
	[{ code: "ERR_SSL_WRONG_VERSION_NUMBER" }, "TLS", "none"],
	[{ code: "ECONNRESET", message: "… disconnected before secure TLS connection was established" }, "TLS", "none"],
	[{ code: "unknown", message: "Bad response: 407" }, "proxy", "none"],
	[{ code: "ERR_INVALID_CHAR" }, "unsendable", "none"],
	[{ code: "ECONNRESET" }, "lost", "unknown"],
	[{ code: "EPIPE" }, "lost", "unknown"],
	[{ code: "ETIMEDOUT", phase: "response" }, "lost", "unknown"],
	[{ code: "ETIMEDOUT", phase: "request" }, "lost", "unknown"],
	[{ code: "HPE_INVALID_CONSTANT" }, "lost", "unknown"],
	[{ code: "something new" }, "lost", "unknown"],
];

const attempted = { operation: "listInstances", object: "notebooks", purpose: "list notebooks", isReadOnly: false };
const target: Target = {
	service: "ModelArts",
	origin: "https://modelarts.cn-north-4.myhuaweicloud.com",
	isKnown: false,
};

const describe_ = (failure: Partial<NetworkFailure>, more: Partial<Target> = {}) =>
	describeFailure({ code: "", message: "", ...failure }, attempted, { ...target, ...more });

test.each(failures)("%j is: %s", (failure, kind, effect) => {
	expect(classifyFailure({ code: "", message: "", ...failure })).toBe(kind);
	expect(describe_(failure).effect).toBe(effect);
});

test.each([
	["ENOTFOUND", /^Could not list notebooks: the host of ModelArts \(https:.*\) is not known .*huaweicloud:region/],
	["ECONNREFUSED", /ModelArts \(https:.*\) does not accept connections .*huaweicloud:endpoints \(HW_ENDPOINTS\)/],
	["CERT_HAS_EXPIRED", /certificate of ModelArts .*huaweicloud:caCertificate \(OS_CACERT\).*huaweicloud:insecure/],
	["EPROTO", /the TLS handshake with .*https:\/\/ where the server speaks http/],
])("%s before the service was ever reached names the configuration key to change", (code, message) => {
	const error = describe_({ code });
	expect(error).toBeInstanceOf(UnreachableError);
	expect(error.message).toMatch(message);
});

test.each([{ code: "ENOTFOUND" }, { code: "ECONNREFUSED" }, { code: "", message: "Bad response: 407" }])(
	"with a proxy, %j is told with the proxy's setting",
	(failure) => {
		expect(describe_(failure, { proxy: "proxy:3128" }).message).toMatch(/the proxy proxy:3128.*Check HTTPS_PROXY/);
	},
);

test("the same failures during a run are not blamed on the configuration", () => {
	const error = describe_({ code: "ECONNREFUSED" }, { isKnown: true });
	expect(error).not.toBeInstanceOf(UnreachableError);
	expect(error.message).not.toContain("huaweicloud:");
});

test.each(["ENOTFOUND", "ECONNREFUSED", "CERT_HAS_EXPIRED", "EPROTO"])(
	"%s with an explicit provider: its arguments may be those of the state",
	(code) => {
		const { message } = describe_({ code }, { isExplicit: true });
		expect(message).toMatch(/(Check|Set) .*in the state.*`pulumi up` first.*`--run-program`\.$/);
		expect(describe_({ code }).message).not.toMatch(/--run-program/);
	},
);

test("a connection that broke has nothing to do with an explicit provider", () => {
	expect(describe_({ code: "ECONNRESET" }, { isExplicit: true }).message).not.toMatch(/--run-program/);
});
