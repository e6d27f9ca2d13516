/** A line of the provider that keeps a promise, and the tests that see when it is missing. */
export interface Guard {
	/** As docs/guides/recovery.md calls it. */
	readonly name: string;
	/** Under provider/. */
	readonly file: string;
	/** What stands there, once. */
	readonly code: string;
	/** What stands there when the guard is taken out. */
	readonly without: string;
	/** Folders or files of tests/ that fail then; none: a simulation does. */
	readonly tests?: readonly string[];
}

const safety = "lifecycle/create-safety";
const unit = (...names: string[]) => names.map((name) => `unit/${name}`);

/** The rules that keep runs from losing, doubling or taking objects. `npm run faults -- --guards` takes out each once. */
export const guards: readonly Guard[] = [
	{
		name: "intent before the request",
		file: `${safety}/ensure-created.ts`,
		code: `		context.intent.write(asking);`,
		without: "",
		tests: unit("custom-image/create"),
	},
	{
		name: "intent of this machine",
		file: `${safety}/ensure-created.ts`,
		code: `if (decision.action === "claim") return take(decision.found, true);
	}

	if (plan.searchBeforeCreate`,
		without: `}

	if (plan.searchBeforeCreate`,
	},
	{
		name: "intent of this place",
		file: `${safety}/intent-log.ts`,
		code: `return where.region === region && where.projectId === projectId && where.endpoint === this.endpoint;`,
		without: "return true;",
		tests: unit("create-safety/intent-log"),
	},
	{
		name: "same immutable inputs",
		file: `${safety}/pending-object.ts`,
		code: `return isBegun && marker.digest === digestOf(replacing) ? marker.identity : undefined;`,
		without: "return isBegun ? marker.identity : undefined;",
		tests: unit("create-safety/decide", "notebook-instance/create", "cloud-image/find-unfinished"),
	},
	{
		name: "marker of these coordinates",
		file: `${safety}/decide.ts`,
		code: `if (marker === undefined) return "it does not carry the marker of this resource";
	const isOwn`,
		without: `if (marker === undefined) return undefined;
	const isOwn`,
		tests: unit("create-safety/decide"),
	},
	{
		name: "finished objects are not claimed",
		file: `${safety}/decide.ts`,
		code: `if (marker.state === "done" || (marker.state === "kept" && !isOwn)) return MAY_BE_ANOTHERS;`,
		without: "",
		tests: unit("create-safety/decide"),
	},
	{
		name: "age",
		file: `${safety}/claim-rules.ts`,
		code: `return now - createdAt > MAX_CLAIM_AGE ? "it was made more than 24 hours ago" : undefined;`,
		without: "return undefined;",
		tests: unit("create-safety/decide", "create-safety/report-duplicates"),
	},
	{
		name: "owner in this program",
		file: `${safety}/decide.ts`,
		code: 'if (owner !== undefined) return `it belongs to another resource of this program, "${owner}"`;',
		without: "",
		tests: unit("create-safety/decide"),
	},
	{
		name: "another creator of the same path",
		file: `${safety}/decide.ts`,
		code: "if (concurrentCreator !== undefined)",
		without: "if (false as boolean)",
		tests: unit("create-safety/decide"),
	},
	{
		name: "created since",
		file: `${safety}/claim-rules.ts`,
		code: `return createdAt !== undefined && createdAt >= Date.parse(startedAt) - CLOCKS;`,
		without: "return true;",
		tests: unit("create-safety"),
	},
	{
		name: "ownership transfer",
		file: `${safety}/ownership-transfer.ts`,
		code: `return description !== declared && isMarkerOfAnother(description, identity);`,
		without: "return false;",
		tests: unit("create-safety/ownership-transfer"),
	},
	{
		name: "search after a lost response",
		file: "services/http/effect.ts",
		code: `return imageServiceFault.test(code) || status === 408 || status >= 500 ? "unknown" : "none";`,
		without: `return "none";`,
		tests: unit("services/effect"),
	},
	{
		name: "search until reads cannot lag any more",
		file: `${safety}/retry-lookup.ts`,
		code: "const isLast = polls >= LOOKS && clock.now() >= end;",
		without: "const isLast = polls >= LOOKS;",
		tests: unit("create-safety/retry-lookup"),
	},
	{
		name: "wait for what may still show up",
		file: `${safety}/decide.ts`,
		code: `if (mayShowUp && !isSearchOver && (retriesSearch || (exists && !obstacle))) return { action: "wait" };`,
		without: "",
		tests: unit("create-safety/decide"),
	},
	{
		name: "only the own second object is deleted",
		file: `${safety}/report-duplicates.ts`,
		code: `return isIndividual && marker === identity && refuseAge`,
		without: "return refuseAge",
		tests: unit("create-safety/report-duplicates"),
	},
	{
		name: "a young object is not gone",
		file: "services/recently-created.ts",
		code: "return Math.max(left, 0);",
		without: "return 0;",
		tests: unit("services/read-until-visible"),
	},
	{
		name: "an old value is not drift",
		file: "pulumi/dynamic/read-fresh.ts",
		code: "if (isOlder(actual, known)) return end;",
		without: "",
		tests: unit("dynamic/read-fresh"),
	},
	{
		name: "grace period after a change",
		file: "pulumi/dynamic/read-fresh.ts",
		code: "return Math.min(parseTime(changedAt) ?? -Infinity, clock.now()) + readLag;",
		without: "return -Infinity;",
		tests: unit("dynamic/read-fresh"),
	},
	{
		name: "updates begin at what is known",
		file: "lifecycle/stale-reads/read-until-known.ts",
		code: "if (isKnown(observed)) return 0;",
		without: "return 0;",
		tests: unit("stale-reads"),
	},
	{
		name: "a look from before an order is not believed",
		file: "lifecycle/power-state/reconcile.ts",
		code: "if (isPast(observed)) return false;",
		without: "",
		tests: unit("power-state"),
	},
	{
		name: "only declared changes are sent",
		file: "lifecycle/update-plan.ts",
		code: "return this.changed.has(name) || this.pending.has(name);",
		without: "return true;",
		tests: unit("lifecycle", "cloud-image/updating"),
	},
	{
		name: "the restart that a killed run owes",
		file: "resources/notebook/pending-restart.ts",
		code: `return stage === "update" && observed.status === "STOPPED" && isMarked(observed, inputs);`,
		without: "return false;",
		tests: unit("notebook/pending-restart"),
	},
	{
		name: "the date of signatures",
		file: "services/auth/service-date.ts",
		code: "return this.clock.date() + (this.ahead ?? 0);",
		without: "return this.clock.date();",
		tests: unit("services/service-date"),
	},
];
