import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const projects = [
	{ id: "aaaa", name: "cn-north-4" },
	{ id: "bbbb", name: "cn-east-3" },
	{ id: "cccc", name: "cn-north-4_dev" },
];

async function namesOf(cloud: Cloud, target: string): Promise<string[]> {
	const { json } = await cloud.call("GET", target);
	return (json.projects as { name: string }[]).map(({ name }) => name);
}

test("projects are found by exact name", async () => {
	const cloud = await Cloud.start({ projects });
	const { json } = await cloud.call("GET", "/v3/projects?name=cn-north-4");
	expect(json.projects).toEqual([
		expect.objectContaining({ id: "aaaa", name: "cn-north-4", enabled: true, is_domain: false }),
	]);
	expect(json.links).toMatchObject({ next: null });
	expect(await namesOf(cloud, "/v3/projects?name=cn-north")).toEqual([]);
	expect(await namesOf(cloud, "/v3/projects")).toHaveLength(3);
});

test.each([
	["parent_id=aaaa", ["cn-north-4_dev"]],
	["enabled=false", []],
	["is_domain=false", ["cn-north-4", "cn-east-3", "cn-north-4_dev"]],
	["domain_id=other", []],
])("projects are filtered by %s", async (query, expected) => {
	expect(await namesOf(await Cloud.start({ projects }), `/v3/projects?${query}`)).toEqual(expected);
});

test("the parent of a user's project is the region's project, whose parent is the account", async () => {
	const cloud = await Cloud.start({ projects });
	const { json } = await cloud.call("GET", "/v3/projects");
	const [region, , own] = json.projects as { id: string; domain_id: string; parent_id: string }[];
	expect(region?.parent_id).toBe(region?.domain_id);
	expect(own?.parent_id).toBe(region?.id);
});

test.each([0, 1, 2])("a search by name finds %d projects with projectMatches", async (projectMatches) => {
	const cloud = await Cloud.start({ projects, projectMatches });
	const names = await namesOf(cloud, "/v3/projects?name=cn-north-4");
	expect(names).toEqual(Array.from({ length: projectMatches }, () => "cn-north-4"));
});

test("a user has access to the projects of the setting only", async () => {
	const users = [{ name: "simulator-user", password: "pw", projectIds: ["bbbb"] }];
	const cloud = await Cloud.start({ projects, users });
	expect(await namesOf(cloud, "/v3/auth/projects")).toEqual(["cn-east-3"]);
	expect((await cloud.call("GET", "/v1/bbbb/demanager/instances?de_type=Notebook")).status).toBe(200);
	const refused = await cloud.call("GET", "/v1/aaaa/demanager/instances?de_type=Notebook");
	expect([refused.status, refused.json.error_code]).toEqual([403, "ModelArts.0210"]);
});

test("an unknown project, or another one in the header, is rejected", async () => {
	const cloud = await Cloud.start({ projects });
	const other = await cloud.call("GET", "/v1/dddd/demanager/instances?de_type=Notebook");
	expect(other.json.error_code).toBe("ModelArts.0210");
	const headers = { "x-project-id": "bbbb" };
	const mixed = await cloud.call("GET", "/v1/aaaa/demanager/instances?de_type=Notebook", undefined, { headers });
	expect(mixed.json.error_code).toBe("ModelArts.0210");
});

test("the pages of projects need both paging parameters", async () => {
	const cloud = await Cloud.start({ projects });
	expect(await namesOf(cloud, "/v3/projects?page=2&per_page=2")).toEqual(["cn-north-4_dev"]);
	expect((await cloud.call("GET", "/v3/projects?page=2")).status).toBe(400);
});

test("the account is listed as a domain, and responses of IAM have a trace id", async () => {
	const cloud = await Cloud.start();
	const response = await cloud.call("GET", "/v3/auth/domains");
	expect(response.json.domains).toHaveLength(1);
	expect(response.headers["x-iam-trace-id"]).toMatch(/^[0-9a-f]{32}$/);
});
