import { openSimulatedCloud, type SettingsChange, type SimulatedCloud } from "modelarts-simulator";
import type { Context, Session } from "../../../provider/lifecycle/contract";
import { noIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import type { Inputs } from "../../../provider/resources/cloud-image/definition";
import { toCreateBody } from "../../../provider/resources/cloud-image/create";
import { Account } from "../../../provider/services/auth/account";
import { createServices } from "../../../provider/services/create-services";
import { type HttpRequest, type HttpResponse, TransportError } from "../../../provider/services/http/transport";
import type { Services } from "../../../provider/services/services";
import { InstantClock } from "../../support/instant-clock";
import { configure } from "../services/support/open-services";

type Json = Readonly<Record<string, unknown>>;
type Tags = Readonly<Record<string, string>>;

/** A cloud image, as the simulator shows it. */
interface SeenImage extends Json {
	readonly id: string;
	readonly name: string;
	readonly tags: readonly { readonly key: string; readonly value: string }[];
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** How long reads may lag behind writes, milliseconds. */
export const READ_LAG = 30 * SECOND;

/** How long a job takes, milliseconds. */
const JOB = MINUTE;

/** The simulator and the provider's services in one process, without a network and on a clock that nobody waits for. */
export class SimulatedImages {
	readonly clock = new InstantClock();
	/** The requests that change something, in words. */
	readonly calls: string[] = [];
	/** Runs after each of them, before its response arrives. */
	onCall: (call: string) => void = () => {};
	readonly shown: string[] = [];
	readonly warnings: string[] = [];
	readonly stop = new AbortController();
	readonly session: Session = { readDefaults: () => ({}) };
	readonly services: Services;
	private readonly cloud: SimulatedCloud;

	constructor(settings: SettingsChange = {}) {
		const { clock } = this;
		const own = { builtInImages: 0, ...settings, durations: { createImage: JOB, ...settings.durations } };
		this.cloud = openSimulatedCloud({ clock, projectId: "p1", settings: own });
		const { endpoints, accessKey, secretKey, projectId, region } = this.cloud;
		const paces = { pollInterval: `${SECOND}ms`, readLag: `${READ_LAG}ms` };
		const configuration = configure(endpoints.ims, { projectId, accessKey, secretKey, ...paces });
		const account = new Account(configuration, { clock, random: () => 0.5, send: (request) => this.send(request) });
		this.services = createServices(account, region, projectId);
	}

	get admin(): SimulatedCloud["admin"] {
		return this.cloud.admin;
	}

	/** @param options.timeout milliseconds */
	context({ timeout = 5 * MINUTE } = {}): Context {
		return {
			services: this.services,
			session: this.session,
			signal: this.stop.signal,
			deadline: this.clock.now() + timeout,
			pollInterval: this.services.pollInterval,
			staleUntil: 0,
			intent: noIntent,
			progress: (status) => this.shown.push(status.replace(/ \(.*/, "")),
			warn: (message) => this.warnings.push(message),
		};
	}

	/** A cloud image that is there already; a property of null is not told. */
	put(image: Json & { readonly id: string }, tags: Tags = {}): void {
		const create = { name: image.id, __data_origin: null, ...image };
		this.admin.putObjects({ cloudImages: [{ create, tags }] });
	}

	/** The same of a data disk. */
	putData(image: Json & { readonly id: string }, tags: Tags = {}): void {
		this.put({ virtual_env_type: "DataImage", ...image }, tags);
	}

	/** Somebody else changes a cloud image. */
	patch(id: string, patch: Json): void {
		this.admin.putObjects({ cloudImages: [{ id, patch }] });
	}

	/** Somebody else gives a cloud image these tags instead of its own. */
	retag(id: string, tags: Tags): void {
		this.admin.putObjects({ cloudImages: [{ id, tags }] });
	}

	/** Somebody else deletes cloud images. */
	remove(...ids: readonly string[]): void {
		this.admin.putObjects({ cloudImages: ids.map((id) => ({ id, remove: true })) });
	}

	/** The id of a job that an earlier run has started. */
	async begin(inputs: object): Promise<string> {
		const jobId = await this.services.imsImages.createImage(toCreateBody(inputs as Inputs));
		this.calls.length = 0;
		return jobId;
	}

	/** The cloud images that exist, in the order of their creation. */
	images(): readonly SeenImage[] {
		return (this.admin.state() as { cloudImages: SeenImage[] }).cloudImages;
	}

	/** The ids of the cloud images of these names. */
	idsOf(...names: readonly string[]): string[] {
		return names.map((name) => this.images().find((image) => image.name === name)?.id ?? `no ${name}`);
	}

	/** A cloud image, if it exists. */
	image(id: string): SeenImage | undefined {
		return this.images().find((image) => image.id === id);
	}

	/** The tags of a cloud image. */
	tagsOf(id: string): Tags | undefined {
		const tags = this.image(id)?.tags;
		return tags && Object.fromEntries(tags.map(({ key, value }) => [key, value]));
	}

	/** The id of a registered image that is there already. */
	register(image: Json = {}): string {
		const { customImages = [] } = this.admin.putObjects({ customImages: [{ create: image, patch: image }] });
		return (customImages[0] as { id: string }).id;
	}

	/** Somebody else changes a registered image, which is named by its id or path. */
	patchRegistered(id: string, patch: Json): void {
		this.admin.putObjects({ customImages: [{ id, patch }] });
	}

	/** The ids of the registered images that exist. */
	registeredIds(): string[] {
		return (this.admin.state() as { customImages: { id: string }[] }).customImages.map(({ id }) => id);
	}

	/** The service refuses an operation, so many times or for good. */
	refuse(operation: string, status: number, code: string, times: number | null = null): void {
		this.admin.addFault({
			match: { operation },
			times,
			action: { status, body: { error_code: code, error_msg: "no" } },
		});
	}

	/** The service does what the next request of an operation asks for, but its response is lost. */
	loseResponse(operation: string): void {
		this.admin.addFault({ match: { operation }, afterEffect: true, action: { status: 502 } });
	}

	/** What each look at a job is answered; the last one stays. */
	answerJob(...jobs: readonly object[]): void {
		for (const [at, body] of jobs.entries()) {
			const times = at < jobs.length - 1 ? 1 : null;
			this.admin.addFault({ match: { operation: "showJob" }, times, action: { status: 200, body } });
		}
	}

	private async send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
		const { origin, host } = new URL(url);
		const received = this.cloud.receive({ method, url: url.slice(origin.length), headers: { ...headers, host }, body });
		// The log has it at once, but without its body.
		const { operation, path } = this.admin.requests().at(-1)!;
		const call = describeCall(operation, path, body);
		if (call !== undefined) this.calls.push(call);
		const response = await received;
		if (call !== undefined) this.onCall(call);
		if (!response) throw new TransportError({ code: "ECONNRESET", message: "socket hang up" });
		return response;
	}
}

/** A request that changes something; undefined for one that only reads. */
function describeCall(operation: string | null, path: string, body: string): string | undefined {
	const id = /\/(?:cloud)?images\/([^/]+)/.exec(path)?.[1];
	const given: unknown = body === "" ? {} : JSON.parse(body);
	switch (operation) {
		case "createImage":
			return "create";
		case "updateImage":
			return `patch ${id} ${(given as { path: string }[]).map((change) => change.path).join(" ")}`;
		case "batchAddOrDeleteTags": {
			const { action, tags } = given as { action: string; tags: { key: string }[] };
			const keys = tags.map(({ key }) => key).sort();
			return `${action === "create" ? "tag" : "untag"} ${id} ${keys.join(" ")}`;
		}
		case "glanceDeleteImage":
			return `delete ${id}`;
		case "registerImage":
			return "register";
		case "deleteImage":
			return `delete ${id}${(given as { is_force?: boolean }).is_force ? " and its content" : ""}`;
		default:
			return undefined;
	}
}
