import { ManualClock, startSimulator } from "modelarts-simulator";
import type { SettingsChange, Simulator } from "modelarts-simulator";
import { send, signHeaders, writeDate } from "./client";
import type { Response, Sending } from "./client";

/** A simulator of one's own, with time that stands still, and a client that signs. */
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

	/** With a good signature, of the keys that the simulator knows from the start unless others are given. */
	async call(method: string, target: string, body?: unknown, extra: Partial<Sending> = {}): Promise<Response> {
		const { url } = this.simulator;
		const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
		const headers = {
			...(text !== undefined && { "content-type": "application/json" }),
			host: new URL(url).host,
			"x-sdk-date": writeDate(this.clock.now()),
			...extra.headers,
		};
		const sending = { method, target, body: text };
		return send(url, { ...sending, headers: signHeaders(this.simulator, sending, headers), signal: extra.signal });
	}

	create(changes: Record<string, unknown> = {}): Promise<Response> {
		return this.call("POST", this.instances, { ...goodInstance, ...changes });
	}

	get(id: string): Promise<Response> {
		return this.call("GET", `${this.instances}/${id}`);
	}

	list(query = ""): Promise<Response> {
		return this.call("GET", `${this.instances}?de_type=Notebook${query}`);
	}

	act(id: string, action: string): Promise<Response> {
		return this.call("POST", `${this.instances}/${id}/action`, { action });
	}

	/** An instance in a status, put there behind everybody's back. */
	put(status: string, changes: Record<string, unknown> = {}): string {
		const order = { create: { ...goodInstance, ...changes }, patch: { status } };
		const put = this.simulator.admin.putObjects({ instances: [order] }) as { instances: { id: string }[] };
		return put.instances[0]?.id ?? "";
	}

	/** The admin API by HTTP. */
	admin(method: string, path: string, body?: unknown): Promise<Response> {
		const text = body === undefined ? undefined : JSON.stringify(body);
		const headers = { "content-type": "application/json" };
		return send(this.simulator.url, { method, target: `/_admin/${path}`, body: text, headers });
	}
}

export const goodInstance = {
	name: "lab",
	profile_id: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	spec: { storage: { type: "evs", location: { volume_size: 5 } } },
};

const clouds: Cloud[] = [];

/** To be called after each test: no simulator outlives its test. */
export async function closeClouds(): Promise<void> {
	await Promise.all(clouds.splice(0).map(({ simulator }) => simulator.close()));
}

/** Lets the event loop turn until the simulator has seen something. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
