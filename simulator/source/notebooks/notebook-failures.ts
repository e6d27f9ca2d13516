import { isPattern, FailureInjector } from "../failures/failure-injector";
import type { InjectedFailure } from "../failures/failure-injector";
import { isObject } from "../settings/setting";

/** The status after a failure, by operation: of the notebook, of its volume, or of a mount. */
const failureStatus = {
	createNotebook: "CREATE_FAILED",
	startNotebook: "START_FAILED",
	stopNotebook: "ERROR",
	deleteNotebook: "DELETE_FAILED",
	updateNotebook: "RESIZE_FAILED",
	attachDynamicStorage: "MOUNT_FAILED",
	detachDynamicStorage: "UNMOUNT_FAILED",
} as const;

export type AsyncNotebookOperation = keyof typeof failureStatus;

/** A failure scenario, one element of the setting `notebookFailures`. */
export interface NotebookFailure extends InjectedFailure {
	/** Default: createNotebook. */
	readonly operation?: AsyncNotebookOperation;
	/** Regular expression for the notebook's name. Default: any. */
	readonly name?: string;
	/** The final status. Default: that of the operation. */
	readonly status?: string;
	readonly failReason?: string;
	/** For a create or a start: which of the four steps fails, at its end. Default: the last. */
	readonly step?: number;
	/** After so many milliseconds the notebook recovers and is RUNNING. */
	readonly healsAfter?: number;
}

export interface Failure {
	readonly status: string;
	readonly failReason: string;
	readonly step?: number;
	readonly healsAfter?: number;
}

/** Decides at the start of an operation whether it will fail. */
export class NotebookFailures {
	private readonly injector = new FailureInjector<NotebookFailure>();

	/** `scenarios` returns the current value of the setting. */
	constructor(private readonly scenarios: () => readonly NotebookFailure[]) {}

	consume(started: AsyncNotebookOperation, notebookName: string): Failure | undefined {
		const scenario = this.injector.consume(
			this.scenarios(),
			({ operation = "createNotebook", name = "" }) => operation === started && new RegExp(name).test(notebookName),
		);
		if (!scenario) return undefined;
		const { status = failureStatus[started], failReason = "injected by the setting 'notebookFailures'" } = scenario;
		return { status, failReason, step: scenario.step, healsAfter: scenario.healsAfter };
	}
}

/** Whether a value is a valid element of the setting. */
export function isNotebookFailure(value: unknown): boolean {
	if (!isObject(value)) return false;
	const known = ["operation", "name", "times", "status", "failReason", "step", "healsAfter"];
	const { operation = "createNotebook", name = "", step = 1 } = value;
	return (
		Object.keys(value).every((key) => known.includes(key)) &&
		typeof operation === "string" &&
		Object.hasOwn(failureStatus, operation) &&
		isPattern(name) &&
		[1, 2, 3, 4].includes(step as number)
	);
}
