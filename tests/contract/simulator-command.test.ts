import { once } from "node:events";
import { createInterface } from "node:readline";
import { runProgram, startProgram } from "../support/programs";

const command = "simulator/dist/command.js";

async function run(...options: string[]) {
	const child = startProgram(process.execPath, [command, ...options]);
	const [line] = (await once(createInterface(child.stdout), "line")) as [string];
	return { child, first: JSON.parse(line) };
}

test.each(["SIGINT", "SIGTERM"] as const)(
	"the command prints its address in one line, and exits with 0 on %s",
	async (signal) => {
		const { child, first } = await run();
		expect(first).toEqual({
			url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
			endpoints: { iam: first.url, modelarts: first.url, ims: first.url },
			accessKey: expect.stringMatching(/^[A-Z0-9]{20}$/),
			secretKey: expect.stringMatching(/^\w{40}$/),
			projectId: expect.stringMatching(/^[0-9a-f]{32}$/),
			region: "cn-north-4",
		});
		const idle = await fetch(`${first.url}/_admin/state`);
		expect(idle.status).toBe(200);
		child.kill(signal);
		expect(await once(child, "exit")).toEqual([0, null]);
	},
);

test("the command prints exports for a shell, whatever characters the key has", async () => {
	const child = startProgram(process.execPath, [command, "--shell", "--secret-key", "it's"]);
	const [line] = (await once(createInterface(child.stdout), "line")) as [string];
	child.kill();
	const said = runProgram("sh", ["-c", `${line}; printf '%s\n' "$HW_SECRET_KEY" "$HW_REGION_NAME" "$HW_ENDPOINTS"`]);
	const [secretKey, region, endpoints = ""] = said.split("\n");
	expect({ secretKey, region }).toEqual({ secretKey: "it's", region: "cn-north-4" });
	expect(JSON.parse(endpoints)).toEqual({
		iam: expect.stringMatching(/^http:/),
		modelarts: expect.any(String),
		ims: expect.any(String),
	});
});

test("all options reach the simulator, and projects are paired with regions", async () => {
	const pairs = ["--project-id", "p1", "--region", "r1", "--project-id", "p2", "--region", "r2"];
	const account = ["--access-key", "AK", "--secret-key", "SK", "--user", "me", "--password", "pw"];
	const { child, first } = await run(
		...pairs,
		...account,
		"--speed",
		"5",
		"--seed",
		"9",
		"--host",
		"localhost",
		"--port",
		"0",
	);
	expect(first).toMatchObject({ accessKey: "AK", secretKey: "SK", projectId: "p1", region: "r1" });
	const settings = await (await fetch(`${first.url}/_admin/settings`)).json();
	expect(settings).toMatchObject({
		speed: 5,
		seed: 9,
		projects: [
			{ id: "p1", name: "r1" },
			{ id: "p2", name: "r2" },
		],
		users: [{ name: "me", password: "***" }],
		keys: [{ accessKey: "AK", secretKey: "***", user: "me" }],
	});
	child.kill("SIGTERM");
	await once(child, "exit");
});

test.each([
	[["--port", "many"], /Not a number/],
	[["--project-id", "p1", "--project-id", "p2"], /As many projects as regions/],
	[["--sped", "2"], /Did you mean one of --seed, --speed/],
])("invalid options end with a sentence: %j", async (options, sentence) => {
	const child = startProgram(process.execPath, [command, ...options]);
	let text = "";
	child.stderr.on("data", (chunk) => (text += String(chunk)));
	expect(await once(child, "close")).toEqual([1, null]);
	expect(text).toMatch(sentence);
});
