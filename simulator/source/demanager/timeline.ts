import { takeDueSteps } from "../clock/due-steps";
import type { Core } from "../core";
import type { Failure, InstanceFailures, AsyncOperation } from "./instance-failures";
import type { Instance, Step } from "./instance";

/**
 * Plans and applies the changes of an instance's status over time. Nothing runs in the background: a read applies the
 * steps that are due, each with the time at which it was due, so that the result does not depend on when it is read.
 */
export class Timeline {
	constructor(
		private readonly core: Core,
		private readonly failures: InstanceFailures,
	) {}

	/** Applies the steps that are due. */
	applyDueSteps(instance: Instance): void {
		for (const step of takeDueSteps(instance, this.core.clock.now())) this.enter(instance, step);
	}

	/**
	 * Plans CREATING, STARTING in the last third, then RUNNING; a free flavor queues first if `queueInstance` is set.
	 */
	planCreate(instance: Instance): void {
		const now = this.core.clock.now();
		const queue = isFree(instance) ? this.core.drawDuration("queueInstance") : 0;
		const { createShows, afterQueue } = this.core.settings.values;
		if (queue > 0) {
			this.change(instance, "CREATE_QUEUING");
			const next = afterQueue === "wait" ? "READY_TO_START" : createShows;
			instance.steps = [{ at: now + queue, status: next }];
			if (afterQueue === "start") instance.steps.push(...this.planStages(instance, now + queue));
			return;
		}
		this.change(instance, createShows);
		instance.steps = this.planStages(instance, now);
	}

	planStart(instance: Instance, queues = isFree(instance)): void {
		const now = this.core.clock.now();
		const queue = queues ? this.core.drawDuration("queueInstance") : 0;
		this.change(instance, queue > 0 ? "START_QUEUING" : "STARTING");
		const queueSteps: Step[] = queue > 0 ? [{ at: now + queue, status: "STARTING" }] : [];
		instance.steps = [...queueSteps, ...this.planEnd(instance, "startInstance", now + queue, "RUNNING")];
	}

	/** The end is planned on entering STOPPING, because the auto-stop enters it too. */
	planStop(instance: Instance): void {
		this.change(instance, "STOPPING");
	}

	planRestart(instance: Instance): void {
		this.change(instance, "RESTARTING");
		instance.steps = this.planEnd(instance, "restartInstance", this.core.clock.now(), "RUNNING");
	}

	/** With a duration of 0 the instance is deleted at once. */
	planDelete(instance: Instance): void {
		this.change(instance, "DELETING");
		instance.steps = this.planEnd(instance, "deleteInstance", this.core.clock.now(), "DELETED");
		this.applyDueSteps(instance);
	}

	/** Sets the status and cancels the planned steps. */
	change(instance: Instance, status: string, at = this.core.clock.now()): void {
		instance.steps = [];
		this.enter(instance, { at, status });
	}

	private enter(instance: Instance, { at, status, failure }: Step): void {
		const { record } = instance;
		record.status = status;
		delete instance.stopAt;
		if (status.endsWith("_QUEUING")) instance.queuedAt = at;
		record.spec.failed_reasons = failure?.reasons ?? null;
		if (failure?.errorCode === undefined) delete record.error_code;
		else record.error_code = failure.errorCode;
		if (status === "RUNNING") this.armAutoStop(instance, at);
		if (status === "STOPPING" && instance.steps.length === 0)
			instance.steps = this.planEnd(instance, "stopInstance", at, "STOPPED");
	}

	/** Starts the countdown on entering RUNNING, with the current auto-stop of the instance. */
	private armAutoStop(instance: Instance, at: number): void {
		const { enable, duration } = instance.record.spec.auto_stop;
		if (!enable) return;
		instance.stopAt = at + Math.round((duration * 1000) / (this.core.settings.values.autoStopSpeed || 1));
		instance.steps = [{ at: instance.stopAt, status: "STOPPING" }];
	}

	private planStages(instance: Instance, from: number): Step[] {
		const steps = this.planEnd(instance, "createInstance", from, "RUNNING");
		const end = steps[0]!.at;
		const failsEarly = steps[0]!.failure !== undefined;
		if (failsEarly || this.core.settings.values.createShows === "STARTING") return steps;
		return [{ at: from + Math.round(((end - from) * 2) / 3), status: "STARTING" }, ...steps];
	}

	/** The last step of an operation: its successful end or an injected failure. */
	private planEnd(instance: Instance, operation: AsyncOperation, from: number, successStatus: string): Step[] {
		const general =
			operation === "createInstance" || operation === "deleteInstance" ? undefined : "changeInstanceStatus";
		const at = from + this.core.drawDuration(operation, general);
		const failure = this.failures.consume(operation, instance.record.name);
		return failure ? failureSteps(at, failure) : [{ at, status: successStatus }];
	}
}

export function isFree(instance: Instance): boolean {
	return instance.record.flavor.endsWith(".free");
}

function failureSteps(at: number, { status, reasons, errorCode, healsAfter }: Failure): Step[] {
	const failed = { at, status, failure: { reasons, errorCode } };
	return healsAfter === undefined ? [failed] : [failed, { at: at + healsAfter, status: "RUNNING" }];
}
