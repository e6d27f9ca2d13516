import type { Services } from "../../../../provider/services/services";
import { RecentlyCreated } from "../../../../provider/services/recently-created";
import { ApiError } from "../../../../provider/services/http/errors";
import type { CloudImageResponse, CreateImageBody, PatchOperation } from "../../../../provider/services/ims/images";
import type { JobResponse } from "../../../../provider/services/ims/jobs";
import type { Context, Session } from "../../../../provider/lifecycle/contract";
import { InstantClock } from "../../../support/instant-clock";
import { noIntent } from "../../../../provider/lifecycle/create-safety/resource-intent";

/** The service's refusal with this status and code. */
export function refusal(status: number, code: string): ApiError {
	const attempted = { operation: "x", object: "x", purpose: "do it", isReadOnly: false };
	const effect = status >= 500 ? "unknown" : "none";
	return new ApiError(attempted, "IMS", { status, code, serviceMessage: "no", effect });
}

/** How long its reads may lag behind writes, milliseconds. */
export const READ_LAG = 40;

/** Images, tags and jobs of IMS, in memory: as little behaviour as the handlers notice. */
export class FakeIms {
	readonly clock = new InstantClock();
	readonly images = new Map<string, CloudImageResponse>();
	readonly tags = new Map<string, Record<string, string>>();

	/** What each look at a job sees; the last one stays. A job without any is unknown. */
	readonly jobs = new Map<string, JobResponse[]>();

	readonly calls: string[] = [];
	readonly shown: string[] = [];
	readonly warnings: string[] = [];
	readonly stop = new AbortController();
	readonly session: Session = { readDefaults: () => ({}) };

	/** What happens instead of a create, or together with it. */
	onCreate: (body: CreateImageBody) => void = () => {};
	onAddTags: (id: string, tags: Readonly<Record<string, string>>) => void = () => {};
	onDelete: (id: string) => void = () => {};
	onLookAtJob: (id: string) => void = () => {};

	/** What happens after so many looks at images, from now on. */
	afterLooks(count: number, happens: () => void): void {
		this.later = { at: this.polls + count, happens };
	}

	private polls = 0;
	private later = { at: Infinity, happens: () => {} };

	private readonly services = {
		region: "cn-north-4",
		projectId: "p1",
		pollInterval: 1,
		clock: this.clock,
		readLag: READ_LAG,
		recentlyCreated: new RecentlyCreated(READ_LAG, this.clock),
		imsImages: this.serveImages(),
		imsJobs: { showJob: (id: string) => this.showJob(id) },
		imsTags: this.serveTags(),
	} as unknown as Services;

	put(image: Partial<CloudImageResponse> & { id: string }, tags: Record<string, string> = {}): void {
		const usual = { name: image.id, status: "active", created_at: new Date(this.clock.now()).toISOString() };
		this.images.set(image.id, { ...usual, virtual_env_type: "FusionCompute", ...image });
		this.tags.set(image.id, { ...tags });
	}

	putData(image: Partial<CloudImageResponse> & { id: string }, tags: Record<string, string> = {}): void {
		this.put({ virtual_env_type: "DataImage", ...image }, tags);
	}

	/** @param options.timeout milliseconds */
	context({ timeout = 300_000 } = {}): Context {
		return {
			services: this.services,
			session: this.session,
			signal: this.stop.signal,
			deadline: this.clock.now() + timeout,
			pollInterval: 1,
			staleUntil: 0,
			intent: noIntent,
			progress: (status) => this.shown.push(status.replace(/ \(\d+ s\)$/, "")),
			warn: (message) => this.warnings.push(message),
		};
	}

	private serveImages() {
		return {
			createImage: async (body: CreateImageBody) => {
				this.calls.push("create");
				this.onCreate(body);
				return "j1";
			},
			findImage: async (id: string) => {
				if (++this.polls === this.later.at) this.later.happens();
				const image = this.images.get(id);
				return image && { ...image };
			},
			listImages: async ({ name }: { name?: string }) =>
				[...this.images.values()].filter((image) => name === undefined || image.name === name),
			updateImage: async (id: string, operations: readonly PatchOperation[]) => {
				this.calls.push(`patch ${id} ${operations.map(({ path }) => path).join(" ")}`);
				const image = { ...this.images.get(id), id };
				for (const { path, value } of operations) Object.assign(image, { [path.slice(1)]: value });
				this.images.set(id, image);
				return image;
			},
			deleteImage: async (id: string) => {
				this.calls.push(`delete ${id}`);
				this.onDelete(id);
				this.images.delete(id);
			},
		};
	}

	private async showJob(id: string): Promise<JobResponse> {
		this.onLookAtJob(id);
		const polls = this.jobs.get(id);
		const job = polls && polls.length > 1 ? polls.shift() : polls?.[0];
		if (!job) throw refusal(400, "IMG.0023");
		return job;
	}

	private serveTags() {
		return {
			listTags: async (id: string) => ({ ...this.tags.get(id) }),
			addTags: async (id: string, tags: Readonly<Record<string, string>>) => {
				if (Object.keys(tags).length === 0) return;
				this.calls.push(`tag ${id} ${Object.keys(tags).sort().join(" ")}`);
				this.onAddTags(id, tags);
				this.tags.set(id, { ...this.tags.get(id), ...tags });
			},
			removeTags: async (id: string, keys: readonly string[]) => {
				if (keys.length === 0) return;
				this.calls.push(`untag ${id} ${[...keys].sort().join(" ")}`);
				const left = Object.entries(this.tags.get(id) ?? {}).filter(([key]) => !keys.includes(key));
				this.tags.set(id, Object.fromEntries(left));
			},
			findImagesByTag: async (key: string, values: readonly string[] | undefined) =>
				[...this.images.keys()]
					.map((id) => ({ id, name: id, tags: this.tags.get(id) ?? {} }))
					.filter(({ tags }) => (values ? values.includes(tags[key] ?? "") : key in tags)),
		};
	}
}
