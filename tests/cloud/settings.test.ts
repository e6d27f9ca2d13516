import { inspect } from "node:util";
import { resolveSettings, type Settings } from "../../provider/cloud/settings";
import { SettingsError } from "../../provider/cloud/settings-error";

const resolve = (
	environment: Record<string, string | undefined> = {},
	config: Record<string, unknown> = {},
	explicit?: Record<string, unknown>,
) => resolveSettings({ environment, config, explicit });

/** Name, its variables in order, a value as text, and what becomes of it. */
const settings: [name: keyof Settings, variables: string[], text: string, read: unknown][] = [
	["region", ["HW_REGION_NAME", "OS_REGION_NAME"], "cn-north-4", "cn-north-4"],
	["projectId", ["HW_PROJECT_ID", "OS_PROJECT_ID"], "0123", "0123"],
	["projectName", ["HW_PROJECT_NAME", "OS_PROJECT_NAME"], "eu-de_dev", "eu-de_dev"],
	["authUrl", ["HW_AUTH_URL", "OS_AUTH_URL"], "https://iam.eu-de.example.com/v3/", "https://iam.eu-de.example.com"],
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

test("without any setting there are only defaults", () => {
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
])("the cloud of IAM at %s is %s", (address, cloud) => {
	expect(resolve({ OS_AUTH_URL: address }).cloud).toBe(cloud);
	expect(resolve({}, { endpoints: { iam: address } }).cloud).toBe(cloud);
	expect(resolve({ OS_AUTH_URL: address, HW_CLOUD: "a.example" }).cloud).toBe("a.example");
});

test("a region that is set is one, whatever it looks like", () => {
	expect(resolve({ HW_REGION_NAME: "lab", HW_AUTH_URL: "https://iam.lab.cloud.test" }).cloud).toBe("cloud.test");
});

const strangers = [
	"http://127.0.0.1:5000/v3",
	"https://keystone.example.com/v3",
	"https://iam.example.com/v3",
	"https://iam.otc.t-systems.com/v3",
	"https://login-iam.eu-de.otc.t-systems.com/v3",
	"https://iam.hw-cloud.com.cn/v3",
	"https://iam.eu-de.test",
];

test.each(strangers)("the address %s of IAM tells of no cloud: none is taken in its place", (address) => {
	const asked =
		/cloud is missing: only an address of IAM is set, .*huaweicloud:cloud \(HW_CLOUD\).*huaweicloud:endpoints/;
	expect(() => resolve({ OS_AUTH_URL: address })).toThrow(asked);
	expect(() => resolve({}, { endpoints: { iam: address } })).toThrow(asked);
	expect(resolve({ OS_AUTH_URL: address, HW_CLOUD: "myhuaweicloud.com" }).cloud).toBe("myhuaweicloud.com");
	expect(
		resolve({ OS_AUTH_URL: address }, { endpoints: { modelarts: "http://m", ims: "http://i" } }).authUrl,
	).toBeDefined();
});

test("addresses of two clouds tell of neither", () => {
	const endpoints = { modelarts: "https://modelarts.eu-de.otc.t-systems.com" };
	expect(resolve({}, { endpoints }).cloud).toBe("otc.t-systems.com");
	expect(resolve({ HW_AUTH_URL: "https://iam.cn-north-4.myhuaweicloud.com" }, { endpoints }).cloud).toBeUndefined();
});

test("everything that is wrong is said at once, with the place and without the value", () => {
	const environment = { HW_INSECURE: "perhaps-SECRET", HW_AUTH_URL: "ftp://SECRET", HW_REGION_NAME: "eu.SECRET" };
	const config = {
		"huaweicloud:endpoints": '{"modelart":"https://SECRET"}',
		"huaweicloud:cloud": "https://SECRET.com",
		"huaweicloud:defaultTags": "[SECRET",
		"huaweicloud:requestsPerSecond": "-1",
		"huaweicloud:pollInterval": "1 SECRET",
	};
	const attempt = () => resolve(environment, config, { projectId: ["SECRET"] });
	expect(attempt).toThrow(SettingsError);
	try {
		attempt();
	} catch (error) {
		expect((error as SettingsError).complaints).toEqual([
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

test("an address with a password in it is refused without being shown", () => {
	expect(() => resolve({}, { endpoints: { iam: "https://user:SECRET@host" } })).toThrow(
		/^(?!.*SECRET).*iam: expected a URL without user and password/,
	);
});
