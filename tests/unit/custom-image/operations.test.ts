// Its words are known by the check that comes before any create.
import { customImage } from "../../../provider/resources/custom-image/handler";
import type { Inputs, Outputs } from "../../../provider/resources/custom-image/definition";
import { InitFailedError } from "../../../provider/lifecycle/contract";
import { FakeRegister } from "./support/fake-register";

const marker = "Managed by Pulumi: shop:dev:torch [012340123456]";
let number = 0;
let register: FakeRegister;
let inputs: Inputs;

beforeEach(() => {
	register = new FakeRegister();
	// Each test has a path of its own: declared paths are remembered as long as the process lives.
	const swrPath = `swr.example.com/vision/pytorch:${++number}`;
	inputs = { identity: "shop:dev:torch#0123456789abcdef0123-0123456", swrPath, description: marker };
});

const create = (more: Partial<Inputs> = {}, options = {}) =>
	customImage.create({ ...inputs, ...more }, register.context(options));

function inState(outputs: Partial<Outputs> = {}, id = "i1") {
	const own = { region: "cn-north-4", projectId: "p1", status: "ACTIVE" };
	return { id, inputs, outputs: { ...inputs, ...own, ...outputs } };
}

test("a registration that is usable at once is not looked at again", async () => {
	const { id, outputs } = await create();
	expect(id).toBe("i1");
	expect(outputs).toMatchObject({ ...inputs, status: "ACTIVE", region: "cn-north-4", projectId: "p1" });
	expect(register.shown).toEqual([]);
});

test("any other status is waited for, and shown when it changes", async () => {
	register.fresh = { status: "INIT" };
	register.statuses = ["INIT", "CREATING", "BAKING", "ACTIVE"];
	expect((await create()).outputs.status).toBe("ACTIVE");
	expect(register.shown).toEqual(["INIT", "CREATING", "BAKING"]);
});

test.each([["CREATE_FAILED"], ["ERROR"]])(
	"one that ends as %s is removed, with the service's reason",
	async (status) => {
		register.fresh = { status: "INIT", status_message: "no such layer" };
		register.statuses = [status];
		const failing = create({ purgeOnDelete: true });
		await expect(failing).rejects.toThrow(`ended as ${status}: no such layer. The registration was removed again`);
		expect(register.calls).toEqual(["register", "delete i1"]);
	},
);

test("one that failed and cannot be removed is kept in the state", async () => {
	register.fresh = { status: "ERROR" };
	register.onDelete = () => {
		throw new Error("denied");
	};
	const error = await create().catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(InitFailedError);
	expect(error).toMatchObject({ id: "i1", outputs: { status: "ERROR", unfinished: "create" } });
	expect((error as Error).message).toMatch(/gives no reason\. Removing it failed as well: .*denied/);
});

test.each<[string, (at: FakeRegister) => object, RegExp]>([
	["an interruption", (at) => (at.stop.abort(), {}), /was CREATING when this run was interrupted/],
	["a timeout", () => ({ timeout: 0 }), /timed out after .* while CREATING/],
])("%s keeps what is being made in the state", async (_what, prepare, said) => {
	register.fresh = { status: "CREATING" };
	const error = await create({}, prepare(register)).catch((caught: unknown) => caught);
	expect(error).toMatchObject({ id: "i1", outputs: { status: "CREATING", unfinished: "create" } });
	expect((error as Error).message).toMatch(said);
});

test("one that vanished while it was waited for is not kept", async () => {
	register.fresh = { status: "CREATING" };
	register.statuses = ["DELETED"];
	const error = await create().catch((caught: unknown) => caught);
	expect(error).not.toBeInstanceOf(InitFailedError);
	expect((error as Error).message).toContain("does not exist any more");
});

test("what is there is adopted if it is what the program says, and is not registered again", async () => {
	register.put({ id: "i7", swr_path: inputs.swrPath, description: marker, arch: "x86_64" });
	expect((await create({ adopt: "i7", arch: "X86_64" })).id).toBe("i7");
	expect(register.calls).toEqual([]);
});

test("nothing that differs is adopted: each difference is named", async () => {
	register.put({ id: "i7", swr_path: inputs.swrPath, description: "theirs", arch: "aarch64" });
	await expect(create({ adopt: "i7", arch: "X86_64" })).rejects.toThrow(
		'arch is "AARCH64" there, "X86_64" in the program; description is a text of 6 characters there, another, ' +
			`a text of ${marker.length} characters in the program`,
	);
});

test("a replacement of what was adopted registers anew: the old one is deleted by then", async () => {
	const adopted = { ...inputs, adopt: "i7" };
	customImage.check({ ...adopted }, { ...adopted, rebuild: "2" }, register.session);
	expect((await create({ adopt: "i7", rebuild: "2" })).id).toBe("i1");
});

test("what is not there cannot be adopted", async () => {
	await expect(create({ adopt: "i9" })).rejects.toThrow(
		"There is no registered image i9 to adopt in region cn-north-4",
	);
});

test("a refresh takes note of what changed, in inputs and outputs alike", async () => {
	register.put({ id: "i1", swr_path: inputs.swrPath, description: "theirs" });
	const read = await customImage.read(inState(), register.context());
	expect(read).toMatchObject({
		inputs: { description: "theirs" },
		outputs: { description: "theirs", status: "ACTIVE" },
	});
});

test.each<[string, string | undefined, string | undefined]>([
	["goes on being unfinished while it is made", "CREATING", "create"],
	["is finished once it can be used", "ACTIVE", undefined],
])("one that was interrupted %s", async (_what, status, unfinished) => {
	register.put({ id: "i1", status });
	const read = await customImage.read(inState({ unfinished: "create" }), register.context());
	expect(read?.outputs.unfinished).toBe(unfinished);
});

test.each<[string, () => void]>([
	["unknown to the service", () => {}],
	["deleted", () => register.put({ id: "i1", status: "DELETED" })],
])("one that is %s is gone", async (_what, prepare) => {
	prepare();
	expect(await customImage.read(inState(), register.context())).toBeUndefined();
});

test("an interrupted create is gone on with by the next update", async () => {
	register.put({ id: "i1", status: "CREATING" });
	register.statuses = ["CREATING", "ACTIVE"];
	const outputs = await customImage.update(inState({ unfinished: "create" }), inputs, register.context());
	expect(outputs).toMatchObject({ status: "ACTIVE" });
	expect(outputs).not.toHaveProperty("unfinished");
});

describe("a deletion", () => {
	const remove = () => {
		inputs.purgeOnDelete = true;
		return customImage.delete(inState(), register.context());
	};

	test("leaves the content alone, unless it is told otherwise", async () => {
		register.put({ id: "i1", swr_path: inputs.swrPath });
		await customImage.delete(inState(), register.context());
		expect(register.calls).toEqual(["delete i1"]);
	});

	test("takes the content with it where it is told so", async () => {
		register.put({ id: "i1", swr_path: inputs.swrPath });
		await remove();
		expect(register.calls).toEqual(["delete i1 and its content"]);
	});

	test.each<[string, (path: string) => string]>([
		["the same path", (path) => path],
		["the same path without its registry", (path) => path.replace("swr.example.com/", "")],
	])("leaves the content where the program still declares %s", async (_what, write) => {
		register.put({ id: "i1", swr_path: inputs.swrPath });
		customImage.check(undefined, { swrPath: write(inputs.swrPath) }, register.session);
		await remove();
		expect(register.calls).toEqual(["delete i1"]);
		expect(register.warnings).toEqual([expect.stringContaining("the program still declares that path")]);
	});

	test("leaves the content where the same path is registered once more", async () => {
		register.put({ id: "i1", swr_path: inputs.swrPath });
		register.put({ id: "i2", swr_path: inputs.swrPath });
		await remove();
		expect(register.calls).toEqual(["delete i1"]);
		expect(register.warnings).toEqual([expect.stringContaining("it is also registered as i2")]);
	});

	test("is done where nothing is left", async () => {
		await remove();
		expect(register.calls).toEqual([]);
	});

	test("that fails says so, and that the image stays in the state", async () => {
		register.put({ id: "i1", swr_path: inputs.swrPath });
		register.onDelete = () => {
			throw new Error("it is in use");
		};
		await expect(remove()).rejects.toThrow(/\(i1\) is not deleted yet: .*it is in use.*is kept in the state/);
	});
});
