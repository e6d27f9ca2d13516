import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import type { RequestEntry, SettingsChange } from "modelarts-simulator";

const command = resolve(__dirname, "../simulator/dist/command.js");

interface Address {
	readonly url: string;
	readonly endpoints: Readonly<Record<string, string>>;
	readonly accessKey: string;
	readonly secretKey: string;
	readonly projectId: string;
	readonly region: string;
}

/** The simulator in a process of its own, so that its resource usage is not counted as that of others. */
export class CloudProcess {
	private constructor(
		private readonly address: Address,
		readonly close: () => void,
	) {}

	static async start(): Promise<CloudProcess> {
		const child = spawn(process.execPath, [command], { stdio: ["ignore", "pipe", "inherit"] });
		const end = () => void child.kill();
		process.once("exit", end);
		const lines = createInterface({ input: child.stdout });
		const first = await new Promise<string>((resolve, reject) => {
			lines.once("line", resolve);
			child.once("error", reject);
			child.once("exit", () => reject(new Error("The simulator did not start.")));
		});
		return new CloudProcess(JSON.parse(first) as Address, () => {
			process.off("exit", end);
			end();
		});
	}

	/** The provider's settings for it, as environment variables. */
	get environment(): Record<string, string> {
		const { region, projectId, accessKey, secretKey, endpoints } = this.address;
		return {
			HW_REGION_NAME: region,
			HW_PROJECT_ID: projectId,
			HW_ACCESS_KEY: accessKey,
			HW_SECRET_KEY: secretKey,
			HW_ENDPOINTS: JSON.stringify(endpoints),
		};
	}

	async set(settings: SettingsChange): Promise<void> {
		await this.ask("settings", "POST", settings);
	}

	async requests(): Promise<RequestEntry[]> {
		return (await this.ask("requests", "GET")) as RequestEntry[];
	}

	async forgetRequests(): Promise<void> {
		await this.ask("requests", "DELETE");
	}

	/** The existing objects, by kind. */
	async state(): Promise<Record<string, Record<string, unknown>[]>> {
		return (await this.ask("state", "GET")) as Record<string, Record<string, unknown>[]>;
	}

	async reset(): Promise<void> {
		await this.ask("reset", "POST");
	}

	private async ask(path: string, method: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.address.url}/_admin/${path}`, {
			method,
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${text}`);
		return text === "" ? undefined : JSON.parse(text);
	}
}
