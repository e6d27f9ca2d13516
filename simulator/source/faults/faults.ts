import type { FaultOrder } from "./fault";

interface Standing {
	readonly id: number;
	readonly order: FaultOrder;
	/** Requests that fitted so far. */
	seen: number;
	/** How often it was carried out. */
	used: number;
}

/** What of a request a fault can be chosen by. */
export interface Arrival {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly body: Buffer;
}

/**
 * The faults on order. Every order counts every request that fits it, also those that another order spoils, so that
 * `nth` is the number of the request and nothing else. Of several that are due, the oldest is carried out.
 */
export class Faults {
	private standing: Standing[] = [];
	private count = 0;

	add(order: FaultOrder): number {
		this.standing.push({ id: ++this.count, order, seen: 0, used: 0 });
		return this.count;
	}

	take(arrival: Arrival, operation: string | null): FaultOrder | undefined {
		const fitting = this.standing.filter(({ order }) => fits(order, arrival, operation));
		for (const fault of fitting) fault.seen++;
		const due = fitting.find(({ order, seen, used }) => seen >= (order.match?.nth ?? 1) && used < timesOf(order));
		if (due) due.used++;
		return due?.order;
	}

	show(): object[] {
		return this.standing.map(({ id, order, seen, used }) => ({ id, ...order, seen, used }));
	}

	/** All of them, or the one with this id. */
	clear(id?: number): void {
		this.standing = id === undefined ? [] : this.standing.filter((fault) => fault.id !== id);
	}
}

function timesOf({ times = 1 }: FaultOrder): number {
	return times ?? Infinity;
}

function fits({ match = {} }: FaultOrder, arrival: Arrival, called: string | null): boolean {
	const { method, path, query, body, operation } = match;
	return (
		(method === undefined || method.toUpperCase() === arrival.method) &&
		(operation === undefined || operation === called) &&
		(path === undefined || new RegExp(path).test(arrival.path)) &&
		(query === undefined || new RegExp(query).test(arrival.query)) &&
		(body === undefined || new RegExp(body).test(arrival.body.toString()))
	);
}
