import { ManualClock, startSimulator } from "modelarts-simulator";
import type { SettingsChange, Simulator } from "modelarts-simulator";
import { send, signHeaders, writeDate } from "./client";
import type { Response, RequestOptions } from "./client";

/** A simulator with a manual clock, and a client that signs requests. */
export class Cloud {
	private constructor(
		readonly simulator: Simulator,
		readonly clock: ManualClock,
	) {}

	static async start(settings: SettingsChange = {}): Promise<Cloud> {
		const clock = new ManualClock();
		const durations = { createInstance: 3000, changeInstanceStatus: 2000 };
		const own = { ...settings, durations: { ...durations, ...settings.durations } };
		const cloud = new Cloud(await startSimulator({ clock, settings: own }), clock);
		clouds.push(cloud);
		return cloud;
	}

	get instances(): string {
		return `/v1/${this.simulator.projectId}/demanager/instances`;
	}

	/** Sends a request with a valid signature of the simulator's initial key, and the given extra headers. */
	async call(method: string, target: string, body?: unknown, extra: Partial<RequestOptions> = {}): Promise<Response> {
		const { url } = this.simulator;
		const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
		const headers = {
			...(text !== undefined && { "content-type": "application/json" }),
			host: new URL(url).host,
			"x-sdk-date": writeDate(this.clock.now()),
			...extra.headers,
		};
		const requestOptions = { method, target, body: text };
		return send(url, {
			...requestOptions,
			headers: signHeaders(this.simulator, requestOptions, headers),
			signal: extra.signal,
		});
	}

	create(changes: Record<string, unknown> = {}): Promise<Response> {
		return this.call("POST", this.instances, { ...validInstance, ...changes });
	}

	get(id: string): Promise<Response> {
		return this.call("GET", `${this.instances}/${id}`);
	}

	list(query = ""): Promise<Response> {
		return this.call("GET", `${this.instances}?de_type=Notebook${query}`);
	}

	changeStatus(id: string, action: string): Promise<Response> {
		return this.call("POST", `${this.instances}/${id}/action`, { action });
	}

	/** Creates an instance in the given status by the admin API. */
	put(status: string, changes: Record<string, unknown> = {}): string {
		const item = { create: { ...validInstance, ...changes }, patch: { status } };
		const put = this.simulator.admin.putObjects({ instances: [item] }) as { instances: { id: string }[] };
		return put.instances[0]?.id ?? "";
	}

	/** The admin API by HTTP. */
	admin(method: string, path: string, body?: unknown): Promise<Response> {
		const text = body === undefined ? undefined : JSON.stringify(body);
		const headers = { "content-type": "application/json" };
		return send(this.simulator.url, { method, target: `/_admin/${path}`, body: text, headers });
	}
}

export const validInstance = {
	name: "lab",
	profile_id: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	spec: { storage: { type: "evs", location: { volume_size: 5 } } },
};

const clouds: Cloud[] = [];

/** Closes all simulators of a test; called after each test. */
export async function closeClouds(): Promise<void> {
	await Promise.all(clouds.splice(0).map(({ simulator }) => simulator.close()));
}

/** Runs the event loop until the condition is true. */
export async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
