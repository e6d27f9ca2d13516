import type { Json } from "../../support/structs";
import type { Engine, Run } from "../engine";
import { declare, type Kind, type Store, type Version } from "./kinds";
import type { Lane } from "./lane";

/** An operation on a resource during which a request breaks. */
export interface Operation {
	readonly name: "create" | "resume" | "update" | "replace" | "delete" | "refresh";
	readonly fits: (kind: Kind) => boolean;
	/** The runs before it, without faults. */
	readonly prepare: (engine: Engine, kind: Kind, lane: Lane) => Promise<void>;
	readonly run: (engine: Engine, kind: Kind, timeouts?: Json) => Promise<Run>;
	/** The inputs of a plain `up` afterwards; none for a deleted resource. */
	readonly after: Version | undefined;
	/** The earlier objects exist afterwards, are deleted, or there were none. */
	readonly existing: "made" | "kept" | "replaced" | "deleted";
}

const always = () => true;

export const operations: readonly Operation[] = [
	{
		name: "create",
		fits: always,
		prepare: () => Promise.resolve(),
		run: up("first"),
		after: "first",
		existing: "made",
	},
	{ name: "resume", fits: always, prepare: interruptCreate, run: up("first"), after: "first", existing: "kept" },
	{
		name: "update",
		fits: ({ changed }) => changed !== undefined,
		prepare: create,
		run: up("changed"),
		after: "changed",
		existing: "kept",
	},
	{ name: "replace", fits: always, prepare: create, run: up("replaced"), after: "replaced", existing: "replaced" },
	{
		name: "delete",
		fits: always,
		prepare: create,
		run: (engine) => engine.destroy(),
		after: undefined,
		existing: "deleted",
	},
	{
		name: "refresh",
		fits: always,
		prepare: create,
		run: (engine) => engine.refresh(),
		after: "first",
		existing: "kept",
	},
];

function up(version: Version): Operation["run"] {
	return (engine, kind, timeouts) => engine.up([declare(kind, version, timeouts)]);
}

async function create(engine: Engine, kind: Kind): Promise<void> {
	const { errors } = await up("first")(engine, kind);
	if (errors.length > 0) throw new Error(`The preparation failed: ${errors.join("; ")}`);
}

/** The polls of a pending object. */
const POLLS: Record<Store, string> = {
	instances: "getInstance",
	notebooks: "showNotebook",
	customImages: "showImage",
	cloudImages: "showJob",
};

/** Ctrl-C during the create: the object is partially created in the state. */
async function interruptCreate(engine: Engine, kind: Kind, lane: Lane): Promise<void> {
	const operation = POLLS[kind.store];
	const isPolled = () => lane.requests().some((request) => request.operation === operation);
	lane.slowDown();
	// However slow the machine is, the run has not seen the object complete when it is interrupted.
	lane.admin.addFault({ match: { operation }, action: { hold: true } });
	const running = up("first")(engine, kind);
	await lane.until(isPolled, "a poll");
	await engine.interrupt();
	await running;
	lane.speedUp();
	lane.admin.clearFaults();
	if (!engine.state[0]?.initErrors.length) throw new Error("The preparation did not leave it partially created.");
}
