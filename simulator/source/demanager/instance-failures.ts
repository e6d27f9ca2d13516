import { isPattern, FailureInjector } from "../failures/failure-injector";
import { isObject } from "../settings/setting";

export interface FailedReasons {
	readonly code: string;
	readonly message: string;
	readonly detail?: Readonly<Record<string, string>>;
}

export type AsyncOperation = "createInstance" | "startInstance" | "stopInstance" | "restartInstance" | "deleteInstance";

/** A failure scenario, one element of the setting `failures`. */
export interface InstanceFailure {
	/** Default: createInstance. */
	readonly operation?: AsyncOperation;
	/** Regular expression for the instance's name. Default: any. */
	readonly name?: string;
	/** How many instances fail; default 1, null for all. */
	readonly times?: number | null;
	/** The final status. Default: that of the operation, such as CREATE_FAILED. */
	readonly status?: string;
	readonly failedReasons?: FailedReasons | null;
	/** The instance's own `error_code`. */
	readonly errorCode?: string;
	/** After so many milliseconds the instance recovers and is RUNNING. */
	readonly healsAfter?: number;
}

const failureStatus: Readonly<Record<AsyncOperation, string>> = {
	createInstance: "CREATE_FAILED",
	startInstance: "START_FAILED",
	restartInstance: "START_FAILED",
	stopInstance: "UNAVAILABLE",
	deleteInstance: "UNAVAILABLE",
};

const defaultReasons: FailedReasons = {
	code: "ModelArts.6361",
	message: "ModelArts internal service or configuration error. Submit a service ticket.",
	detail: { reason: "injected by the setting 'failures'" },
};

export interface Failure {
	readonly status: string;
	readonly reasons: FailedReasons | null;
	readonly errorCode?: string;
	readonly healsAfter?: number;
}

/** Decides at the start of an operation whether it will fail. */
export class InstanceFailures {
	private readonly injector = new FailureInjector<InstanceFailure>();

	/** `scenarios` returns the current value of the setting. */
	constructor(private readonly scenarios: () => readonly InstanceFailure[]) {}

	consume(started: AsyncOperation, name: string): Failure | undefined {
		const scenario = this.injector.consume(
			this.scenarios(),
			({ operation = "createInstance", name: pattern = "" }) => operation === started && new RegExp(pattern).test(name),
		);
		if (!scenario) return undefined;
		const { status = failureStatus[started], failedReasons = defaultReasons, errorCode, healsAfter } = scenario;
		return { status, reasons: failedReasons, errorCode, healsAfter };
	}
}

/** Whether a value is a valid element of the setting. */
export function isInstanceFailure(value: unknown): boolean {
	if (!isObject(value)) return false;
	const known = ["operation", "name", "times", "status", "failedReasons", "errorCode", "healsAfter"];
	if (Object.keys(value).some((key) => !known.includes(key))) return false;
	const { operation, name } = value;
	if (name !== undefined && !isPattern(name)) return false;
	return operation === undefined || (typeof operation === "string" && Object.hasOwn(failureStatus, operation));
}
