import { findProjectName } from "./project";
import { PulumiError, runPulumi } from "./pulumi-cli";
import { parseState, type StackState } from "./stack-state";

/** A stack of the backend, as the CLI shows it. */
export interface OtherStack {
	/** As `pulumi stack ls` names it. */
	readonly label: string;
	readonly project?: string;
	readonly stack: string;
	readonly state: StackState;
}

/** The other stacks of the backend, as far as they can be read. */
export interface Backend {
	readonly stacks: readonly OtherStack[];

	/** The stacks that could not be read, a sentence each. */
	readonly gaps: readonly string[];

	/** Why no stack could be listed, as a gap. */
	readonly problem?: string;
}

/** Maximum number of parallel commands of the CLI. */
const MAX_PARALLEL = 4;

/**
 * Reads the states of all other stacks of the backend, of every project.
 *
 * @param own the text of this stack's state if the CLI exported it: the stack with this text is omitted
 */
export async function readOtherStacks(folder: string, own: string | undefined): Promise<Backend> {
	let labels: string[];
	try {
		labels = parseList(await runPulumi(["stack", "ls", "--all", "--json"], { folder }));
	} catch (error) {
		if (error instanceof PulumiError) {
			return {
				stacks: [],
				gaps: [],
				problem: `the states of other stacks, so that the list may include their objects: ${error.message}`,
			};
		}
		throw error;
	}

	const stacks: OtherStack[] = [];
	const gaps: string[] = [];
	const remaining = [...labels];
	async function readNext(): Promise<void> {
		for (let label = remaining.shift(); label !== undefined; label = remaining.shift()) {
			const read = await readStack(label, folder, own);
			if (typeof read === "string") gaps.push(read);
			else if (read) stacks.push(read);
		}
	}
	await Promise.all(Array.from({ length: MAX_PARALLEL }, readNext));
	const indexOf = ({ label }: OtherStack) => labels.indexOf(label);
	return { stacks: stacks.sort((one, other) => indexOf(one) - indexOf(other)), gaps: gaps.sort() };
}

/** Reads a stack; returns a sentence if it cannot be read, and nothing if it is this stack. */
async function readStack(
	label: string,
	folder: string,
	own: string | undefined,
): Promise<OtherStack | string | undefined> {
	try {
		const text = await runPulumi(["stack", "export"], { folder, stack: label });
		if (text === own) return undefined;
		const state = parseState(text);
		return { label, ...nameStack(label, state, folder), state };
	} catch (error) {
		return `the state of stack ${label}: ${error instanceof Error ? error.message : String(error)}`;
	}
}

/** Project and stack from the URNs; for an empty state from the label, which omits the current project. */
function nameStack(label: string, { resources, pending }: StackState, folder: string) {
	const [first] = [...resources, ...pending];
	if (first) return { project: first.urn.project, stack: first.urn.stack };
	const parts = label.split("/");
	return { project: parts.length > 2 ? parts.at(-2) : findProjectName(folder), stack: parts.at(-1) ?? label };
}

function parseList(json: string): string[] {
	const listed = JSON.parse(json) as unknown;
	const names = Array.isArray(listed) ? listed.map((one: { name?: unknown } | null) => one?.name) : [];
	return names.filter((name) => typeof name === "string");
}
