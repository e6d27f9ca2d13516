/** A failure that was ordered by a setting. */
export interface OrderedFailure {
	/** How many fail so; 1 if left out, null for all. */
	readonly times?: number | null;
}

/** Uses orders up: each strikes as often as it says. A setting that is set again begins counting anew. */
export class OrderedFailures<Order extends OrderedFailure> {
	private readonly used = new WeakMap<Order, number>();

	/** The first order that fits and is not used up; it counts as used from now on. */
	take(orders: readonly Order[], fits: (order: Order) => boolean): Order | undefined {
		const order = orders.find((candidate) => fits(candidate) && this.countUses(candidate) < mostUses(candidate));
		if (order) this.used.set(order, this.countUses(order) + 1);
		return order;
	}

	private countUses(order: Order): number {
		return this.used.get(order) ?? 0;
	}
}

function mostUses({ times = 1 }: OrderedFailure): number {
	return times ?? Infinity;
}

/** A text that makes a regular expression. */
export function isPattern(text: unknown): boolean {
	try {
		new RegExp(text as string);
		return typeof text === "string";
	} catch {
		return false;
	}
}
