import { type Simulator, startSimulator } from "modelarts-simulator";
import { type LookupName, lookups } from "../../../provider/lookups/registry";
import { findValidationErrors, runLookup } from "../../../provider/lookups/run-lookup";
import { resolveConfiguration } from "../../../provider/services/config/configuration";
import { createServiceRegistry, type ServiceRegistry } from "../../../provider/services/service-registry";
import { systemClock } from "../../../provider/services/clock";

const BROKEN = "b".repeat(32);

let simulator: Simulator;
let registry: ServiceRegistry;

beforeAll(async () => {
	simulator = await startSimulator({
		settings: { soldOutFlavors: ["modelarts.vm.gpu.p100"], brokenWorkspaces: [BROKEN] },
	});
	const { admin } = simulator;
	admin.putObjects({
		customImages: [
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/jupyter:1.0" }, patch: { create_at: 1000 } },
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/vision/jupyter:2.0" }, patch: { create_at: 3000 } },
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/audio/jupyter:1.5" }, patch: { create_at: 2000 } },
			{ create: { swr_path: "swr.cn-north-4.myhuaweicloud.com/audio/broken:1" }, patch: { status: "ERROR" } },
		],
		notebooks: [
			{ create: { name: "mine", description: "", tags: [] }, patch: { tags: [{ key: "team", value: "vision" }] } },
			{ create: { name: "asleep" }, patch: { status: "STOPPED" } },
			{ create: { name: "theirs" }, user: { id: "someone", name: "someone" } },
		],
		cloudImages: [
			{ create: { name: "base-1", created_at: "2026-01-01T00:00:00Z" } },
			{ create: { name: "base-2", created_at: "2026-02-01T00:00:00Z" } },
			{ create: { name: "other", created_at: "2026-03-01T00:00:00Z" } },
		],
	});
});
beforeEach(() => {
	const { region, projectId, accessKey, secretKey, endpoints } = simulator;
	const config = { region, projectId, accessKey, secretKey, endpoints: JSON.stringify(endpoints) };
	registry = createServiceRegistry(resolveConfiguration({ environment: {}, config }));
	simulator.admin.clearRequests();
});
afterAll(() => simulator.close());

/** What identifies each object that a look-up finds. */
async function find(name: LookupName, args: object, key: string): Promise<unknown[]> {
	const result = (await runLookup(lookups[name], { ...args }, registry)) as Record<string, Record<string, unknown>[]>;
	return Object.values(result)[0]?.map((one) => one[key]) ?? [];
}

/** Names of the list requests since the test began. */
function requests(): (string | null)[] {
	return simulator.admin.requests().map(({ operation }) => operation);
}

test.each<[title: string, name: LookupName, args: object, key: string, expected: unknown[]]>([
	[
		"flavors that are not sold out",
		"getNotebookFlavors",
		{ category: "GPU" },
		"id",
		["modelarts.vm.gpu.free", "modelarts.bm.gpu.v100NV32"],
	],
	["a flavor by id", "getNotebookFlavors", { id: "modelarts.vm.cpu.2u" }, "id", ["modelarts.vm.cpu.2u"]],
	[
		"a flavor that is sold out, where it is asked for",
		"getNotebookFlavors",
		{ id: "modelarts.vm.gpu.p100", includeSoldOut: true },
		"soldOut",
		[true],
	],
	["no flavor that is sold out otherwise", "getNotebookFlavors", { id: "modelarts.vm.gpu.p100" }, "id", []],
	["images of an organisation", "getNotebookImages", { namespace: "vision" }, "tag", ["1.0", "2.0"]],
	["the most recent image of a name", "getNotebookImages", { name: "jupyter", mostRecent: true }, "tag", ["2.0"]],
	["an image by its tag", "getNotebookImages", { name: "jupyter", tag: "1.5" }, "namespace", ["audio"]],
	["no image that cannot be used", "getNotebookImages", { name: "broken" }, "id", []],
	["notebooks of the caller", "getNotebooks", {}, "name", ["mine", "asleep"]],
	["notebooks of all users", "getNotebooks", { allUsers: true }, "name", ["mine", "asleep", "theirs"]],
	["notebooks by status", "getNotebooks", { status: "STOPPED" }, "name", ["asleep"]],
	["notebooks by tags", "getNotebooks", { tags: { team: "vision" } }, "name", ["mine"]],
	[
		"cloud images by a regular expression",
		"getCloudImages",
		{ nameRegex: "^base-\\d$", visibility: "private" },
		"name",
		["base-1", "base-2"],
	],
	["the most recent cloud image", "getCloudImages", { nameRegex: "^base", mostRecent: true }, "name", ["base-2"]],
	["the default workspace, whose id is a number in responses", "getWorkspaces", { status: "NORMAL" }, "id", ["0"]],
	["workspaces that are broken", "getWorkspaces", { name: "workspace-bbbbbbbb" }, "status", ["CREATE_FAILED"]],
	["quotas of both services", "getQuotas", {}, "type", ["pool", "network", "image"]],
	["quotas of one service", "getQuotas", { service: "ims" }, "type", ["image"]],
])("a look-up finds %s", async (_title, name, args, key, expected) => {
	expect([...(await find(name, args, key))].sort()).toEqual([...expected].sort());
});

test("a look-up by tags of cloud images finds those that have all of them", async () => {
	const [image] = simulator.admin.putObjects({
		cloudImages: [{ create: { name: "tagged" }, tags: { team: "vision", year: "2" } }],
	}).cloudImages as [{ id: string }];
	expect(await find("getCloudImages", { tags: { team: "vision", year: "2" } }, "id")).toEqual([image.id]);
	expect(await find("getCloudImages", { tags: { team: "vision", year: "3" } }, "id")).toEqual([]);
	simulator.admin.putObjects({ cloudImages: [{ id: image.id, remove: true }] });
});

test("look-ups of one kind send one list request in a run, however many there are", async () => {
	const args = [{ category: "CPU" }, { category: "GPU" }, { id: "modelarts.vm.cpu.2u", includeSoldOut: true }];
	await Promise.all(args.map((one) => find("getNotebookFlavors", one, "id")));
	await find("getNotebookFlavors", {}, "id");
	await Promise.all(["vision", "audio"].map((namespace) => find("getNotebookImages", { namespace }, "id")));
	expect(requests().sort()).toEqual(["listFlavors", "listImage", "listImage"]);
});

test("a look-up that finds nothing in an old list has it fetched again: the program may have created it since", async () => {
	const now = jest.spyOn(systemClock, "now");
	expect(await find("getNotebooks", { name: "later" }, "id")).toEqual([]);
	const [{ id }] = simulator.admin.putObjects({ notebooks: [{ create: { name: "later" } }] }).notebooks as [
		{ id: string },
	];
	expect(await find("getNotebooks", { name: "later" }, "id")).toEqual([]);
	const later = systemClock.now() + 6000;
	now.mockImplementation(() => later);
	expect(await find("getNotebooks", { name: "later", required: true }, "id")).toEqual([id]);
	now.mockRestore();
	simulator.admin.putObjects({ notebooks: [{ id, remove: true }] });
});

test("a list that failed is fetched again by the next look-up", async () => {
	simulator.admin.addFault({ match: { operation: "listFlavors" }, action: { status: 403 } });
	await expect(find("getNotebookFlavors", {}, "id")).rejects.toThrow(/flavors of notebooks.*403/);
	expect((await find("getNotebookFlavors", {}, "id")).length).toBeGreaterThan(2);
});

test.each<[title: string, name: LookupName, args: object, message: RegExp]>([
	[
		"a flavor that does not exist",
		"getNotebookFlavors",
		{ id: "modelarts.vm.cpu.3u", required: true },
		/^None of the 7 notebook flavors in cn-north-4, project \w+ has the given name\. Those that come nearest: modelarts\.vm\.cpu\.2u, modelarts\.vm\.cpu\.8u/,
	],
	[
		"a flavor that is sold out",
		"getNotebookFlavors",
		{ id: "modelarts.vm.gpu.p100", required: true },
		/of the given name .* do not fit the other filters\. Those that come nearest: modelarts\.vm\.gpu\.free/,
	],
	["an image that does not exist", "getNotebookImages", { name: "jupiter", required: true }, /come nearest: jupyter/],
	["a workspace that does not exist", "getWorkspaces", { name: "defaults", required: true }, /come nearest: default/],
	["filters that nothing fits", "getNotebooks", { status: "ODD", required: true }, /fits the filters\.$/],
])(
	"a required look-up names what comes nearest to %s, and none of the program's texts",
	async (_title, name, args, message) => {
		await expect(find(name, args, "id")).rejects.toThrow(message);
	},
);

test("a look-up of what there is none of says so where something is required", async () => {
	await expect(find("getCloudImages", { visibility: "shared", required: true }, "id")).rejects.toThrow(
		/^There are no cloud images in cn-north-4/,
	);
});

test.each<[name: LookupName, args: object, errors: object[]]>([
	[
		"getNotebookFlavors",
		{ category: "TPU" },
		[{ property: "category", reason: 'expected one of "CPU", "GPU", "ASCEND", got "TPU"' }],
	],
	["getNotebookImages", { nam: "x" }, [{ property: "nam", reason: "there is no such input; did you mean `name`?" }]],
	["getCloudImages", { tags: [] }, [{ property: "tags", reason: "expected an object of texts, got a list of 0" }]],
])("validation errors in the arguments of %s are found before anything is sent", (name, args, errors) => {
	expect(findValidationErrors(lookups[name], { ...args })).toEqual(errors);
	expect(requests()).toEqual([]);
});

test("a regular expression that is none is named", async () => {
	await expect(find("getCloudImages", { nameRegex: "(" }, "id")).rejects.toThrow(
		/^nameRegex: expected a regular expression/,
	);
});
