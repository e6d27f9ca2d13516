import type { Clock } from "../../services/clock";
import type { Limits, Overview } from "./poll-source";
import { perServices } from "./per-services";
import { BatchReader } from "./batch-reader";
import { BatchPoller, type BatchPollerOptions } from "./batch-poller";

/** How things are looked at that a service lists, workspace by workspace. */
export interface ListRequests<Owner, T> {
	/** One of them. */
	one(owner: Owner, id: string, limits: Limits): Promise<T>;

	/**
	 * Those that this user made: as many as anybody waits for, and hardly more.
	 *
	 * @default the same list serves whoever waits and whoever reads
	 */
	mine?(owner: Owner, workspaceId: string, limits: Limits): Promise<readonly T[]>;

	/** All that anybody may read. */
	all(owner: Owner, workspaceId: string, limits: Limits): Promise<readonly T[]>;

	/** How many one request shows. */
	pageSize(owner: Owner, workspaceId: string): number;
}

/** Whoever waits for such things, and whoever reads them: one of each for every owner and workspace. */
export function createListSource<
	Owner extends BatchPollerOptions & {
		readonly clock: Clock;
		readonly recentlyCreated: { timeLeft(id: string): number };
	},
	T extends { readonly id: string },
>(calls: ListRequests<Owner, T>) {
	/** One of the two lists, as those see it who look for many. */
	async function ask(which: "mine" | "all", owner: Owner, workspaceId: string, limits: Limits): Promise<Overview<T>> {
		const found = await (calls[which]?.(owner, workspaceId, limits) ?? calls.all(owner, workspaceId, limits));
		return {
			observed: new Map(found.map((thing) => [thing.id, thing])),
			requests: Math.ceil((found.length + 1) / calls.pageSize(owner, workspaceId)),
		};
	}
	const readerOf = perServices(
		(owner: Owner, workspaceId) =>
			new BatchReader<T>(
				{
					one: (id, limits) => calls.one(owner, id, limits),
					all: (limits) => ask("all", owner, workspaceId, limits),
				},
				owner,
			),
	);
	/** Where one list shows whatever is waited for or read, those who wait ask it for those who read as well. */
	async function get(owner: Owner, workspaceId: string, limits: Limits): Promise<Overview<T>> {
		const at = owner.clock.now();
		const overview = await ask("mine", owner, workspaceId, limits);
		if (!calls.mine) readerOf(owner, workspaceId).record(at, overview);
		return overview;
	}
	const watcherOf = perServices(
		(owner: Owner, workspaceId) =>
			new BatchPoller<T>(
				{
					one: (id, limits) => calls.one(owner, id, limits),
					many: (_waiting, limits) => get(owner, workspaceId, limits),
					isYoung: (id) => owner.recentlyCreated.timeLeft(id) > 0,
				},
				owner,
			),
	);
	return {
		/** @param workspaceId default: `0` */
		watch: (owner: Owner, workspaceId = DEFAULT_WORKSPACE) => watcherOf(owner, workspaceId),
		/** @param workspaceId default: `0` */
		read: (owner: Owner, workspaceId = DEFAULT_WORKSPACE) => readerOf(owner, workspaceId),
	};
}

const DEFAULT_WORKSPACE = "0";
