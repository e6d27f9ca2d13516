import { existsSync, readFileSync } from "node:fs";

/** The parts of the engine's own log of a run (`--event-log`) that the tests read. */
interface EngineEvent {
	readonly resourcePreEvent?: { readonly metadata: Step };
	readonly resOutputsEvent?: { readonly metadata: Step };
}

interface Step {
	readonly op: string;
	readonly urn: string;
	readonly type: string;
	readonly detailedDiff?: Record<string, { readonly kind: string }>;
	readonly diffs?: readonly string[];
}

/** The result for one resource. */
export interface Change {
	/** `create`, `update`, `delete`, `replace`, `create-replacement`, `delete-replaced`, … */
	readonly op: string;
	/** The logical name. */
	readonly name: string;
	/** The properties that differ, as the terminal names them. */
	readonly properties: readonly string[];
}

/** The steps of a run or preview, in order; without unchanged resources and the stack itself. */
export function readChanges(eventLog: string): Change[] {
	if (!existsSync(eventLog)) return [];
	const lines = readFileSync(eventLog, "utf8").split("\n").filter(Boolean);
	const events = lines.map((line) => JSON.parse(line) as EngineEvent);
	const keyOf = ({ op, urn }: Step) => `${op} ${urn}`;
	const started = new Set(
		events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? keyOf(resourcePreEvent.metadata) : [])),
	);
	return events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
		// A refresh reports its result only afterwards.
		const found = resOutputsEvent && !started.has(keyOf(resOutputsEvent.metadata));
		const step = resourcePreEvent?.metadata ?? (found ? resOutputsEvent.metadata : undefined);
		return step && isChange(step) ? [describeStep(step)] : [];
	});
}

function isChange({ op, type, urn }: Step): boolean {
	const isOurs =
		type !== "pulumi:pulumi:Stack" && !(type.startsWith("pulumi:providers:") && /::default[^:]*$/.test(urn));
	return isOurs && !["same", "read", "refresh"].includes(op);
}

function describeStep({ op, urn, detailedDiff, diffs }: Step): Change {
	const properties = Object.keys(detailedDiff ?? {});
	return { op, name: urn.split("::").at(-1) ?? "", properties: properties.length > 0 ? properties : (diffs ?? []) };
}
