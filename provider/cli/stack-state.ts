import { UsageError } from "./exit-codes";

/** The parts of `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export interface Urn {
	readonly text: string;
	readonly stack: string;
	readonly project: string;

	/** Types of the parents, outermost first, then its own. */
	readonly types: readonly string[];
	readonly name: string;
}

/** A resource as an export of the state shows it. */
export interface StoredResource {
	readonly urn: Urn;
	readonly id?: string;
	readonly inputs: Readonly<Record<string, unknown>>;
	readonly outputs: Readonly<Record<string, unknown>>;

	/** The parent's URN; `undefined` for the stack. */
	readonly parent?: string;

	/** The explicit provider's URN; `undefined` for the default one. */
	readonly provider?: string;

	/** Its `customTimeouts`, seconds. */
	readonly timeouts: readonly number[];
}

/** The parts of a state that the commands use. */
export interface StackState {
	readonly resources: readonly StoredResource[];

	/** Pending creates of killed runs. */
	readonly pending: readonly StoredResource[];
}

/** Parses the output of `pulumi stack export`. */
export function parseState(json: string): StackState {
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		throw new UsageError("The state is no JSON: pass the output of `pulumi stack export`.");
	}
	const { deployment } = (parsed ?? {}) as { deployment?: { resources?: unknown; pending_operations?: unknown } };
	if (typeof deployment !== "object" || deployment === null) {
		throw new UsageError("The state has no `deployment`: pass the output of `pulumi stack export`.");
	}

	const pending = listOf(deployment.pending_operations).filter(
		({ type }) => type === "creating" || type === "importing",
	);
	return {
		resources: listOf(deployment.resources).flatMap(readResource),
		pending: pending.flatMap(({ resource }) => readResource(resource as Record<string, unknown>)),
	};
}

export function parseUrn(text: string): Urn | undefined {
	const match = /^urn:pulumi:([^:]*)::(.*?)::(.*?)::([^]*)$/.exec(text);
	if (!match) return undefined;
	const [, stack = "", project = "", types = "", name = ""] = match;
	return { text, stack, project, types: types.split("$"), name };
}

function readResource(resource: Record<string, unknown> | undefined): StoredResource[] {
	const urn = parseUrn(String(resource?.urn));
	if (!resource || !urn) return [];
	const { id, inputs, outputs, parent, provider, customTimeouts } = resource;
	const timeouts = [customTimeouts, objectOf(inputs).timeouts].flatMap((given) => Object.values(objectOf(given)));
	return [
		{
			urn,
			id: typeof id === "string" && id !== "" ? id : undefined,
			inputs: objectOf(inputs),
			outputs: objectOf(outputs),
			parent: typeof parent === "string" && !parent.includes("::pulumi:pulumi:Stack::") ? parent : undefined,
			provider: typeof provider === "string" ? explicitProvider(provider) : undefined,
			timeouts: timeouts.filter((seconds) => typeof seconds === "number"),
		},
	];
}

/** A reference is a URN and an id; the engine names its own providers `default`, with a version behind it. */
function explicitProvider(reference: string): string | undefined {
	const urn = reference.slice(0, reference.lastIndexOf("::"));
	return /^default(_|$)/.test(parseUrn(urn)?.name ?? "default") ? undefined : urn;
}

/** Lists the ids of all objects of a resource. */
export function listIds({ id = "", outputs }: StoredResource): string[] {
	const more = [outputs.imageIds, outputs.dataImageIds, outputs.imageId].flat();
	return [...id.split(","), ...more.filter((one) => typeof one === "string")].filter((one) => one !== "");
}

/** Lists the identities of its create; that in the inputs may be of a later create, which resumed the first one. */
export function listIdentities({ inputs, outputs }: StoredResource): string[] {
	const given = [outputs.identity, inputs.identity].filter((identity) => typeof identity === "string");
	return [...new Set(given)].filter((identity) => identity !== "");
}

function listOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function objectOf(value: unknown): Record<string, unknown> {
	return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
}
