import { createServiceRegistry } from "../../../provider/services/service-registry";
import { CredentialsError } from "../../../provider/services/auth/credentials";
import { findEndpoint } from "../../../provider/services/config/endpoints";
import { resolveConfiguration } from "../../../provider/services/config/configuration";
import { configure, openServices, project } from "./support/open-services";
import { type Answering, type Reply, type Service, startService } from "./support/service";

const loaded: string[] = [];
jest.mock("got", () => (loaded.push("got"), jest.requireActual("got")));
jest.mock("p-retry", () => (loaded.push("p-retry"), jest.requireActual("p-retry")));

let service: Service;

afterEach(() => service?.close());

async function open(replies: Answering | readonly Reply[], more: Record<string, unknown>) {
	service = await startService(replies);
	return openServices(service.url, more);
}

const projects = (...names: string[]) => ({
	body: { projects: names.map((name, index) => ({ id: `id-${index}`, name, enabled: true })), links: {} },
});

test("nothing is read, loaded or sent before it is needed", async () => {
	const read = jest.fn(() => configure("http://127.0.0.1:1"));
	const clouds = createServiceRegistry(read);
	expect(read).not.toHaveBeenCalled();
	expect(await clouds.for({})).toMatchObject({ region: "cn-north-4", projectId: project, pollInterval: 1 });
	expect(loaded).toEqual([]);
});

test("one location gives one object, however it is named", async () => {
	const clouds = createServiceRegistry(configure("http://127.0.0.1:1"));
	const cloud = await clouds.for({});
	expect(await clouds.for({ region: "cn-north-4", projectId: project })).toBe(cloud);
	expect(await clouds.for({ projectId: project })).toBe(cloud);
	expect(await clouds.for({ projectId: "other" })).not.toBe(cloud);
});

test("an explicit region and project take precedence over the configuration", async () => {
	const cloud = await createServiceRegistry(configure("http://127.0.0.1:1")).for({ region: "eu-de", projectId: "p2" });
	expect(cloud).toMatchObject({ region: "eu-de", projectId: "p2" });
});

test("the project named after the region is looked up once if no project id is configured", async () => {
	const clouds = await open([projects("cn-north-4")], { projectId: "" });
	const [first, second] = await Promise.all([clouds.for({}), clouds.for({})]);
	expect(first).toBe(second);
	expect(first?.projectId).toBe("id-0");
	expect(service.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /v3/projects?name=cn-north-4"]);
	expect(service.requests[0]?.headers.authorization).toContain("SignedHeaders=host;x-sdk-date,");
});

test("the configured project name is used in the configured region, the region's name elsewhere", async () => {
	const clouds = await open(({ url }) => projects(new URL(url, "http://x").searchParams.get("name") ?? ""), {
		projectId: "",
		projectName: "cn-north-4_dev",
	});
	await clouds.for({});
	await clouds.for({ region: "eu-de" });
	expect(service.requests.map(({ url }) => url)).toEqual([
		"/v3/projects?name=cn-north-4_dev",
		"/v3/projects?name=eu-de",
	]);
});

test("the configured project id is not used in another region", async () => {
	const clouds = await open([projects("eu-de")], {});
	expect((await clouds.for({ region: "eu-de" })).projectId).toBe("id-0");
});

test("several projects of one name are listed", async () => {
	const clouds = await open([projects("cn-north-4", "cn-north-4")], { projectId: "" });
	await expect(clouds.for({})).rejects.toThrow(
		'Could not find the project "cn-north-4": there are 2 of that name: id-0, id-1. Set huaweicloud:projectId (HW_PROJECT_ID)',
	);
});

test("no project of that name: those that the account may enter are listed", async () => {
	const clouds = await open(({ url }) => (url.startsWith("/v3/auth/") ? projects("MOS", "eu-de") : projects()), {
		projectId: "",
	});
	await expect(clouds.for({})).rejects.toThrow("these credentials see only MOS (id-0), eu-de (id-1)");
});

test("an account that may not list projects is shown those that it may enter", async () => {
	const clouds = await open(({ url }) => (url.startsWith("/v3/auth/") ? projects("cn-north-4") : { status: 403 }), {
		projectId: "",
	});
	expect((await clouds.for({})).projectId).toBe("id-0");
});

test("a look-up that failed is sent again next time", async () => {
	const clouds = await open([{ status: 400 }, projects("cn-north-4")], { projectId: "" });
	await expect(clouds.for({})).rejects.toThrow("400");
	expect((await clouds.for({})).projectId).toBe("id-0");
});

test("an interruption ends the wait for a look-up, which continues for other callers", async () => {
	let answer: (reply: Reply) => void = () => {};
	const clouds = await open(() => new Promise((resolve) => (answer = resolve)), { projectId: "" });
	const controller = new AbortController();
	const reason = new Error("Ctrl-C");
	const waiting = clouds.for({}, { signal: controller.signal });
	setTimeout(() => controller.abort(reason), 10);
	await expect(waiting).rejects.toBe(reason);

	const other = clouds.for({});
	while (service.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
	answer(projects("cn-north-4"));
	expect((await other).projectId).toBe("id-0");
	expect(service.requests).toHaveLength(1);
});

test("a missing region is one clear sentence", async () => {
	const clouds = openServices("http://127.0.0.1:1", { region: "" });
	await expect(clouds.for({})).rejects.toThrow("region is missing: set huaweicloud:region (HW_REGION_NAME)");
});

test("missing credentials are reported on first use, not before", async () => {
	const settings = resolveConfiguration({ environment: {}, config: { region: "eu-de" } });
	await expect(createServiceRegistry(settings).for({})).rejects.toBeInstanceOf(CredentialsError);
});

test.each([
	[{ region: "cn-north-4" }, "modelarts", "cn-north-4", "https://modelarts.cn-north-4.myhuaweicloud.com"],
	[{ cloud: "otc.t-systems.com" }, "modelarts", "eu-de", "https://modelarts.eu-de.otc.t-systems.com"],
	[{ endpoints: { modelarts: "http://h:1" } }, "modelarts", "eu-de", "http://h:1"],
	[
		{ authUrl: "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3" },
		"ims",
		"eu-ch2",
		"https://ims.eu-ch2.sc.otc.t-systems.com",
	],
	[
		{ endpoints: { modelarts: "https://modelarts.eu-de.otc.t-systems.com" } },
		"iam",
		"eu-de",
		"https://iam.eu-de.otc.t-systems.com",
	],
	[{ authUrl: "https://a.com/v3", cloud: "b.com" }, "iam", "eu-de", "https://a.com"],
	[{ authUrl: "https://a.com", endpoints: { iam: "http://b" }, cloud: "c.com" }, "iam", "eu-de", "http://b"],
] as const)("with %j, %s in %s is at %s", (config, name, region, address) => {
	expect(findEndpoint(name, region, resolveConfiguration({ environment: {}, config }))).toBe(address);
});

test("no address is derived beside one of an unknown cloud: a password would be sent to another operator", async () => {
	service = await startService([{ body: { instances: [], total_count: 0 } }]);
	const config = { region: "cn-north-4", projectId: project, accessKey: "AK", secretKey: "SK", pollInterval: "1ms" };
	const settings = resolveConfiguration({
		environment: {},
		config: { ...config, endpoints: { modelarts: service.url } },
	});
	const asked = /cloud is missing: no address of (IAM|IMS) is set, .*huaweicloud:cloud \(HW_CLOUD\)/;
	expect(() => findEndpoint("iam", "cn-north-4", settings)).toThrow(asked);

	const cloud = await createServiceRegistry(settings).for({});
	await expect(cloud.demanager.listInstances({})).resolves.toEqual([]);
	expect(() => cloud.imsImages).toThrow(asked);
});
