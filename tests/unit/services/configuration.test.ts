import { inspect } from "node:util";
import { resolveConfiguration, type Configuration } from "../../../provider/services/config/configuration";
import { ConfigurationError } from "../../../provider/services/config/configuration-error";

const resolve = (
	environment: Record<string, string | undefined> = {},
	config: Record<string, unknown> = {},
	explicit?: Record<string, unknown>,
) => resolveConfiguration({ environment, config, explicit });

/** Name, its variables in order, a value as text, and what becomes of it. */
const settings: [name: keyof Configuration, variables: string[], text: string, read: unknown][] = [
	["region", ["HW_REGION_NAME", "OS_REGION_NAME"], "cn-north-4", "cn-north-4"],
	["projectId", ["HW_PROJECT_ID", "OS_PROJECT_ID"], "0123", "0123"],
	["projectName", ["HW_PROJECT_NAME", "OS_PROJECT_NAME"], "eu-de_dev", "eu-de_dev"],
	[
		"authUrl",
		["HW_AUTH_URL", "OS_AUTH_URL"],
		"https://iam.eu-de.cloud.example.com/v3/",
		"https://iam.eu-de.cloud.example.com",
	],
	["cloud", ["HW_CLOUD"], "otc.t-systems.com", "otc.t-systems.com"],
	["endpoints", ["HW_ENDPOINTS"], '{"ims":"http://127.0.0.1:8080/"}', { ims: "http://127.0.0.1:8080" }],
	["enterpriseProjectId", ["HW_ENTERPRISE_PROJECT_ID"], "0", "0"],
	["insecure", ["HW_INSECURE"], "true", true],
	["caCertificate", ["OS_CACERT"], "/etc/ca.pem", "/etc/ca.pem"],
	["defaultTags", [], '{"team":"ml"}', { team: "ml" }],
	["requestsPerSecond", [], "12.5", 12.5],
	["pollInterval", [], "250ms", 250],
	["requestTimeout", ["HW_REQUEST_TIMEOUT"], "90", 90_000],
	["readLag", ["HW_READ_LAG"], "10s", 10_000],
];

test.each(settings)("%s is read from stack config and from each of its variables", (name, variables, text, read) => {
	expect(resolve({}, { [`huaweicloud:${name}`]: text })[name]).toEqual(read);
	for (const variable of variables) expect(resolve({ [variable]: text })[name]).toEqual(read);
});

test("an explicit provider comes before the environment, and that before the stack's config", () => {
	const environment = { HW_REGION_NAME: "from-hw", OS_REGION_NAME: "from-os" };
	const config = { "huaweicloud:region": "from-config", "other:region": "not-ours" };
	expect(resolve(environment, config, { "huaweicloud:region": "from-explicit" }).region).toBe("from-explicit");
	expect(resolve(environment, config, {}).region).toBe("from-hw");
	expect(resolve({ OS_REGION_NAME: "from-os" }, config).region).toBe("from-os");
	expect(resolve({ HW_REGION_NAME: " " }, config).region).toBe("from-config");
});

test("an empty configuration has only defaults", () => {
	expect(resolve()).toMatchObject({
		cloud: "myhuaweicloud.com",
		endpoints: {},
		insecure: false,
		defaultTags: {},
		requestsPerSecond: 50,
		pollInterval: 1000,
		requestTimeout: 60_000,
		readLag: 30_000,
	});
});

test("an explicit provider may give real types", () => {
	const explicit = {
		endpoints: { modelarts: "https://m.example.com", ims: undefined },
		insecure: false,
		defaultTags: { year: 2024 },
		requestsPerSecond: 5,
		pollInterval: 0.5,
	};
	expect(resolve({ HW_INSECURE: "1" }, {}, explicit)).toMatchObject({
		endpoints: { modelarts: "https://m.example.com" },
		insecure: false,
		defaultTags: { year: "2024" },
		requestsPerSecond: 5,
		pollInterval: 500,
	});
});

test.each([
	["1", 1000],
	[2, 2000],
	["1s", 1000],
	["250ms", 250],
	["0.5 s", 500],
	["2m", 120_000],
])("a poll interval of %j is %d ms", (value, milliseconds) => {
	expect(resolve({}, { pollInterval: value }).pollInterval).toBe(milliseconds);
});

test.each([
	["https://iam.eu-de.otc.t-systems.com/v3", "otc.t-systems.com"],
	["https://iam.eu-ch2.sc.otc.t-systems.com/v3", "sc.otc.t-systems.com"],
	["https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", "sc.otc.t-systems.com"],
	["https://iam.cn-north-4.myhuaweicloud.com/v3", "myhuaweicloud.com"],
	["https://iam.eu-west-101.myhuaweicloud.eu", "myhuaweicloud.eu"],
	["https://iam.myhuaweicloud.eu/v3", "myhuaweicloud.eu"],
	["https://IAM.eu-west-0.prod-cloud.example.com:31943/v3", "prod-cloud.example.com"],
	["https://iam.otc.t-systems.com/v3", "otc.t-systems.com"],
	["https://login-iam.eu-de.otc.t-systems.com/v3", "otc.t-systems.com"],
])("the cloud of IAM at %s is %s", (address, cloud) => {
	expect(resolve({ OS_AUTH_URL: address }).cloud).toBe(cloud);
	expect(resolve({}, { endpoints: { iam: address } }).cloud).toBe(cloud);
	expect(() => resolve({ OS_AUTH_URL: address, HW_CLOUD: "a.example" })).toThrow(
		new RegExp(
			`cloud \\(environment variable HW_CLOUD\\) is a.example, but authUrl \\(environment variable OS_AUTH_URL\\).* is of ${cloud}`,
		),
	);
});

test("a configured region is used, whatever its form", () => {
	expect(resolve({ HW_REGION_NAME: "lab", HW_AUTH_URL: "https://iam.lab.cloud.test" }).cloud).toBe("cloud.test");
});

const strangers = [
	"http://127.0.0.1:5000/v3",
	"https://keystone.example.com/v3",
	"https://iam.example.com/v3",
	"https://iam.my-company.asso.fr/v3",
	"https://iam.cn-north-4.cloud.test/v3",
	"https://iam.otc-t-systems.com/v3",
	"https://iam.hw-cloud.com.cn/v3",
	"https://iam.eu-de.test",
];

test.each(strangers)("the address %s of IAM belongs to no known cloud: none is inferred", (address) => {
	const asked =
		/cloud is missing: only an address of IAM is set, .*huaweicloud:cloud \(HW_CLOUD\).*huaweicloud:endpoints/;
	expect(() => resolve({ OS_AUTH_URL: address })).toThrow(asked);
	expect(() => resolve({}, { endpoints: { iam: address } })).toThrow(asked);
	expect(resolve({ OS_AUTH_URL: address, HW_CLOUD: "myhuaweicloud.com" }).cloud).toBe("myhuaweicloud.com");
	expect(
		resolve({ OS_AUTH_URL: address }, { endpoints: { modelarts: "http://m", ims: "http://i" } }).authUrl,
	).toBeDefined();
});

test("an address of another region tells of its cloud only where that is known", () => {
	const at = (address: string) => resolve({ OS_REGION_NAME: "cn-north-4", OS_AUTH_URL: address });
	expect(at("https://iam.eu-de.otc.t-systems.com/v3").cloud).toBe("otc.t-systems.com");
	expect(() => at("https://iam.my-company.example.asso.fr/v3")).toThrow(/cloud is missing/);
});

const otc = "otc.t-systems.com";
const huawei = "myhuaweicloud.com";
const iamOf = (cloud: string) => `https://iam.eu-de.${cloud}/v3`;
const whole = (cloud: string) => ({
	iam: iamOf(cloud),
	modelarts: `https://modelarts.eu-de.${cloud}`,
	ims: `https://ims.eu-de.${cloud}`,
});
const keysOf = (prefix: "HW" | "OS") => ({ [`${prefix}_ACCESS_KEY`]: "AK", [`${prefix}_SECRET_KEY`]: "SK" });
const user = { userName: "u", password: "SECRET", domainName: "d" };
const osUser = { OS_USERNAME: "u", OS_PASSWORD: "SECRET", OS_DOMAIN_NAME: "d" };

type Mixture = [
	what: string,
	environment: Record<string, string>,
	config: Record<string, unknown>,
	explicit: Record<string, unknown> | undefined,
	said: RegExp,
];

test.each<Mixture>([
	[
		"keys of HW_… beside an address of OS_…",
		{ ...keysOf("HW"), HW_REGION_NAME: "cn-north-4", OS_AUTH_URL: iamOf(otc) },
		{},
		undefined,
		/cloud is missing: authUrl \(environment variable OS_AUTH_URL\), at iam\.eu-de\.otc\.t-systems\.com, is not set where the credentials are, which come from the environment \(HW_…\)/,
	],
	[
		"keys of HW_… beside an address of OS_… that is not understood",
		{ ...keysOf("HW"), HW_CLOUD: huawei, OS_AUTH_URL: "https://keystone.example.com/v3" },
		{},
		undefined,
		/: authUrl \(environment variable OS_AUTH_URL\), .*is not used with them.* Remove it, or give the address of IAM/,
	],
	[
		"an explicit provider's cloud and password beside an address in the environment",
		{ HW_AUTH_URL: `https://iam.${huawei}/v3` },
		{},
		{ cloud: otc, ...user },
		/cloud \(argument cloud of the explicit provider\) is otc\.t-systems\.com, but authUrl \(environment variable HW_AUTH_URL\), at iam\.myhuaweicloud\.com, is of myhuaweicloud\.com/,
	],
	[
		"an explicit provider's password beside an address in the environment",
		{ HW_AUTH_URL: iamOf(huawei) },
		{},
		user,
		/cloud is missing: authUrl .*which come from the arguments of the explicit provider/,
	],
	[
		"an explicit provider's password beside an address in the stack's config",
		{},
		{ authUrl: iamOf(otc) },
		user,
		/cloud is missing: authUrl \(stack config huaweicloud:authUrl\)/,
	],
	[
		"an explicit provider's password beside one service's address in the environment",
		{ HW_ENDPOINTS: JSON.stringify({ modelarts: whole(otc).modelarts }) },
		{},
		user,
		/cloud is missing: endpoints\.modelarts \(environment variable HW_ENDPOINTS\)/,
	],
	[
		"an explicit provider's cloud beside all addresses of another in the environment",
		{ HW_ENDPOINTS: JSON.stringify(whole(huawei)) },
		{},
		{ cloud: otc, ...user },
		/is otc\.t-systems\.com, but endpoints\.iam \(environment variable HW_ENDPOINTS\), .*is of myhuaweicloud\.com/,
	],
	[
		"an explicit provider's address beside all addresses of another cloud in the environment",
		{ HW_ENDPOINTS: JSON.stringify(whole(huawei)) },
		{},
		{ authUrl: iamOf(otc), ...user },
		/authUrl \(argument authUrl of the explicit provider\), .*is of otc\.t-systems\.com, but endpoints\.iam .*is of myhuaweicloud\.com/,
	],
	[
		"a user and an address of one cloud beside another one in the stack's config",
		{ ...osUser, OS_AUTH_URL: iamOf(otc) },
		{ cloud: huawei },
		undefined,
		/cloud \(stack config huaweicloud:cloud\) is myhuaweicloud\.com, but authUrl \(environment variable OS_AUTH_URL\), .*is of otc/,
	],
	[
		"a user and an address of an unknown cloud in another region beside another one",
		{ ...osUser, OS_REGION_NAME: "cn-north-4", OS_AUTH_URL: iamOf("prod-cloud.example.com") },
		{ cloud: huawei },
		undefined,
		/is myhuaweicloud\.com, but authUrl .*is of prod-cloud\.example\.com/,
	],
	[
		"addresses of two clouds",
		{ HW_AUTH_URL: iamOf(huawei) },
		{ endpoints: { modelarts: whole(otc).modelarts } },
		undefined,
		/authUrl \(environment variable HW_AUTH_URL\), .*is of myhuaweicloud\.com, but endpoints\.modelarts \(stack config huaweicloud:endpoints\), .*is of otc/,
	],
])("%s: rejected, with what was found where", (_what, environment, config, explicit, said) => {
	expect(() => resolve(environment, config, explicit)).toThrow(said);
	expect(() => resolve(environment, config, explicit)).not.toThrow(/SECRET/);
});

const simulated = { iam: "http://127.0.0.1:1", modelarts: "http://127.0.0.1:1", ims: "http://127.0.0.1:1" };

test.each<[string, Record<string, string>, Record<string, unknown>, Record<string, unknown> | undefined]>([
	["a simulator's", { ...keysOf("HW"), HW_CLOUD: otc }, { endpoints: simulated }, undefined],
	["a simulator's in the environment", { HW_ENDPOINTS: JSON.stringify(simulated) }, {}, { cloud: otc, ...user }],
	[
		"a simulator's beside an explicit provider's address",
		{ HW_ENDPOINTS: JSON.stringify(simulated) },
		{},
		{ authUrl: "http://127.0.0.1:1", ...user },
	],
	[
		"a simulator's beside OS_AUTH_URL",
		{ ...keysOf("HW"), OS_AUTH_URL: iamOf(otc) },
		{ endpoints: simulated },
		undefined,
	],
	["an explicit provider's", { ...keysOf("HW"), HW_CLOUD: huawei }, {}, { endpoints: whole(otc) }],
])("addresses of all services, %s, are used whatever the cloud", (_what, environment, config, explicit) => {
	const { endpoints } = resolve(environment, config, explicit);
	expect(Object.keys(endpoints)).toEqual(["iam", "modelarts", "ims"]);
});

test.each<[string, Record<string, string>, Record<string, unknown>, Record<string, unknown> | undefined, string]>([
	["of its family", { ...osUser, OS_AUTH_URL: iamOf(otc) }, {}, undefined, otc],
	[
		"of its family, another family's being half",
		{ ...osUser, OS_AUTH_URL: iamOf(otc), HW_ACCESS_KEY: "AK" },
		{},
		undefined,
		otc,
	],
	[
		"of either family, where it is made of both",
		{ HW_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK", OS_AUTH_URL: iamOf(otc) },
		{},
		undefined,
		otc,
	],
	["of the same provider", { HW_REGION_NAME: "eu-de" }, {}, { ...user, authUrl: iamOf(otc) }, otc],
	["of the stack's config", {}, { ...user, authUrl: iamOf(otc) }, undefined, otc],
	["from elsewhere in the cloud that is set", { ...keysOf("HW") }, { authUrl: iamOf(otc), cloud: otc }, undefined, otc],
	[
		"from elsewhere for one service, beside the cloud",
		keysOf("HW"),
		{ cloud: huawei, endpoints: { ims: "http://127.0.0.1" } },
		undefined,
		huawei,
	],
])("credentials are used with an address %s", (_what, environment, config, explicit, cloud) => {
	expect(resolve(environment, config, explicit).cloud).toBe(cloud);
});

test("all errors are reported at once, with the source and without the value", () => {
	const environment = { HW_INSECURE: "perhaps-SECRET", HW_AUTH_URL: "ftp://SECRET", HW_REGION_NAME: "eu.SECRET" };
	const config = {
		"huaweicloud:endpoints": '{"modelart":"https://SECRET"}',
		"huaweicloud:cloud": "https://SECRET.com",
		"huaweicloud:defaultTags": "[SECRET",
		"huaweicloud:requestsPerSecond": "-1",
		"huaweicloud:pollInterval": "1 SECRET",
	};
	const attempt = () => resolve(environment, config, { projectId: ["SECRET"] });
	expect(attempt).toThrow(ConfigurationError);
	try {
		attempt();
	} catch (error) {
		expect((error as ConfigurationError).validationErrors).toEqual([
			expect.stringMatching(/^authUrl \(environment variable HW_AUTH_URL\): expected a full URL/),
			expect.stringMatching(/^region \(environment variable HW_REGION_NAME\): expected the id of a region/),
			expect.stringMatching(/^projectId \(argument projectId of the explicit provider\): expected text, got a list/),
			expect.stringMatching(/^cloud \(stack config huaweicloud:cloud\): expected a domain/),
			'endpoints (stack config huaweicloud:endpoints): "modelart" is not one of iam, modelarts, ims',
			expect.stringMatching(/^insecure .*expected true or false$/),
			expect.stringMatching(/^defaultTags .*JSON object as text$/),
			expect.stringMatching(/^requestsPerSecond .*expected a number above 0$/),
			expect.stringMatching(/^pollInterval .*"250ms"/),
		]);
		expect(inspect(error, { depth: 10 })).not.toContain("SECRET");
	}
});

test("an address with a password in it is rejected without being shown", () => {
	expect(() => resolve({}, { endpoints: { iam: "https://user:SECRET@host" } })).toThrow(
		/^(?!.*SECRET).*iam: expected a URL without user and password/,
	);
});
