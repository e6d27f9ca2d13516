import { send } from "./client";
import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

const users = [
	{ name: "simulator-user", password: "pw", id: "1111", domainName: "company" },
	{ name: "colleague", password: "pw", id: "2222", domainName: "company" },
	{ name: "stranger", password: "pw", id: "3333", domainName: "other" },
];

test("a user of the account is found by exact name, with the documented fields", async () => {
	const cloud = await Cloud.start({ users });
	const { status, json } = await cloud.call("GET", "/v3/users?name=colleague");
	expect(status).toBe(200);
	expect(json.users).toEqual([
		{
			id: "2222",
			name: "colleague",
			domain_id: expect.any(String),
			enabled: true,
			description: "",
			password_expires_at: null,
			pwd_status: false,
			pwd_strength: "high",
			last_project_id: cloud.simulator.projectId,
			links: expect.objectContaining({ next: null, previous: null }),
		},
	]);
	expect(json.links).toMatchObject({ next: null, previous: null });
});

test("users of other accounts are not listed", async () => {
	const cloud = await Cloud.start({ users });
	const { json } = await cloud.call("GET", "/v3/users");
	expect(json.users.map(({ name }: { name: string }) => name)).toEqual(["simulator-user", "colleague"]);
});

test("a user has the id that instances show of their creator", async () => {
	const cloud = await Cloud.start();
	const made = (await cloud.create()).json;
	const { json } = await cloud.call("GET", `/v3/users?name=${made.user.name}`);
	expect(json.users[0].id).toBe(made.user.id);
});

test("a list of users needs credentials", async () => {
	const cloud = await Cloud.start();
	expect((await send(cloud.simulator.url, { target: "/v3/users" })).status).toBe(401);
});

test.each(["/v3", "/v3/"])("%s shows the version and its URL without credentials", async (target) => {
	const cloud = await Cloud.start();
	const { url } = cloud.simulator;
	const { status, json } = await send(url, { target });
	expect(status).toBe(200);
	expect(json.version).toMatchObject({
		id: "v3.6",
		status: "stable",
		links: [{ rel: "self", href: `${new URL(url).origin}/v3/` }],
	});
});
