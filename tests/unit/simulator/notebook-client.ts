import type { SettingsChange } from "modelarts-simulator";
import type { Response } from "./client";
import { Cloud } from "./cloud";

export const validNotebook = {
	name: "lab",
	flavor: "modelarts.vm.cpu.2u",
	image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
	volume: { category: "EVS", ownership: "MANAGED", capacity: 10 },
};

/** A client of the notebook API of a simulator with fixed durations. */
export class NotebookClient {
	private constructor(readonly cloud: Cloud) {}

	static async start(settings: SettingsChange = {}): Promise<NotebookClient> {
		const durations = {
			createNotebook: 4000,
			startNotebook: 2000,
			stopNotebook: 1000,
			deleteNotebook: 500,
			updateNotebook: 1500,
			createNotebookImage: 3000,
			attachDynamicStorage: 500,
			detachDynamicStorage: 500,
		};
		const own = { ...settings, durations: { ...durations, ...settings.durations } };
		return new NotebookClient(await Cloud.start(own));
	}

	get collection(): string {
		return `/v1/${this.cloud.simulator.projectId}/notebooks`;
	}

	create(changes: object = {}): Promise<Response> {
		return this.cloud.call("POST", this.collection, { ...validNotebook, ...changes });
	}

	/** Sends a request to a path of one notebook, such as `POST` to `/start`. */
	call(method: string, id: string, rest = "", body?: unknown): Promise<Response> {
		return this.cloud.call(method, `${this.collection}/${id}${rest}`, body);
	}

	get(id: string): Promise<Response> {
		return this.call("GET", id);
	}

	list(query = ""): Promise<Response> {
		return this.cloud.call("GET", `${this.collection}${query}`);
	}

	async statusOf(id: string): Promise<string> {
		return String((await this.get(id)).json.status);
	}

	/** Creates a notebook in the given status by the admin API. */
	put(status: string, changes: object = {}, more: object = {}): string {
		const item = { create: { ...validNotebook, ...changes }, patch: { status }, ...more };
		const put = this.cloud.simulator.admin.putObjects({ notebooks: [item] }) as { notebooks: { id: string }[] };
		return put.notebooks[0]?.id ?? "";
	}

	/** The notebooks of `GET /_admin/state`. */
	get state(): Record<string, unknown>[] {
		return this.cloud.simulator.admin.state()["notebooks"] as Record<string, unknown>[];
	}

	advance(milliseconds: number): void {
		this.cloud.clock.advance(milliseconds);
	}
}

/** The status and the error number of a response. */
export function errorOf({ status, json }: Response): [number, string | undefined] {
	const code = json?.error_code as string | undefined;
	return [status, code?.replace("ModelArts.", "")];
}
