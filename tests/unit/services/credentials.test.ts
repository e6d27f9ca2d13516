import { inspect } from "node:util";
import { CredentialsError, findCredentials } from "../../../provider/services/auth/credentials";

const find = (
	environment: Record<string, string | undefined> = {},
	config: Record<string, unknown> = {},
	explicit?: Record<string, unknown>,
) => findCredentials({ environment, config, explicit });

/** A set with its secrets laid open. */
function reveal(credentials: object) {
	return Object.fromEntries(
		Object.entries(credentials).map(([name, value]) => [name, typeof value === "object" ? value.reveal() : value]),
	);
}

const pair = { HW_ACCESS_KEY: "hw-ak", HW_SECRET_KEY: "hw-sk" };
const user = { OS_USERNAME: "me", OS_PASSWORD: " p w ", OS_USER_DOMAIN_NAME: "us" };

test.each([
	["a key pair", pair, { kind: "access key", accessKey: "hw-ak", secretKey: "hw-sk" }],
	["a temporary key pair", { ...pair, HW_SECURITY_TOKEN: "st" }, { kind: "access key", securityToken: "st" }],
	["a token", { OS_AUTH_TOKEN: "tok" }, { kind: "token", authToken: "tok" }],
	["a user", user, { kind: "password", userName: "me", password: " p w ", domainName: "us" }],
])("%s is a whole set", (_what, environment, expected) => {
	expect(reveal(find(environment))).toMatchObject(expected);
});

test("a key pair comes before a token, and that before a user", () => {
	expect(find({ ...user, ...pair, HW_AUTH_TOKEN: "t" }).kind).toBe("access key");
	expect(find({ HW_USER_NAME: "u", HW_USER_PASSWORD: "p", HW_DOMAIN_NAME: "d", HW_AUTH_TOKEN: "t" }).kind).toBe(
		"token",
	);
});

test("the first source with a whole set counts: explicit, environment, config", () => {
	const config = { "huaweicloud:accessKey": "c-ak", "huaweicloud:secretKey": "c-sk" };
	const explicit = { "huaweicloud:authToken": "e-token" };
	expect(reveal(find(pair, config, explicit))).toMatchObject({ authToken: "e-token" });
	expect(reveal(find(pair, config, {}))).toMatchObject({ accessKey: "hw-ak" });
	expect(reveal(find({ HW_ACCESS_KEY: "half" }, config))).toMatchObject({ accessKey: "c-ak", secretKey: "c-sk" });
});

test("sources are not mixed", () => {
	expect(() => find({ HW_ACCESS_KEY: "ak" }, { "huaweicloud:secretKey": "sk" })).toThrow(CredentialsError);
	expect(reveal(find(pair, { "huaweicloud:securityToken": "old" }))).not.toHaveProperty("securityToken");
});

test("variables of the two families are not mixed while one of them is whole", () => {
	const old = { OS_ACCESS_KEY: "os-ak", OS_SECRET_KEY: "os-sk", OS_SECURITY_TOKEN: "os-st" };
	expect(reveal(find({ ...pair, ...old }))).not.toHaveProperty("securityToken");
	expect(reveal(find({ HW_ACCESS_KEY: "hw-ak", ...old }))).toMatchObject({
		accessKey: "os-ak",
		securityToken: "os-st",
	});
	expect(reveal(find({ HW_USER_NAME: "u", HW_USER_PASSWORD: "p", OS_DOMAIN_NAME: "d" }))).toMatchObject({
		domainName: "d",
	});
});

test("a partial set in an explicit provider is an error, not a reason to use another account", () => {
	expect(() => find(pair, {}, { accessKey: "e-ak" })).toThrow(/not a whole set from one source: argument accessKey/);
});

test.each([
	["its own arguments", {}, { accessKey: "e-ak", secretKey: "e-sk" }, true],
	["the stack's config, of which it has a copy", {}, {}, true],
	["the environment", pair, {}, undefined],
])(
	"credentials of an explicit provider are known to be in the state: %s",
	(_what, environment, explicit, isInState) => {
		const config = { accessKey: "c-ak", secretKey: "c-sk" };
		expect(find(environment, config, explicit).isInState).toBe(isInState);
	},
);

test("credentials without an explicit provider are not in the state", () => {
	expect(find({}, { accessKey: "c-ak", secretKey: "c-sk" })).not.toHaveProperty("isInState");
});

test.each([
	["half a set", { accessKey: "e-ak" }],
	["no set", {}],
	["what cannot be one", { accessKey: "e ak", secretKey: "sk" }],
])("%s in an explicit provider: the arguments in the state may be older than the program", (_what, explicit) => {
	expect(() => find({}, {}, explicit)).toThrow(/in the state.*`pulumi up` first.*`--run-program`\.$/);
});

test("one error without a complete set says what was searched for, where, and what was found", () => {
	const attempt = () => find({ HW_ACCESS_KEY: "hush", OS_PASSWORD: "hush" }, { "huaweicloud:domainName": "hush" });
	expect(attempt).toThrow(/HW_ACCESS_KEY and HW_SECRET_KEY.*HW_AUTH_TOKEN.*HW_USER_NAME, HW_USER_PASSWORD/);
	expect(attempt).toThrow(/Found, .*: environment variable HW_ACCESS_KEY, .*OS_PASSWORD, huaweicloud:domainName\./);
	expect(attempt).toThrow(/^(?!.*hush)/);
	expect(() => find()).toThrow(/^(?!.*Found)/);
});

test("a key that cannot be part of a header is rejected without being shown", () => {
	expect(() => find({ ...pair, HW_SECURITY_TOKEN: "hush\nhush" })).toThrow(
		/^(?!.*hush)The credentials cannot be used: environment variable HW_SECURITY_TOKEN: expected plain/,
	);
});

test("credentials show nothing when they are printed", () => {
	const credentials = find({ ...pair, HW_SECURITY_TOKEN: "hw-st" });
	expect(`${inspect(credentials, { depth: 10, showHidden: true })} ${JSON.stringify(credentials)}`).not.toMatch(/hw-/);
});
