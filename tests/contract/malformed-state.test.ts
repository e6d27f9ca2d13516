import { readFileSync } from "node:fs";
import { join } from "node:path";
import { composeIdentity } from "../../provider/recovery/identity";
import { full, notebook } from "../support/notebooks";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { shareProvider } from "../support/world";

/** A state that lost a part, or has something else in its place: edited by hand, or from who knows which version. */
const ODD: readonly (readonly [string, unknown])[] = [
	["missing", undefined],
	["a number", 7],
	["a text", "text"],
	["a list", [1, "a"]],
	["an object", { a: 1 }],
	["true", true],
];

/** What no user should ever read. */
const EXCEPTION = /Cannot read|Cannot destructure|is not (a function|iterable|defined)|undefined|A mistake in|\[object/;

interface Kept {
	readonly type: string;
	readonly urn: string;
	readonly inputs: Json;
	readonly outputs: Json;
}

const file = join(__dirname, "..", "fixtures", "state-0.1.0", "state.json");
const { deployment } = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: Kept[] } };
const shared = shareProvider();

/** One resource of each kind and source, as it was kept; made again for each test, by its inputs. */
const names = ["shared", "own", "server", "file", "disks"];
const kept = names.map((name) => {
	const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
	if (!found) throw new Error(`${name} is not in the state.`);
	return [name, found] as const;
});

/** Kinds that the kept state does not have yet: what is in a state besides the inputs. */
const known = { region: "", projectId: "", inherited: [], status: "", createdAt: "", updatedAt: "", unfinished: "" };
const notebookOnly = {
	url: "",
	sshUri: "",
	image: {},
	actualVolume: {},
	leaseEndsAt: "",
	failReason: "",
	restart: true,
};
const imageOnly = { swrPath: "", arch: "", size: 1, type: "", devServices: [], stopNotebook: true };
const snapshot = {
	__provider: 'exports.handler=()=>require("pulumi-modelarts/NotebookImage")',
	notebookId: "",
	namespace: "vision",
	tag: "1.0",
	startIfStopped: true,
};
const further = [
	["Notebook", describeKept(notebook(full), notebookOnly)],
	["NotebookImage", describeKept(snapshot, imageOnly)],
] as const;

function describeKept(inputs: Json, outputs: Json): Kept {
	return {
		type: "",
		urn: "",
		inputs,
		outputs: { ...inputs, name: "", description: "", identity: "", ...known, ...outputs },
	};
}

/** Made of the same inputs under other names: names of notebooks and paths are unique. */
function renameInputs({ inputs }: Kept, at: number): Json {
	const name = typeof inputs.name === "string" ? { name: `n${at}` } : {};
	const path = typeof inputs.swrPath === "string" ? { swrPath: inputs.swrPath.replace(":", `${at}:`) } : {};
	const identity = composeIdentity({ project: "p", stack: "s", types: [], name: `n${at}` });
	const notebookId = inputs.notebookId === "" ? { notebookId: putNotebook() } : {};
	const { region, projectId, ...rest } = inputs;
	return { ...rest, ...name, ...path, ...notebookId, identity };
}

/** One that runs, for an image of its own. */
function putNotebook(): string {
	const { notebooks } = shared.world.admin.putObjects({ notebooks: [{ create: { name: "theirs" } }] });
	return (notebooks?.[0] as { id: string }).id;
}

async function explain(work: Promise<unknown>): Promise<string | undefined> {
	return work.then(
		() => undefined,
		(error: ProviderError) => error.halfCreated?.reasons.join(" ") ?? error.message,
	);
}

describe.each([...kept, ...further])("%s", (_name, resource) => {
	const keys = Object.keys(resource.outputs).filter((key) => key !== "__provider");
	const cases = ODD.flatMap(([title, value], at) =>
		keys
			// In the short form, each key is wrong in one way, all ways in turn.
			.filter((_key, place) => process.env.FAULTS === "full" || at === place % ODD.length)
			.map((key) => ({ title: `${key} ${title}`, key, value })),
	);

	/** Each case on an object of its own, all at once. */
	async function tryAll(
		work: (id: string, bent: Json, good: Json, inputs: Json) => Promise<unknown>,
	): Promise<string[]> {
		const said = await Promise.all(
			cases.map(async ({ title, key, value }, at) => {
				const { inputs } = await shared.provider.check(renameInputs(resource, at));
				const { id, outputs } = await shared.provider.create(inputs);
				const bent = { ...outputs, [key]: value };
				if (value === undefined) delete bent[key];
				const message = await explain(work(id, bent, outputs, inputs));
				return message === undefined ? [] : [`${title}: ${message}`];
			}),
		);
		return said.flat();
	}

	test.each(["diff", "read", "update", "delete"] as const)(
		"%s heals it or says clearly what is wrong",
		async (method) => {
			const { provider } = shared;
			const said = await tryAll(async (id, bent, _good, inputs) => {
				if (method === "diff") return provider.diff(id, bent, inputs);
				if (method === "read") return provider.read(id, bent);
				if (method === "update") return provider.update(id, bent, inputs);
				return provider.delete(id, bent);
			});
			expect(said.filter((message) => EXCEPTION.test(message))).toEqual([]);
		},
		60_000,
	);

	test("everything missing as well", async () => {
		const { provider } = shared;
		const { inputs } = await provider.check(renameInputs(resource, 1000));
		const { id } = await provider.create(inputs);
		const bare = { __provider: inputs.__provider };
		const calls = [
			provider.diff(id, bare, inputs),
			provider.read(id, bare),
			provider.update(id, bare, inputs),
			provider.delete(id, bare),
		];
		const said = await Promise.all(calls.map((call) => explain(call)));
		expect(said.filter((message) => message !== undefined && EXCEPTION.test(message))).toEqual([]);
	});
});
