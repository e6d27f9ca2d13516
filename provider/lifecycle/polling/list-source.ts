import type { Clock } from "../../services/clock";
import { BatchPoller } from "./batch-poller";
import { BatchReader } from "./batch-reader";
import type { Limits } from "./limits";
import { ObjectList } from "./object-list";
import { perServices } from "./per-services";

/** How objects are fetched that a service lists, workspace by workspace. */
export interface ListRequests<Owner, T> {
	/** One of them. */
	readonly one: (owner: Owner, id: string, limits: Limits) => Promise<T>;

	/**
	 * Those that this user created: as many as anybody waits for, and hardly more.
	 *
	 * @default the same list serves waiters and readers
	 */
	readonly mine?: (owner: Owner, workspaceId: string, limits: Limits) => Promise<readonly T[]>;

	/** All that anybody may read. */
	readonly all: (owner: Owner, workspaceId: string, limits: Limits) => Promise<readonly T[]>;

	/** How many one request shows. */
	readonly pageSize: (owner: Owner, workspaceId: string) => number;
}

/** What the lists need of the services. */
interface ListOwner {
	readonly clock: Clock;
	readonly pollInterval: number;
	readonly recentlyCreated: { timeLeft(id: string): number };
}

const DEFAULT_WORKSPACE = "0";

/** The poller and the reader of such objects: one of each for every owner and workspace. */
export function createListSource<Owner extends ListOwner, T extends { readonly id: string }>(
	requests: ListRequests<Owner, T>,
) {
	const { one, all, mine = all, pageSize } = requests;
	const openList = (fetch: typeof all) =>
		perServices((owner: Owner, workspaceId) => {
			const isRecent = (id: string) => owner.recentlyCreated.timeLeft(id) > 0;
			async function send(limits: Limits) {
				const found = await fetch(owner, workspaceId, limits);
				const count = Math.ceil((found.length + 1) / pageSize(owner, workspaceId));
				return { observed: new Map(found.map((object) => [object.id, object])), requests: count };
			}
			return new ObjectList<T>({ send, isRecent }, owner);
		});
	const listOfAll = openList(all);
	const listOfMine = mine === all ? listOfAll : openList(mine);
	const sourceOf = (owner: Owner, list: ObjectList<T>) => ({
		one: (id: string, limits: Limits) => one(owner, id, limits),
		list,
	});
	const pollerOf = perServices(
		(owner: Owner, key) => new BatchPoller<T>(sourceOf(owner, listOfMine(owner, key)), owner),
	);
	const readerOf = perServices(
		(owner: Owner, key) => new BatchReader<T>(sourceOf(owner, listOfAll(owner, key)), owner),
	);
	return {
		/** @param workspaceId default: `0` */
		watch: (owner: Owner, workspaceId = DEFAULT_WORKSPACE) => pollerOf(owner, workspaceId),
		/** @param workspaceId default: `0` */
		read: (owner: Owner, workspaceId = DEFAULT_WORKSPACE) => readerOf(owner, workspaceId),
	};
}
