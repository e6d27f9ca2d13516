import type { FaultOrder } from "./fault";

interface ActiveFault {
	readonly id: number;
	readonly fault: FaultOrder;
	/** The number of matching requests so far. */
	seen: number;
	/** How often it was injected. */
	used: number;
}

/** The parts of a request that a fault can match. */
export interface Arrival {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly body: Buffer;
	/** Whether its operation changes something. */
	readonly changes: boolean;
}

/**
 * The faults to inject. Every fault counts every request that matches it, including those that another fault affects,
 * so that `nth` is simply the number of the request. Of several due faults, the oldest is injected.
 */
export class Faults {
	private active: ActiveFault[] = [];
	private count = 0;

	add(fault: FaultOrder): number {
		this.active.push({ id: ++this.count, fault, seen: 0, used: 0 });
		return this.count;
	}

	consume(arrival: Arrival, operation: string | null): FaultOrder | undefined {
		const matching = this.active.filter(({ fault }) => matches(fault, arrival, operation));
		for (const fault of matching) fault.seen++;
		const due = matching.find(({ fault, seen, used }) => seen >= (fault.match?.nth ?? 1) && used < maxUses(fault));
		if (due) due.used++;
		return due?.fault;
	}

	/** The longest lag of a read that a fault still causes, milliseconds. */
	longestStale(): number {
		const due = this.active.filter(({ fault, used }) => used < maxUses(fault));
		return Math.max(0, ...due.map(({ fault }) => fault.action.staleMs ?? 0));
	}

	show(): object[] {
		return this.active.map(({ id, fault, seen, used }) => ({ id, ...fault, seen, used }));
	}

	/** Deletes all faults, or the one with this id. */
	clear(id?: number): void {
		this.active = id === undefined ? [] : this.active.filter((fault) => fault.id !== id);
	}
}

function maxUses({ times = 1 }: FaultOrder): number {
	return times ?? Infinity;
}

function matches({ match = {} }: FaultOrder, arrival: Arrival, called: string | null): boolean {
	const { method, path, query, body, operation, changes } = match;
	return (
		(method === undefined || method.toUpperCase() === arrival.method) &&
		(operation === undefined || operation === called) &&
		(changes === undefined || changes === arrival.changes) &&
		(path === undefined || new RegExp(path).test(arrival.path)) &&
		(query === undefined || new RegExp(query).test(arrival.query)) &&
		(body === undefined || new RegExp(body).test(arrival.body.toString()))
	);
}
