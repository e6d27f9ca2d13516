import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Definition } from "../../provider/definition/definition";
import type { Handler, Properties, ValidationError } from "../../provider/lifecycle/contract";

export const repository = join(__dirname, "..", "..");
export const resources = join(repository, "provider", "resources");

/** A kind of resource, as it is found in its folder of provider/: no list of kinds has to be kept. */
export interface Kind {
	/** `NotebookInstance`. */
	readonly name: string;
	/** `notebook-instance`. */
	readonly folder: string;
	/** `modelarts:NotebookInstance`. */
	readonly type: string;
	/** What the kind is, as data; absent while its folder has the parts by hand. */
	readonly definition?: Definition;
	/** What a change of each input costs. */
	readonly changes: Readonly<Record<string, string>>;
	readonly inputNames: readonly string[];
	/** Seconds by operation. */
	readonly timeouts: Handler<object, object>["timeouts"];
	/** The validation errors of inputs of a new object. */
	check(inputs: Properties): readonly ValidationError[];
}

/** All kinds, by name. */
export function findKinds(): Kind[] {
	const rooms = readdirSync(resources);
	const folders = rooms.filter((room) => existsSync(join(resources, room, "resource.ts")));
	return folders.map(readKind).sort((left, right) => left.name.localeCompare(right.name, "en"));
}

function readKind(folder: string): Kind {
	const directory = join(resources, folder);
	const source = readFileSync(join(directory, "resource.ts"), "utf8");
	const [, module = "", kind = ""] = /super\(\s*\{ module: "(\w+)", name: "(\w+)"/.exec(source) ?? [];
	const { module: ownModule = module, name = kind } = findDefinition(directory) ?? {};
	const type = `${ownModule}:${name}`;
	const definition = findDefinition(directory);
	const onChange = definition
		? listPolicies(definition)
		: load<{ onChange: Record<string, string> }>(join(directory, "diff")).onChange;
	const exported = Object.values(load<Record<string, unknown>>(join(directory, "handler")));
	const handler = exported.find((one): one is Handler<object, object> => isHandler(one));
	if (!handler) throw new Error(`provider/resources/${folder}/handler.ts exports no handler.`);
	const { inputNames, timeouts } = handler;
	const hidden = { identity: "docs:docs:name:0123456789abcdef0123" };
	const check = (inputs: Properties) =>
		handler.check(undefined, { ...hidden, ...inputs }, { readDefaults: () => ({ tags: {} }) }).validationErrors;
	return { name, folder, type, definition, changes: onChange, inputNames, timeouts, check };
}

function findDefinition(directory: string): Definition | undefined {
	if (!existsSync(join(directory, "definition.ts"))) return undefined;
	const exported = Object.values(load<Record<string, unknown>>(join(directory, "definition")));
	return exported.find((one): one is Definition => typeof one === "object" && one !== null && "inputs" in one);
}

/** What a change of each input does; `system` where that depends on other inputs. */
export function listPolicies({ inputs }: Pick<Definition, "inputs">): Record<string, string> {
	const own = Object.entries(inputs).map(([name, { onChange = "replace" }]) => {
		const policy = typeof onChange === "function" ? "system" : onChange;
		return [name, policy === "ignore" ? "nothing" : policy] as const;
	});
	return { ...Object.fromEntries(own), identity: "nothing", timeouts: "nothing" };
}

function isHandler(value: unknown): boolean {
	return typeof value === "object" && value !== null && "timeouts" in value && "check" in value;
}

function load<Exports>(path: string): Exports {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- which folders there are is only known now
	return require(path) as Exports;
}
