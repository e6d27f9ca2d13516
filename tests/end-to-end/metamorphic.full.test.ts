import { changesTo, environmentOf, openCloud } from "./support/cloud";
import { openStack, type Stack } from "./support/stack";
import type { Simulator } from "modelarts-simulator";

/** Programs that must not matter: the same resources declared in another way are the same objects in the cloud. */

const declarations: Readonly<Record<string, [type: string, inputs: object]>> = {
	lab: ["NotebookInstance", { profileId: "Python3", flavor: "modelarts.vm.cpu.2u", storage: { type: "evs" } }],
	bench: [
		"Notebook",
		{
			flavor: "modelarts.vm.cpu.2u",
			imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
			volume: { category: "EVS", capacity: 5 },
			tags: { team: "vision" },
		},
	],
	torch: ["CustomImage", { swrPath: "swr.cn-north-4.myhuaweicloud.com/team/torch:2" }],
	server: ["CloudImage", { instanceId: "server-1", tags: { team: "vision" } }],
};
const names = Object.keys(declarations);

interface Way {
	/** The logical name. */
	readonly as?: (name: string) => string;
	readonly options?: (name: string) => string;
	readonly before?: string;
	readonly only?: readonly string[];
}

function write({ as = (name) => name, options = () => "{}", before = "", only = names }: Way = {}): string {
	const lines = only.map((name) => {
		const [type, inputs] = declarations[name]!;
		return `new modelarts.${type}("${as(name)}", ${JSON.stringify(inputs)}, ${options(name)});`;
	});
	return [`const modelarts = require("pulumi-modelarts");`, before, ...lines].join("\n");
}

const component = `class Team extends pulumi.ComponentResource {
	constructor(name) { super("acme:index:Team", name); }
}
const team = new Team("team");`;

let cloud: Simulator;
let stack: Stack;
let state: unknown;

beforeAll(async () => {
	cloud = await openCloud();
	stack = await openStack({ program: write(), env: environmentOf(cloud) });
	expect(await stack.up()).toMatchObject({ code: 0 });
	state = objects();
	cloud.admin.clearRequests();
}, 240_000);

/** All objects as they are, without the time. */
function objects(): unknown {
	const { instances, notebooks, customImages, cloudImages } = cloud.admin.state();
	return structuredClone({ instances, notebooks, customImages, cloudImages });
}

const reversed = [...names].reverse();
const ways: [what: string, program: string][] = [
	["in another order", write({ only: reversed })],
	[
		"by other names, with aliases",
		write({ as: (name) => `new-${name}`, options: (name) => `{ aliases: [{ name: "${name}" }] }` }),
	],
	[
		"in a component, with aliases",
		write({
			before: component,
			options: (name) =>
				`{ parent: team, aliases: [{ name: "${name}", parent: pulumi.rootStackResource }, { name: "new-${name}", parent: pulumi.rootStackResource }] }`,
		}),
	],
	[
		"at the top again, with aliases",
		write({ options: () => `{ aliases: [{ parent: "urn:pulumi:dev::proof::acme:index:Team::team" }] }` }),
	],
];

test.each(ways)(
	"the same resources %s change nothing in the cloud",
	async (_what, program) => {
		stack.write(program);
		const outcome = await stack.up();
		expect(outcome.code).toBe(0);
		expect(outcome.steps.filter((step) => !/team$/.test(step))).toEqual([]);
		expect(changesTo(cloud)).toEqual([]);
		expect(objects()).toEqual(state);
		expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	},
	240_000,
);

test("the same resources split over two stacks and merged again change nothing in the cloud", async () => {
	const [here, there] = [names.slice(0, 2), names.slice(2)];
	const urns = (await stack.exportState()).map(({ urn }) => urn);
	const moved = urns.filter((urn) => there.some((name) => urn.endsWith(`::${name}`)));
	const move = (from: string, to: string, these: string[]) =>
		stack.run("state", "move", "--source", from, "--dest", to, "--yes", ...these);
	await stack.init("second");
	expect(await move("dev", "second", moved)).toMatchObject({ code: 0 });
	stack.write(write({ only: there }));
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	stack.select("dev");
	stack.write(write({ only: here }));
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });

	const back = moved.map((urn) => urn.replace(":dev::", ":second::"));
	expect(await move("second", "dev", back)).toMatchObject({ code: 0 });
	stack.write(write());
	expect(await stack.up()).toMatchObject({ code: 0, steps: [] });
	expect(changesTo(cloud)).toEqual([]);
	expect(objects()).toEqual(state);
}, 240_000);

test("the same resources in another stack are objects of its own, and change nothing of the first one's", async () => {
	// Two registered images cannot have one path.
	const program = write({ only: names.filter((name) => name !== "torch") });
	await stack.init("third");
	stack.write(program);
	expect(await stack.up()).toMatchObject({ code: 0 });
	expect(await stack.destroy()).toMatchObject({ code: 0 });
	expect(objects()).toEqual(state);
	stack.select("dev");
	stack.write(write());
	expect(await stack.preview()).toMatchObject({ code: 0, steps: [] });
}, 240_000);
