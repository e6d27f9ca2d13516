// Its words are known by the check that comes before any create.
import { customImage } from "../../../provider/resources/custom-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/custom-image/definition";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { SECOND, SimulatedImages } from "../support/simulated-images";

const marker = "Managed by Pulumi: shop:dev:torch [012340123456]";
let number = 0;
let cloud: SimulatedImages;
let inputs: Inputs;

beforeEach(() => {
	cloud = new SimulatedImages();
	// Each test has a path of its own: declared paths are remembered as long as the process lives.
	const swrPath = `swr.example.com/vision/pytorch:${++number}`;
	inputs = { identity: "shop:dev:torch#0123456789abcdef0123-0123456", swrPath, description: marker };
});

const create = (more: Partial<Inputs> = {}, options = {}) =>
	customImage.create({ ...inputs, ...more }, cloud.context(options));

function inState(outputs: Partial<Outputs> = {}, id = cloud.registeredIds()[0] ?? "gone") {
	const own = { region: "cn-north-4", projectId: "p1", status: "ACTIVE" };
	return { id, inputs, outputs: { ...inputs, ...own, ...outputs } };
}

test("a registration that is usable at once is not looked at again", async () => {
	const { id, outputs } = await create();
	expect(cloud.registeredIds()).toEqual([id]);
	expect(outputs).toMatchObject({ ...inputs, status: "ACTIVE", region: "cn-north-4", projectId: "p1" });
	expect(cloud.shown).toEqual([]);
	expect(cloud.admin.requests()).toHaveLength(1);
});

test("any other status is waited for, and shown when it changes", async () => {
	cloud.admin.changeSettings({ durations: { registerImage: 30 * SECOND } });
	cloud.clock.schedule(20 * SECOND, () => cloud.patchRegistered(inputs.swrPath, { status: "BAKING" }));
	cloud.clock.schedule(40 * SECOND, () => cloud.patchRegistered(inputs.swrPath, { status: "ACTIVE" }));
	expect((await create()).outputs.status).toBe("ACTIVE");
	expect(cloud.shown).toEqual(["INIT", "CREATING", "BAKING"]);
});

test.each([["CREATE_FAILED"], ["ERROR"]] as const)(
	"one that ends as %s is removed, with the service's reason",
	async (status) => {
		const customImageFailures = [{ status, statusMessage: "no such layer" }];
		cloud.admin.changeSettings({ durations: { registerImage: 30 * SECOND }, customImageFailures });
		let id = "";
		cloud.onCall = (call) => call === "register" && ([id = ""] = cloud.registeredIds());
		const failing = create({ purgeOnDelete: true });
		await expect(failing).rejects.toThrow(`ended as ${status}: no such layer. The registration was removed again`);
		expect(cloud.calls).toEqual(["register", `delete ${id}`]);
	},
);

test("one that failed and cannot be removed is kept in the state", async () => {
	cloud.admin.changeSettings({ customImageFailures: [{ status: "ERROR", statusMessage: "" }] });
	cloud.refuse("deleteImage", 403, "ModelArts.0108");
	const error = await create().catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(InitFailedError);
	expect(error).toMatchObject({ id: cloud.registeredIds()[0], outputs: { status: "ERROR", unfinished: "create" } });
	expect((error as Error).message).toMatch(/gives no reason\. Removing it failed as well: .*ModelArts\.0108/);
});

test.each<[string, () => object, RegExp]>([
	[
		"an interruption",
		() => (cloud.clock.schedule(5 * SECOND, () => cloud.stop.abort()), {}),
		/was CREATING when this run was interrupted/,
	],
	["a timeout", () => ({ timeout: 5 * SECOND }), /timed out after .* while CREATING/],
])("%s keeps what is being made in the state", async (_what, prepare, said) => {
	cloud.admin.changeSettings({ durations: { registerImage: 30 * SECOND }, registerShows: "CREATING" });
	const error = await create({}, prepare()).catch((caught: unknown) => caught);
	const [id] = cloud.registeredIds();
	expect(error).toMatchObject({ id, outputs: { status: "CREATING", unfinished: "create" } });
	expect((error as Error).message).toMatch(said);
});

test("one that vanished while it was waited for is not kept", async () => {
	cloud.admin.changeSettings({ durations: { registerImage: 30 * SECOND } });
	cloud.clock.schedule(5 * SECOND, () => cloud.patchRegistered(inputs.swrPath, { status: "DELETED" }));
	const error = await create().catch((caught: unknown) => caught);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect((error as Error).message).toContain("does not exist any more");
});

test("what is there is adopted if it is what the program says, and is not registered again", async () => {
	const id = cloud.register({ swr_path: inputs.swrPath, description: marker, arch: "x86_64" });
	expect((await create({ adopt: id, arch: "X86_64" })).id).toBe(id);
	expect(cloud.calls).toEqual([]);
});

test("nothing that differs is adopted: each difference is named", async () => {
	const adopt = cloud.register({ swr_path: inputs.swrPath, description: "theirs", arch: "aarch64" });
	await expect(create({ adopt, arch: "X86_64" })).rejects.toThrow(
		'arch is "AARCH64" there, "X86_64" in the program; description is a text of 6 characters there, another, ' +
			`a text of ${marker.length} characters in the program`,
	);
});

test("a replacement of what was adopted registers anew: the old one is deleted by then", async () => {
	const adopted = { ...inputs, adopt: "i7" };
	customImage.check({ ...adopted }, { ...adopted, rebuild: "2" }, cloud.session);
	const { id } = await create({ adopt: "i7", rebuild: "2" });
	expect(cloud.registeredIds()).toEqual([id]);
});

test("what is not there cannot be adopted", async () => {
	await expect(create({ adopt: "i9" })).rejects.toThrow(
		"There is no registered image i9 to adopt in region cn-north-4",
	);
});

test("a refresh takes note of what changed, in inputs and outputs alike", async () => {
	cloud.register({ swr_path: inputs.swrPath, description: "theirs" });
	const read = await customImage.read(inState(), cloud.context());
	expect(read).toMatchObject({
		inputs: { description: "theirs" },
		outputs: { description: "theirs", status: "ACTIVE" },
	});
});

test.each<[string, string | undefined, string | undefined]>([
	["goes on being unfinished while it is made", "CREATING", "create"],
	["is finished once it can be used", "ACTIVE", undefined],
])("one that was interrupted %s", async (_what, status, unfinished) => {
	cloud.register({ status });
	const read = await customImage.read(inState({ unfinished: "create" }), cloud.context());
	expect(read?.outputs.unfinished).toBe(unfinished);
});

test.each<[string, () => string]>([
	["unknown to the service", () => "unknown"],
	["deleted", () => cloud.register({ status: "DELETED" })],
])("one that is %s is gone", async (_what, prepare) => {
	cloud.admin.changeSettings({ deletedCustomImage: "DELETED" });
	expect(await customImage.read(inState({}, prepare()), cloud.context())).toBeUndefined();
});

test("an interrupted create is gone on with by the next update", async () => {
	const id = cloud.register({ status: "CREATING" });
	cloud.clock.schedule(10 * SECOND, () => cloud.patchRegistered(id, { status: "ACTIVE" }));
	const outputs = await customImage.update(inState({ unfinished: "create" }), inputs, cloud.context());
	expect(outputs).toMatchObject({ status: "ACTIVE" });
	expect(outputs).not.toHaveProperty("unfinished");
});

describe("a deletion", () => {
	const remove = () => {
		inputs.purgeOnDelete = true;
		return customImage.delete(inState(), cloud.context());
	};

	test("leaves the content alone, unless it is told otherwise", async () => {
		const id = cloud.register({ swr_path: inputs.swrPath });
		await customImage.delete(inState(), cloud.context());
		expect(cloud.calls).toEqual([`delete ${id}`]);
	});

	test("takes the content with it where it is told so", async () => {
		const id = cloud.register({ swr_path: inputs.swrPath });
		await remove();
		expect(cloud.calls).toEqual([`delete ${id} and its content`]);
	});

	test.each<[string, (path: string) => string]>([
		["the same path", (path) => path],
		["the same path without its registry", (path) => path.replace("swr.example.com/", "")],
	])("leaves the content where the program still declares %s", async (_what, write) => {
		const id = cloud.register({ swr_path: inputs.swrPath });
		customImage.check(undefined, { swrPath: write(inputs.swrPath) }, cloud.session);
		await remove();
		expect(cloud.calls).toEqual([`delete ${id}`]);
		expect(cloud.warnings).toEqual([expect.stringContaining("the program still declares that path")]);
	});

	test("leaves the content where the same path is registered once more", async () => {
		const id = cloud.register({ swr_path: inputs.swrPath });
		const other = cloud.register({ swr_path: inputs.swrPath });
		await remove();
		expect(cloud.calls).toEqual([`delete ${id}`]);
		expect(cloud.warnings).toEqual([expect.stringContaining(`it is also registered as ${other}`)]);
	});

	test("is done where nothing is left", async () => {
		await remove();
		expect(cloud.calls).toEqual([]);
	});

	test("that fails says so, and that the image stays in the state", async () => {
		const id = cloud.register({ swr_path: inputs.swrPath });
		cloud.refuse("deleteImage", 403, "ModelArts.0108");
		await expect(remove()).rejects.toThrow(
			new RegExp(`\\(${id}\\) is not deleted yet: .*ModelArts\\.0108.*is kept in the state`),
		);
	});
});
