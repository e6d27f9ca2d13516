import { takeDueSteps } from "../clock/due-steps";
import type { Core } from "../core";
import type { Failure, NotebookFailures, AsyncNotebookOperation } from "./notebook-failures";
import { findLeaseEnd } from "./lease";
import type { Mount, Notebook, NotebookStep } from "./notebook";
import { findStepEnd } from "./progress";

/**
 * Plans and applies the changes of a notebook over time. Nothing runs in the background: a read applies the steps that
 * are due, each with the time at which it was due.
 */
export class Timeline {
	constructor(
		private readonly core: Core,
		private readonly failures: NotebookFailures,
	) {}

	/** Applies the steps that are due: of the notebook, its volume and its mounts. */
	applyDueSteps(notebook: Notebook): void {
		const now = this.core.clock.now();
		for (const step of takeDueSteps(notebook, now)) this.enter(notebook, step);
		for (const { status, capacity } of takeDueSteps({ steps: notebook.volumeSteps }, now)) {
			showVolume(notebook, status);
			if (capacity !== undefined) notebook.record.volume.capacity = capacity;
		}
		for (const mount of notebook.mounts) {
			for (const { status, failureReason } of takeDueSteps(mount, now)) {
				mount.record.status = status;
				if (failureReason !== undefined) mount.record.failure_reason = failureReason;
			}
		}
		if (this.core.settings.values.unmountedStorage === "gone")
			notebook.mounts = notebook.mounts.filter(({ record }) => record.status !== "UNMOUNTED");
	}

	/** Plans INIT for the first tenth if the setting says so, CREATING, RUNNING, and the creation of the volume. */
	planCreate(notebook: Notebook): void {
		const now = this.core.clock.now();
		const { notebookCreateShows } = this.core.settings.values;
		this.change(notebook, notebookCreateShows);
		const steps = this.planBoot(notebook, "createNotebook");
		const volumeReadyAt = findStepEnd(now, (notebook.progress?.end ?? now) - now, 1);
		if (notebookCreateShows === "INIT")
			steps.unshift({ at: now + Math.round((steps[0]!.at - now) / 10), status: "CREATING" });
		notebook.steps = steps;
		showVolume(notebook, "INITIALIZING");
		notebook.volumeSteps = [{ at: volumeReadyAt, status: undefined }];
	}

	planStart(notebook: Notebook): void {
		this.change(notebook, "STARTING");
		notebook.token = this.core.random.uuid("notebook token");
		notebook.steps = this.planBoot(notebook, "startNotebook");
	}

	/** The end is planned on entering STOPPING, because the end of the lease enters it too. */
	planStop(notebook: Notebook): void {
		this.change(notebook, "STOPPING");
	}

	/** With a duration of 0 the next read no longer finds the notebook. */
	planDelete(notebook: Notebook): void {
		this.change(notebook, "DELETING");
		notebook.steps = this.planEnd(notebook, "deleteNotebook", this.core.clock.now(), "DELETED");
		showVolume(notebook, "DELETING");
		notebook.volumeSteps = [{ at: notebook.steps[0]!.at, status: undefined }];
	}

	/** Plans SNAPSHOTTING until the end of saving, then RUNNING, even if saving fails. */
	planSnapshot(notebook: Notebook, end: number): void {
		this.change(notebook, "SNAPSHOTTING");
		notebook.steps = [{ at: end, status: "RUNNING" }];
	}

	/** Plans the growth of the disk: RESIZING, then the new capacity. The notebook keeps its status. */
	planGrowth(notebook: Notebook, capacity: number): void {
		const at = this.core.clock.now() + this.core.drawDuration("updateNotebook");
		const failure = this.failures.consume("updateNotebook", notebook.record.name);
		showVolume(notebook, "RESIZING");
		notebook.volumeSteps = [failure ? { at, status: failure.status } : { at, status: undefined, capacity }];
	}

	/** Plans the end of mounting or unmounting. */
	planMount({ record }: Notebook, mount: Mount, operation: "attachDynamicStorage" | "detachDynamicStorage"): void {
		const at = this.core.clock.now() + this.core.drawDuration(operation);
		const failure = this.failures.consume(operation, record.name);
		const successStatus = operation === "attachDynamicStorage" ? "MOUNTED" : "UNMOUNTED";
		mount.steps = [
			failure ? { at, status: failure.status, failureReason: failure.failReason } : { at, status: successStatus },
		];
	}

	/** Plans the end of a renewed lease of a running notebook. */
	rearmLease(notebook: Notebook): void {
		this.armLease(notebook, this.core.clock.now());
	}

	/** Sets the status and cancels the planned steps. */
	change(notebook: Notebook, status: string, at = this.core.clock.now()): void {
		notebook.steps = [];
		this.enter(notebook, { at, status });
	}

	private enter(notebook: Notebook, { at, status, failReason }: NotebookStep): void {
		const { record } = notebook;
		record.status = status;
		if (failReason === undefined) delete record.fail_reason;
		else record.fail_reason = failReason;
		if (notebook.steps.length > 0) return;
		if (status === "RUNNING") this.armLease(notebook, at);
		if (status === "STOPPING") notebook.steps = this.planEnd(notebook, "stopNotebook", at, "STOPPED");
		if (status === "STOPPED" && this.core.settings.values.mountsAfterStop === "gone") notebook.mounts = [];
	}

	private armLease(notebook: Notebook, now: number): void {
		const end = findLeaseEnd(notebook.lease, this.core);
		notebook.steps = end === undefined ? [] : [{ at: Math.max(end, now), status: "STOPPING" }];
	}

	/** Plans the four steps of a create or a start. A failing step ends the operation early. */
	private planBoot(notebook: Notebook, operation: "createNotebook" | "startNotebook"): NotebookStep[] {
		const from = this.core.clock.now();
		const duration = this.core.drawDuration(operation);
		const failure = this.failures.consume(operation, notebook.record.name);
		notebook.progress = { from, end: from + duration, failedStep: failure && (failure.step ?? 4) };
		const at = findStepEnd(from, duration, failure?.step);
		return failure ? failureSteps(at, failure) : [{ at, status: "RUNNING" }];
	}

	/** The last step of an operation: its successful end or an injected failure. */
	private planEnd(
		notebook: Notebook,
		operation: AsyncNotebookOperation,
		from: number,
		successStatus: string,
	): NotebookStep[] {
		const at = from + this.core.drawDuration(operation);
		const failure = this.failures.consume(operation, notebook.record.name);
		return failure ? failureSteps(at, failure) : [{ at, status: successStatus }];
	}
}

function failureSteps(at: number, { status, failReason, healsAfter }: Failure): NotebookStep[] {
	const failed = { at, status, failReason };
	return healsAfter === undefined ? [failed] : [failed, { at: at + healsAfter, status: "RUNNING" }];
}

/** Sets the status of the volume; undefined removes it. Only disks have a status. */
function showVolume({ record }: Notebook, status: string | undefined): void {
	if (status === undefined || record.volume.category !== "EVS") delete record.volume.status;
	else record.volume.status = status;
}
