import { takeDueSteps } from "../clock/due-steps";
import type { Core } from "../core";
import type { Failure, InstanceFailures, AsyncOperation } from "./instance-failures";
import type { Instance, Step } from "./instance";

/**
 * What happens to an instance by itself. Nothing runs in the background: whoever looks first lets happen what was due,
 * each step at the very moment it was due, so that looking late or often changes nothing.
 */
export class Timeline {
	constructor(
		private readonly core: Core,
		private readonly failures: InstanceFailures,
	) {}

	/** Lets happen what is due by now. */
	applyDueSteps(instance: Instance): void {
		for (const step of takeDueSteps(instance, this.core.clock.now())) this.enter(instance, step);
	}

	/** CREATING, in its last third STARTING, then RUNNING; a free flavor queues first if the setting says so. */
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

	/** What follows is the same whether somebody or the auto-stop stops it, so it is planned on entering STOPPING. */
	planStop(instance: Instance): void {
		this.change(instance, "STOPPING");
	}

	planRestart(instance: Instance): void {
		this.change(instance, "RESTARTING");
		instance.steps = this.planEnd(instance, "restartInstance", this.core.clock.now(), "RUNNING");
	}

	/** With no duration it is gone at once. */
	planDelete(instance: Instance): void {
		this.change(instance, "DELETING");
		instance.steps = this.planEnd(instance, "deleteInstance", this.core.clock.now(), "DELETED");
		this.applyDueSteps(instance);
	}

	/** Puts it in a status from outside; what was to come is forgotten. */
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

	/** The countdown begins when it runs, with what is set at that moment. */
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

	/** The last step of some work: its good end, or the failure that was ordered for it. */
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
