import * as pulumi from "@pulumi/pulumi";
import { getNotebookFlavors, getNotebookFlavorsOutput, Provider } from "../../../provider";
import * as native from "../../../provider/native";

const asked: pulumi.runtime.MockCallArgs[] = [];

beforeAll(() =>
	pulumi.runtime.setMocks({
		newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
		call: (args) => (asked.push(args), { flavors: [{ id: "mocked" }] }),
	}),
);
beforeEach(() => void (asked.length = 0));

test.each([
	["pulumi-modelarts", getNotebookFlavors],
	["pulumi-modelarts/native", native.getNotebookFlavors],
])("look-ups of %s ask the mocks of a program's unit tests", async (_from, find) => {
	expect(await find({ category: "CPU" })).toEqual({ flavors: [{ id: "mocked" }] });
	expect(asked).toMatchObject([{ token: "modelarts:index:getNotebookFlavors", inputs: { category: "CPU" } }]);
});

test("a look-up with outputs among its arguments gives an output", async () => {
	const found = getNotebookFlavorsOutput({ category: pulumi.output("CPU" as const) });
	const flavors = await new Promise((resolve) => found.apply((result) => resolve(result.flavors)));
	expect(flavors).toEqual([{ id: "mocked" }]);
});

test("a look-up in the program refuses the option `provider`, which would have no effect", async () => {
	const provider = new Provider("other", { region: "eu-de" });
	await expect(getNotebookFlavors({}, { provider: provider })).rejects.toThrow(
		/^getNotebookFlavors: the option `provider` has no effect here/,
	);
});
