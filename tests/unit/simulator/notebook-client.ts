import type { SettingsChange } from "modelarts-simulator";
import type { Response } from "./client";
import { Cloud } from "./cloud";

export const goodNotebook = {
	name: "lab",
	flavor: "modelarts.vm.cpu.2u",
	image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
	volume: { category: "EVS", ownership: "MANAGED", capacity: 10 },
};

/** Calls of the notebook API, against a simulator in which everything lasts a known time. */
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
		return this.cloud.call("POST", this.collection, { ...goodNotebook, ...changes });
	}

	/** A call below one notebook, such as `POST` to `/start`. */
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

	/** A notebook in a status, put there behind everybody's back. */
	put(status: string, changes: object = {}, more: object = {}): string {
		const order = { create: { ...goodNotebook, ...changes }, patch: { status }, ...more };
		const put = this.cloud.simulator.admin.putObjects({ notebooks: [order] }) as { notebooks: { id: string }[] };
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

/** Status and number of the error of an answer. */
export function refusalOf({ status, json }: Response): [number, string | undefined] {
	const code = json?.error_code as string | undefined;
	return [status, code?.replace("ModelArts.", "")];
}
