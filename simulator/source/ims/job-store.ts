import type { Core } from "../core";
import { getPeriod } from "./job";
import type { Job, SubJob } from "./job";

/** The jobs of all projects. */
export class JobStore {
	/** Replaced by the history alone. */
	items = new Map<string, Job>();

	constructor(private readonly core: Core) {}

	add(job: Job): void {
		this.items.set(job.id, job);
	}

	/** Finds a job by its id or that of a sub-job, until the configured time after its end. */
	find(projectId: string, id: string): { job: Job; subJob?: SubJob } | undefined {
		const { clock, settings } = this.core;
		const lifetime = settings.values.jobLifetime ?? Infinity;
		for (const job of this.items.values()) {
			const subJob = job.subJobs.find((candidate) => candidate.id === id);
			const isMatch = job.projectId === projectId && (job.id === id || subJob);
			if (isMatch && clock.now() <= getPeriod(job).endsAt + lifetime) return job.id === id ? { job } : { job, subJob };
		}
		return undefined;
	}

	countRunning(projectId: string): number {
		const now = this.core.clock.now();
		return this.all().filter((job) => job.projectId === projectId && getPeriod(job).endsAt > now).length;
	}

	all(): Job[] {
		return [...this.items.values()];
	}

	reset(): void {
		this.items.clear();
	}
}
