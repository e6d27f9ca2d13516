import { readFileSync } from "node:fs";
import { join } from "node:path";
import { composeIdentity } from "../../provider/lifecycle/create-safety/resource-identity";
import { stores } from "../faults/matrix/kinds";
import type { ProviderError } from "../support/provider-error";
import type { Json } from "../support/structs";
import { shareProvider } from "../support/world";
import { isFull } from "../support/full";

/** A state in which a part is missing or has another type: edited by hand, or from an unknown version. */
const ODD: readonly (readonly [string, unknown])[] = [
	["missing", undefined],
	["a number", 7],
	["a text", "text"],
	["a list", [1, "a"]],
	["an object", { a: 1 }],
	["true", true],
];

/** Texts that no user should ever see. */
const EXCEPTION = /Cannot read|Cannot destructure|is not (a function|iterable|defined)|undefined|A bug in|\[object/;

interface Kept {
	readonly type: string;
	readonly urn: string;
	readonly inputs: Json;
	readonly outputs: Json;
}

const file = join(__dirname, "..", "fixtures", "state-0.1.0", "state.json");
const { deployment } = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: Kept[] } };
const shared = shareProvider();

/** One resource of each kind, and in the full form of each source, as in its state; created again, by its inputs. */
const names = ["shared", "workbench", "snapshot", "own", "file", ...(isFull ? ["server", "disks"] : [])];
const kept = names.map((name) => {
	const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
	if (!found) throw new Error(`${name} is not in the state.`);
	return [name, found] as const;
});

/** The same inputs under other names: names of notebooks and paths are unique. */
function renameInputs({ inputs }: Kept, at: number): Json {
	const name = typeof inputs.name === "string" ? { name: `n${at}` } : {};
	const path = typeof inputs.swrPath === "string" ? { swrPath: inputs.swrPath.replace(":", `${at}:`) } : {};
	const identity = composeIdentity({ project: "p", stack: "s", types: [], name: `n${at}` });
	const notebookId = typeof inputs.notebookId === "string" ? { notebookId: putNotebook() } : {};
	const { region, projectId, ...rest } = inputs;
	return { ...rest, ...name, ...path, ...notebookId, identity };
}

/** A running notebook, for an image of its own. */
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

/** Properties that change by themselves, or with every request. */
const MOVING = /update|lease|url|_at$|time|token/i;

/** The existing objects of a resource. */
function seeObjects({ id, outputs }: { id: string; outputs: Json }): string[] {
	const ids = (outputs.imageIds as string[] | undefined) ?? [id];
	const state = shared.world.admin.state() as Record<string, Json[]>;
	return stores
		.flatMap((store) => state[store] ?? [])
		.filter((object) => ids.includes(String(object.id)) && object.status !== "DELETED")
		.map((object) => JSON.stringify(object, (key, value: unknown) => (MOVING.test(key) ? undefined : value)));
}

describe.each(kept)("%s", (_name, resource) => {
	const keys = Object.keys(resource.outputs).filter((key) => key !== "__provider");
	const cases = ODD.flatMap(([title, value], at) =>
		keys
			// In the short form, each key is wrong in one way, all ways in turn.
			.filter((_key, place) => isFull || at === place % ODD.length)
			.map((key) => ({ title: `${key} ${title}`, key, value })),
	);

	/** One object, and the error of each method that failed. */
	async function tryOne(at: number, bend: (outputs: Json) => Json): Promise<string[]> {
		const { provider } = shared;
		const { inputs } = await provider.check(renameInputs(resource, at));
		const made = await provider.create(inputs);
		const { id } = made;
		const bent = bend(made.outputs);
		const declared = seeObjects(made);

		const said: string[] = [];
		const tell = (method: string, message: string | undefined, isRight: () => boolean) => {
			if (message !== undefined) said.push(`${method}: ${message}`);
			else if (!isRight()) said.push(`${method} in silence: ${seeObjects(made).join()} of ${declared.join()}`);
		};
		const isAsDeclared = () => seeObjects(made).join() === declared.join();
		tell("diff", await explain(provider.diff(id, bent, inputs)), isAsDeclared);
		tell("read", await explain(provider.read(id, bent)), isAsDeclared);
		tell("update", await explain(provider.update(id, bent, inputs)), isAsDeclared);
		const isWarned = () => provider.engine.warnings().some((text) => text.includes(`so only ${id} is deleted`));
		tell("delete", await explain(provider.delete(id, bent)), () => seeObjects(made).length === 0 || isWarned());
		return said;
	}

	const isPoor = (message: string) => EXCEPTION.test(message) || message.includes("in silence");

	test("the state is processed, or a clear error is reported, by diff, read, update and delete", async () => {
		const said = await Promise.all(
			cases.map(async ({ title, key, value }, at) => {
				const bend = ({ [key]: _lost, ...outputs }: Json) =>
					value === undefined ? outputs : { ...outputs, [key]: value };
				return (await tryOne(at, bend)).map((message) => `${title}: ${message}`);
			}),
		);
		expect(said.flat().filter(isPoor)).toEqual([]);
	}, 120_000);

	test("an empty state is processed, or a clear error is reported", async () => {
		const said = await tryOne(1000, ({ __provider }) => ({ __provider }));
		expect(said.filter(isPoor)).toEqual([]);
	});
});
