import * as pulumi from "@pulumi/pulumi";
import { Notebook, type NotebookArgs } from "../../../provider/resources/notebook/resource";

type Monitor = Record<"registerResource", (request: Request, ...rest: unknown[]) => unknown>;
interface Request {
	getType(): string;
	getDeletebeforereplace(): boolean;
}

const least: NotebookArgs = { flavor: "f", imageId: "i", volume: { category: "EVS" } };
const dedicated = { category: "EFS", ownership: "DEDICATED", uri: "192.168.0.1:/share" } as const;

/** What the engine is told of the order of a replacement, whatever `diff` says. */
async function readOrder(args: Partial<NotebookArgs>, options: pulumi.CustomResourceOptions = {}): Promise<boolean> {
	await pulumi.runtime.setMocks({
		newResource: ({ inputs }) => ({ id: "n", state: inputs as object }),
		call: () => ({}),
	});
	const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
	const orders: boolean[] = [];
	const register = monitor.registerResource.bind(monitor);
	monitor.registerResource = (request, ...rest) => {
		if (request.getType().includes("dynamic/")) orders.push(request.getDeletebeforereplace());
		return register(request, ...rest);
	};
	const { id } = new Notebook("lab", { ...least, ...args }, options);
	await new Promise((resolve) => id.apply(resolve));
	await pulumi.runtime.disconnect();
	expect(orders).toHaveLength(1);
	return orders[0] as boolean;
}

test.each<[string, Partial<NotebookArgs>, boolean]>([
	["an ordinary one", {}, false],
	["the free one", { feature: "DEFAULT" }, true],
	["one with a storage of the user's own", { volume: dedicated }, true],
	["one of which the feature is an output", { feature: pulumi.output("DEFAULT" as const) }, false],
])("%s goes before its replacement comes or not, as far as the constructor can see", async (_what, args, expected) => {
	expect(await readOrder(args)).toBe(expected);
});

test.each<[string, Partial<NotebookArgs>, Partial<NotebookArgs>, boolean]>([
	["the free one", {}, { feature: "DEFAULT" }, true],
	["an ordinary one", { feature: "DEFAULT" }, { feature: "NOTEBOOK" }, false],
])("what a transformation makes %s goes before its replacement comes or not", async (_what, args, change, expected) => {
	const transform: pulumi.ResourceTransformation = ({ props, opts }) => ({ props: { ...props, ...change }, opts });
	expect(await readOrder(args, { transformations: [transform] })).toBe(expected);
});

test("the user's own option comes first", async () => {
	expect(await readOrder({ feature: "DEFAULT" }, { deleteBeforeReplace: false })).toBe(false);
});
