import { ApiError } from "../../../../provider/services/http/errors";
import type { Services } from "../../../../provider/services/services";
import { RecentlyCreated } from "../../../../provider/services/recently-created";
import type { RegisteredImageResponse, RegisterImageBody } from "../../../../provider/services/modelarts/images";
import type { Context, Session } from "../../../../provider/lifecycle/contract";
import { InstantClock } from "../../../support/instant-clock";
import { noIntent } from "../../../../provider/lifecycle/create-safety/resource-intent";

/** The service's refusal with this status and code. */
export function refusal(status: number, code: string, serviceMessage = "no", requestId?: string): ApiError {
	const attempted = { operation: "x", object: "x", purpose: "do it", isReadOnly: false };
	const effect = status >= 500 ? "unknown" : "none";
	return new ApiError(attempted, "ModelArts", { status, code, serviceMessage, requestId, effect });
}

/** ModelArts' register of images, in memory. */
export class FakeRegister {
	readonly clock = new InstantClock();
	readonly images = new Map<string, RegisteredImageResponse>();
	readonly calls: string[] = [];
	readonly queries: object[] = [];
	readonly shown: string[] = [];
	readonly warnings: string[] = [];

	/** What a fresh registration looks like, and what becomes of it look by look. */
	fresh: Partial<RegisteredImageResponse> = { status: "ACTIVE" };
	statuses: string[] = [];
	beforeRegister: () => void = () => {};
	afterRegister: () => void = () => {};
	onDelete?: () => void;

	readonly stop = new AbortController();
	readonly session: Session = { readDefaults: () => ({}) };

	put(image: Partial<RegisteredImageResponse> & { id: string }): void {
		this.images.set(image.id, { status: "ACTIVE", ...image });
	}

	/** @param options.timeout milliseconds */
	context({ timeout = 300_000 } = {}): Context {
		const lag = { readLag: 40, recentlyCreated: new RecentlyCreated(40, this.clock) };
		const pace = { pollInterval: 1, clock: this.clock, ...lag };
		const services = { region: "cn-north-4", projectId: "p1", ...pace, modelartsImages: this.service() };
		return {
			services: services as unknown as Services,
			session: this.session,
			signal: this.stop.signal,
			deadline: this.clock.now() + timeout,
			pollInterval: 1,
			staleUntil: 0,
			intent: noIntent,
			progress: (status) => this.shown.push(status.replace(/ \(.*/, "")),
			warn: (message) => this.warnings.push(message),
		};
	}

	private service() {
		return {
			registerImage: async (body: RegisterImageBody) => {
				this.calls.push("register");
				const image = { id: `i${this.images.size + 1}`, create_at: this.clock.now(), ...toAnswer(body), ...this.fresh };
				this.beforeRegister();
				this.images.set(image.id, image);
				this.afterRegister();
				return { ...image };
			},
			listImages: async (query: object) => {
				this.queries.push(query);
				return [...this.images.values()];
			},
			showImage: async (id: string) => {
				const image = this.images.get(id);
				if (!image) throw refusal(404, "ModelArts.6404");
				const status = this.statuses.shift();
				if (status) image.status = status;
				return { ...image };
			},
			deleteImage: async (id: string, { purge }: { purge: boolean }) => {
				this.calls.push(`delete ${id}${purge ? " and its content" : ""}`);
				this.onDelete?.();
				if (!this.images.delete(id)) throw refusal(404, "ModelArts.6404");
			},
		};
	}
}

function toAnswer(body: RegisterImageBody): Omit<RegisteredImageResponse, "id"> {
	const { services, resource_category, read_me, ...same } = body;
	return { ...same, arch: body.arch?.toLowerCase(), dev_services: services, resource_categories: resource_category };
}
