import type { Core } from "../core";
import { stretchOf } from "./job";
import type { Job, JobPart } from "./job";

/** The jobs of all projects. */
export class JobStore {
	/** For the history: only it puts others in their place. */
	items = new Map<string, Job>();

	constructor(private readonly core: Core) {}

	add(job: Job): void {
		this.items.set(job.id, job);
	}

	/** By its own id or that of one of its parts; how long it stays known after its end is a setting. */
	find(projectId: string, id: string): { job: Job; part?: JobPart } | undefined {
		const { clock, settings } = this.core;
		const lifetime = settings.values.jobLifetime ?? Infinity;
		for (const job of this.items.values()) {
			const part = job.parts.find((candidate) => candidate.id === id);
			const isMeant = job.projectId === projectId && (job.id === id || part);
			if (isMeant && clock.now() <= stretchOf(job).endsAt + lifetime) return job.id === id ? { job } : { job, part };
		}
		return undefined;
	}

	countRunning(projectId: string): number {
		const now = this.core.clock.now();
		return this.all().filter((job) => job.projectId === projectId && stretchOf(job).endsAt > now).length;
	}

	all(): Job[] {
		return [...this.items.values()];
	}

	reset(): void {
		this.items.clear();
	}
}
