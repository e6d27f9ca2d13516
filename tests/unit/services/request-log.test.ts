import { openServices } from "./support/open-services";
import { type Service, startService } from "./support/service";

let service: Service;
let written: string[];

beforeEach(() => {
	written = [];
	jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
});

afterEach(async () => {
	jest.restoreAllMocks();
	delete process.env.PULUMI_MODELARTS_LOG;
	await service?.close();
});

async function readTwice() {
	service = await startService([{ status: 503 }, { headers: { "x-request-id": "5f0c" }, body: { id: "DE-1" } }]);
	const { demanager } = await openServices(service.url, { securityToken: "hush-hush" }).for({});
	await demanager.getInstance("DE-1");
	return written.filter((line) => line.startsWith("modelarts "));
}

test("a request is logged in one line if the user enables it", async () => {
	process.env.PULUMI_MODELARTS_LOG = "debug";
	const path = "/v1/0123456789abcdef0123456789abcdef/demanager/instances/DE-1";
	expect(await readTwice()).toEqual([
		expect.stringMatching(new RegExp(`^modelarts GET ${path} 503 \\d+ms attempt=1\n$`)),
		expect.stringMatching(new RegExp(`^modelarts GET ${path} 200 \\d+ms attempt=2 request=5f0c\n$`)),
	]);
	expect(written.join("")).not.toMatch(/hush|SKexample|AKEXAMPLE/);
});

test("a request is not logged otherwise, and never to stdout", async () => {
	const out = jest.spyOn(process.stdout, "write");
	expect(await readTwice()).toEqual([]);
	expect(out).not.toHaveBeenCalled();
});
