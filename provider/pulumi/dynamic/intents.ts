import { homedir } from "node:os";
import { join } from "node:path";
import type { Context } from "../../lifecycle/contract";
import {
	type Intent,
	type ResourceIntent,
	isInPlaceOf,
	type Resource,
} from "../../lifecycle/create-safety/resource-intent";
import { IntentFiles } from "../../lifecycle/create-safety/intent-files";
import { describePendingCreate, IntentLog } from "../../lifecycle/create-safety/intent-log";
import { systemClock } from "../../services/clock";
import { findCloudAddress, readConfiguration } from "./configuration";
import { cancellationSignal, isEngineGone, onInterruption } from "./cancellation";
import { findEngineAddress, onNewRun } from "./run";

/** What tells a run from all others. */
const currentRun = () => findEngineAddress() ?? "";

/** Of all locations. */
let files = openFiles();

function openFiles(): IntentFiles {
	return new IntentFiles(join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "modelarts-intents"));
}

/**
 * How long a create whose response the engine has received may be missing in the state, milliseconds. After that the state
 * holds it, and its intent proves nothing any more: the resource may have been moved, renamed or removed since.
 */
const SAVE_TIMEOUT = 60_000;

/** One log for each location. A process has one set of settings, so that a region has one address. */
const logs = new Map<string, IntentLog>();

/** Calls in progress: the engine waits for their responses. */
let callCount = 0;

/** The completed creates of this run, with their end. */
let completed: { readonly intent: ResourceIntent; readonly at: number }[] = [];

/** Region and project, as they are in inputs and outputs. */
interface LocationInputs {
	readonly region?: unknown;
	readonly projectId?: unknown;
}

/** The intents of this machine in one location: the same project and stack may exist in several. */
export function intentsAt({ region, projectId }: LocationInputs): IntentLog {
	const location = { region: String(region), projectId: String(projectId) };
	const key = JSON.stringify(location);
	const endpoint = () => findCloudAddress(location.region);
	const log = logs.get(key) ?? new IntentLog(files, currentRun(), { ...location, endpoint });
	logs.set(key, log);
	return log;
}

/**
 * Describes the pending create of an interrupted run for a resource that is not in the state. Without a project in inputs or
 * settings, all projects are searched: the result is only for a message.
 */
export function findResumable(resource: Resource, { region, projectId }: LocationInputs): string | undefined {
	const pending = files
		.list()
		.map(({ intent }) => intent)
		.filter((intent) => intent.run !== currentRun() && !intent.adopted && isInPlaceOf(intent, resource));
	if (pending.length === 0) return undefined;

	const settings = readConfiguration();
	const ownRegion = typeof region === "string" ? region : settings.region;
	const project = projectId ?? (ownRegion === settings.region ? settings.projectId : undefined);
	const isInLocation = (intent: Intent) =>
		intent.region === ownRegion &&
		intent.endpoint === findCloudAddress(String(ownRegion)) &&
		(project === undefined || project === intent.projectId);
	const found = pending.find(isInLocation);
	return found && describePendingCreate(found);
}

/** Records a completed create; only a later call or `Cancel` shows whether the engine has saved it. */
export function recordCreated(id: string, { intent, signal }: Pick<Context, "intent" | "signal">): void {
	const pending = intent.read();
	if (pending) intent.write({ ...pending, id });
	// Of another run than this process serves now: no engine has saved it.
	if (!isEngineGone(signal) && signal === cancellationSignal()) completed.push({ intent, at: systemClock.now() });
}

/** Removes the intents of creates that the engine has certainly saved. */
function clearSaved(isAllSaved: boolean): void {
	const isSaved = ({ at }: { readonly at: number }) => isAllSaved || systemClock.now() - at > SAVE_TIMEOUT;
	for (const create of completed.filter(isSaved)) create.intent.clear();
	completed = completed.filter((create) => !isSaved(create));
}

/** Counts a call while it is in progress. */
export async function countCall<Result>(work: () => Promise<Result>): Promise<Result> {
	callCount++;
	clearSaved(false);
	try {
		return await work();
	} finally {
		callCount--;
	}
}

// At the end of every run, also of an interrupted one, the engine calls `Cancel` after it has saved the state; with Ctrl-C it
// calls `Cancel` while calls are in progress. Without any `Cancel`, the intents of the last creates stay until the engine
// sends their ids in the next run.
onInterruption((isSaved) => clearSaved(isSaved && callCount === 0));
onNewRun(() => {
	files = openFiles();
	logs.clear();
	completed = [];
});
