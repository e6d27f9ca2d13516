import { isPattern, OrderedFailures } from "../failures/ordered-failures";
import type { OrderedFailure } from "../failures/ordered-failures";
import { isObject } from "../settings/setting";

/** What a failing piece of work leaves: the status of the notebook; or of its volume, or of a mount. */
const ownStatus = {
	createNotebook: "CREATE_FAILED",
	startNotebook: "START_FAILED",
	stopNotebook: "ERROR",
	deleteNotebook: "DELETE_FAILED",
	updateNotebook: "RESIZE_FAILED",
	attachDynamicStorage: "MOUNT_FAILED",
	detachDynamicStorage: "UNMOUNT_FAILED",
} as const;

export type NotebookWork = keyof typeof ownStatus;

/** A failure to come, one element of the setting `notebookFailures`. */
export interface NotebookFailure extends OrderedFailure {
	/** Left out: createNotebook. */
	readonly operation?: NotebookWork;
	/** Regular expression for the notebook's name. Left out: any. */
	readonly name?: string;
	/** The status it ends in, instead of the operation's own. */
	readonly status?: string;
	readonly failReason?: string;
	/** Of a create or a start: which of the four steps fails, at its end. Left out: the last. */
	readonly step?: number;
	/** After this many milliseconds the fault heals, and the notebook runs. */
	readonly healsAfter?: number;
}

export interface Failure {
	readonly status: string;
	readonly failReason: string;
	readonly step?: number;
	readonly healsAfter?: number;
}

/** Decides, when work begins, whether it is going to fail. */
export class NotebookFailures {
	private readonly orders = new OrderedFailures<NotebookFailure>();

	/** `scenarios`: reads the setting. */
	constructor(private readonly scenarios: () => readonly NotebookFailure[]) {}

	take(work: NotebookWork, notebookName: string): Failure | undefined {
		const order = this.orders.take(
			this.scenarios(),
			({ operation = "createNotebook", name = "" }) => operation === work && new RegExp(name).test(notebookName),
		);
		if (!order) return undefined;
		const { status = ownStatus[work], failReason = "ordered by the setting 'notebookFailures'" } = order;
		return { status, failReason, step: order.step, healsAfter: order.healsAfter };
	}
}

/** What the setting accepts as one element. */
export function isNotebookFailure(value: unknown): boolean {
	if (!isObject(value)) return false;
	const known = ["operation", "name", "times", "status", "failReason", "step", "healsAfter"];
	const { operation = "createNotebook", name = "", step = 1 } = value;
	return (
		Object.keys(value).every((key) => known.includes(key)) &&
		typeof operation === "string" &&
		Object.hasOwn(ownStatus, operation) &&
		isPattern(name) &&
		[1, 2, 3, 4].includes(step as number)
	);
}
