import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidationError, Handler, Properties } from "../../provider/lifecycle/contract";

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
	/** What a change of each input costs. */
	readonly changes: Readonly<Record<string, string>>;
	readonly inputNames: readonly string[];
	/** Seconds by operation. */
	readonly timeouts: Handler<object, object>["timeouts"];
	/** The complaints about inputs of a new object. */
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
	const [, type = ""] = /super\(\s*"([a-z]+:\w+)"/.exec(readFileSync(join(directory, "resource.ts"), "utf8")) ?? [];
	const [, name = ""] = type.split(":");
	const { onChange } = load<{ onChange: Record<string, string> }>(join(directory, "diff"));
	const exported = Object.values(load<Record<string, unknown>>(join(directory, "handler")));
	const handler = exported.find((one): one is Handler<object, object> => isHandler(one));
	if (!handler) throw new Error(`provider/resources/${folder}/handler.ts exports no handler.`);
	const { inputNames, timeouts } = handler;
	const hidden = { identity: "docs:docs:name:0123456789abcdef0123" };
	const check = (inputs: Properties) =>
		handler.check(undefined, { ...hidden, ...inputs }, () => ({ tags: {} })).validationErrors;
	return { name, folder, type, changes: onChange, inputNames, timeouts, check };
}

function isHandler(value: unknown): boolean {
	return typeof value === "object" && value !== null && "timeouts" in value && "check" in value;
}

function load<Exports>(path: string): Exports {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- which folders there are is only known now
	return require(path) as Exports;
}
