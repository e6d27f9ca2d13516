import { homedir } from "node:os";
import { join } from "node:path";
import {
	type Intent,
	type ResourceIntent,
	isInPlaceOf,
	type Resource,
} from "../../lifecycle/create-safety/resource-intent";
import { IntentFiles } from "../../lifecycle/create-safety/intent-files";
import { describePendingCreate, IntentLog } from "../../lifecycle/create-safety/intent-log";
import { findEngineAddress } from "./engine-log";
import { findCloudAddress, readSettings } from "./configuration";
import { onCancel, cancellationSignal } from "./cancellation";

/** All provider processes of a run have the engine's address. */
const run = findEngineAddress() ?? "";

/** Of all places. */
const files = new IntentFiles(join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "modelarts-intents"));

/**
 * How long a create whose answer the engine has got may be missing in the state, milliseconds. A state that is older than
 * this holds it, so that its intent proves nothing any more: the resource may be moved, renamed or taken out since.
 */
const TIME_TO_SAVE = 60_000;

/** One log for each place. A process has one set of settings, so that a region has one address. */
const logs = new Map<string, IntentLog>();

/** Calls that the engine waits for. */
let calls = 0;

/** The creates of this run that have come to their end, and when. */
let made: { readonly intent: ResourceIntent; readonly at: number }[] = [];

/** Region and project, as they are in inputs and outputs. */
interface Where {
	readonly region?: unknown;
	readonly projectId?: unknown;
}

/** What this machine has begun in one place: the same project and stack may exist in several. */
export function intentsAt({ region, projectId }: Where): IntentLog {
	const place = { region: String(region), projectId: String(projectId) };
	const key = JSON.stringify(place);
	const endpoint = () => findCloudAddress(place.region);
	const log = logs.get(key) ?? new IntentLog(files, run, { ...place, endpoint });
	logs.set(key, log);
	return log;
}

/**
 * What an interrupted run has begun for a resource that is not in the state, in words. Without a project in inputs or
 * settings, it is looked for in all: nothing is done about it here but said.
 */
export function findResumable(resource: Resource, { region, projectId }: Where): string | undefined {
	const begun = files
		.list()
		.map(({ intent }) => intent)
		.filter((intent) => intent.run !== run && !intent.adopted && isInPlaceOf(intent, resource));
	if (begun.length === 0) return undefined;

	const settings = readSettings();
	const home = typeof region === "string" ? region : settings.region;
	const project = projectId ?? (home === settings.region ? settings.projectId : undefined);
	const isHere = (intent: Intent) =>
		intent.region === home &&
		intent.endpoint === findCloudAddress(String(home)) &&
		(project === undefined || project === intent.projectId);
	const here = begun.find(isHere);
	return here && describePendingCreate(here);
}

/** A create comes to its end; whether the engine has written that down, only its next words tell. */
export function noteMade(id: string, intent: ResourceIntent): void {
	const begun = intent.read();
	if (begun) intent.write({ ...begun, id });
	made.push({ intent, at: Date.now() });
}

/** Nothing has to be known any more of creates that the engine has surely written down. */
function clearSaved(isAllSaved: boolean): void {
	const isSaved = ({ at }: { readonly at: number }) => isAllSaved || Date.now() - at > TIME_TO_SAVE;
	for (const one of made.filter(isSaved)) one.intent.clear();
	made = made.filter((one) => !isSaved(one));
}

/** Counts a call while it is worked on. */
export async function countCall<Result>(work: () => Promise<Result>): Promise<Result> {
	calls++;
	clearSaved(false);
	try {
		return await work();
	} finally {
		calls--;
	}
}

// At the end of every run, also of an interrupted one, the engine says goodbye, when all is written down; with Ctrl-C it
// says the same while calls are under way. Without a goodbye, the intents of what was made last wait for the engine to
// show their ids next time.
onCancel(() => clearSaved(calls === 0));
cancellationSignal.addEventListener("abort", () => clearSaved(false));
