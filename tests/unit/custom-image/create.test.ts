import { customImage } from "../../../provider/resources/custom-image/handler";
import type { Inputs } from "../../../provider/resources/custom-image/definition";
import type { Intent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { SimulatedImages } from "../support/simulated-images";

const marker = "Managed by Pulumi: shop:dev:torch [012340123456]";
const inputs: Inputs = {
	identity: "shop:dev:torch#0123456789abcdef0123-0123456",
	swrPath: "swr.example.com/vision/pytorch:2.4.0",
	description: marker,
};

let cloud: SimulatedImages;
beforeEach(() => {
	cloud = new SimulatedImages();
});

const create = (more: Partial<Inputs> = {}) => customImage.create({ ...inputs, ...more }, cloud.context());

test.each<[string, Partial<Inputs>]>([
	["with our marker", {}],
	["with the user's own description, registered since", { description: "ours" }],
	["under a path without its registry, which the service adds", { swrPath: "vision/pytorch:2.4.0" }],
])("after a lost answer, the image %s is taken and not registered twice", async (_what, more) => {
	cloud.loseResponse("registerImage");
	cloud.onCall = () => cloud.registeredIds().forEach((id) => cloud.patchRegistered(id, { swr_path: inputs.swrPath }));
	const { id } = await create(more);
	expect(cloud.registeredIds()).toEqual([id]);
	expect(cloud.calls).toEqual(["register"]);
	expect(cloud.warnings).toEqual([expect.stringContaining("Resumed the image")]);
});

test("after a lost answer that had no effect, it is registered once more", async () => {
	cloud.refuse("registerImage", 502, "", 1);
	const { id } = await create();
	expect(cloud.registeredIds()).toEqual([id]);
	expect(cloud.calls).toEqual(["register", "register"]);
});

const recentlyCreated = () => Date.now() - 60_000;

test.each<[string, object, Partial<Inputs>, string]>([
	["that somebody else registered", { description: "theirs" }, {}, "it does not carry the marker of this resource"],
	[
		"that was there before, with the same words",
		{ description: "ours" },
		{ description: "ours" },
		"nothing shows that",
	],
	[
		"with words like a marker, of another resource",
		{ description: "Managed by Pulumi: x" },
		{ description: "Managed by Pulumi: x" },
		"nothing shows that",
	],
	["of ours, from the day before yesterday", { create_at: Date.now() - 2e8 }, {}, "it was made more than 24 hours ago"],
	["of ours, but another one", { arch: "aarch64" }, { arch: "X86_64" }, "it differs in arch"],
])("an image %s is not touched, and named", async (_what, found, more, why) => {
	const observed = { swr_path: inputs.swrPath, description: marker, create_at: recentlyCreated(), ...found };
	const id = cloud.register(observed);
	const time = new Date(observed.create_at).toISOString();
	await expect(create(more)).rejects.toThrow(
		new RegExp(
			`is registered already \\(image ${id}, made ${time}\\), and that was not touched: ${why}.*another path.*adopt: "${id}"`,
		),
	);
	expect(cloud.calls).toEqual(["register"]);
});

test("a conflict is told with what the service answered, its code and its request id", async () => {
	cloud.register({ swr_path: inputs.swrPath, description: "theirs", create_at: recentlyCreated() });
	const action = {
		status: 409,
		headers: { "x-request-id": "5f0c" },
		body: { error_code: "ModelArts.6737", error_msg: "Conflict tag 2.4.0." },
	};
	cloud.admin.addFault({ match: { operation: "registerImage" }, action });
	await expect(create()).rejects.toThrow(
		/is registered already .* ModelArts answered 409 ModelArts\.6737: "Conflict tag 2\.4\.0"\. Request id: 5f0c\.$/,
	);
});

test("a path that is taken by what cannot be seen says so", async () => {
	cloud.refuse("registerImage", 400, "ModelArts.6737");
	await expect(create()).rejects.toThrow(
		"not touched: it cannot be seen. Choose another path or delete that registration.",
	);
});

test.each<[string, string, object]>([
	["by its exact name", "swr.example.com/vision/pytorch:1", { name: "pytorch", name_fuzzy_match: "false" }],
	["in the whole organisation where the list takes no such name", "swr.example.com/vision/tools/pytorch:1", {}],
])("what is there is looked for %s", async (_what, swrPath, expected) => {
	cloud.refuse("registerImage", 400, "ModelArts.6737");
	await expect(create({ swrPath, workspaceId: "w" })).rejects.toThrow("registered already");
	const asked = cloud.admin.requests().filter(({ operation }) => operation === "listImage");
	const query = { namespace: "vision", type: "DEDICATED", workspace_id: "w", limit: "200", offset: "0", ...expected };
	expect(asked.map((request) => request.query)).toEqual([query]);
});

test.each([[marker], ["the user's own"]])(
	"a registration whose answer was lost is named when the program declares another path since, described %j",
	async (description) => {
		cloud.loseResponse("registerImage");
		// A kill: only what was written before the request is there for the next run.
		let kept: Intent | undefined;
		const intent = { read: () => kept, write: (now: Intent) => void (kept ??= now), clear: () => {} };
		const context = { ...cloud.context(), intent: { ...cloud.context().intent, ...intent } };
		const { id } = await customImage.create({ ...inputs, description }, context);
		cloud.warnings.length = 0;

		await customImage.create({ ...inputs, description, swrPath: "swr.example.com/vision/pytorch:2.5.0" }, context);
		expect(cloud.warnings).toEqual([expect.stringContaining(`created the image ${inputs.swrPath} (${id}) for this`)]);
	},
);
