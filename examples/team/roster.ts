import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** How a member's notebook differs from the others'. */
export interface Wishes {
	/** Size of the machine. */
	flavor: string;
	/** GB, 5 to 4096. */
	storage: number;
	/** Hours until the notebook stops by itself, 1 to 72. */
	stopAfter: number;
	/** Whether the notebook is safe from being removed. */
	protect: boolean;
}

export interface Member extends Wishes {
	readonly name: string;
}

const KINDS: Record<keyof Wishes, string> = {
	flavor: "string",
	storage: "number",
	stopAfter: "number",
	protect: "boolean",
};

/** The roster of a stack: `roster.<stack>.yaml` where there is one, else `roster.yaml`. */
export function readRoster(stack: string): Member[] {
	const own = `roster.${stack}.yaml`;
	const file = existsSync(own) ? own : "roster.yaml";
	return resolveRoster(parse(readFileSync(file, "utf8")) as unknown, file);
}

/** Members with everything filled in. All that is wrong is said at once. */
export function resolveRoster(roster: unknown, file: string): Member[] {
	const { defaults = {}, members = [] } = (roster ?? {}) as { defaults?: object; members?: object[] };
	const complete = members.map((member) => ({ ...defaults, ...member }));
	const complaints = complete.flatMap((member, index) => findComplaints(member, index, complete));
	if (complaints.length > 0) throw new Error(`${file}:\n${complaints.map((text) => `  ${text}`).join("\n")}`);
	return complete as unknown as Member[];
}

function findComplaints(member: Record<string, unknown>, index: number, all: Record<string, unknown>[]): string[] {
	const { name, ...wishes } = member;
	if (typeof name !== "string") return [`members[${index}] has no name`];
	const twice = all.findIndex((other) => other.name === name) < index ? [`${name} is in it twice`] : [];
	const unknown = Object.keys(wishes).filter((key) => !(key in KINDS));
	const wrong = Object.entries(KINDS).filter(([key, kind]) => typeof wishes[key] !== kind);
	return [
		...twice,
		...unknown.map((key) => `${name}: "${key}" is not known; there are: ${Object.keys(KINDS).join(", ")}`),
		...wrong.map(([key, kind]) => `${name}: "${key}" should be a ${kind}, for the member or in defaults`),
	];
}
