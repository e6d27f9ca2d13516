import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SettingsChange, type Simulator, type SimulatorOptions, startSimulator } from "modelarts-simulator";
import { LONGEST_MS } from "./programs";
import { type ProcessOptions, ProviderProcess } from "./provider-process";
import type { Json } from "./structs";

/** Durations in milliseconds, so that no wait is noticeable. */
export const durations = {
	createInstance: 12,
	changeInstanceStatus: 8,
	deleteInstance: 4,
	createNotebook: 12,
	startNotebook: 8,
	stopNotebook: 8,
	deleteNotebook: 4,
	updateNotebook: 8,
	createNotebookImage: 12,
	attachDynamicStorage: 4,
	detachDynamicStorage: 4,
};

/** The cloud of one test or file: a simulator, and any number of provider processes. */
export class World {
	private readonly processes: ProviderProcess[] = [];

	/** Default of Pulumi's folder on the machine of all processes. */
	readonly home = mkdtempSync(join(tmpdir(), "pulumi-home-"));

	private constructor(readonly simulator: Simulator) {}

	static async open({ settings, ...options }: SimulatorOptions = {}): Promise<World> {
		const own = { ...settings, durations: { ...durations, ...settings?.durations } };
		return new World(await startSimulator({ ...options, settings: own }));
	}

	/** The stack's config for this cloud, as the engine passes it on: text, objects as JSON text. */
	get config(): Json {
		const { region, projectId, accessKey, secretKey, endpoints } = this.simulator;
		return {
			"contract:unrelated": "x",
			"huaweicloud:region": region,
			"huaweicloud:projectId": projectId,
			"huaweicloud:accessKey": accessKey,
			"huaweicloud:secretKey": secretKey,
			"huaweicloud:endpoints": JSON.stringify(endpoints),
			"huaweicloud:pollInterval": "4ms",
			"huaweicloud:requestsPerSecond": "1000",
			"huaweicloud:readLag": "40ms",
		};
	}

	/** A provider with this cloud's config; entries of `undefined` are removed. */
	async start({ config, ...options }: ProcessOptions & { config?: Json } = {}): Promise<ProviderProcess> {
		const provider = await this.startBare(options);
		await provider.configure({ ...this.config, ...config });
		return provider;
	}

	/** A provider on another machine: without the intents of the first one. */
	startElsewhere(): Promise<ProviderProcess> {
		return this.start({ home: join(this.home, "other") });
	}

	/** A provider that is not configured yet. */
	async startBare(options: ProcessOptions = {}): Promise<ProviderProcess> {
		const provider = await ProviderProcess.start({ home: this.home, ...options });
		this.processes.push(provider);
		return provider;
	}

	get admin(): Simulator["admin"] {
		return this.simulator.admin;
	}

	set(settings: SettingsChange): void {
		this.admin.changeSettings(settings);
	}

	/** The existing instances. */
	instances(): Json[] {
		const { instances } = this.admin.state() as { instances: Json[] };
		return instances.filter(({ status }) => status !== "DELETED");
	}

	/** Changes an instance outside of Pulumi. */
	patch(id: string, patch: Json): void {
		this.admin.putObjects({ instances: [{ id, patch }] });
	}

	/** Removes an instance without a trace. */
	remove(id: string): void {
		this.admin.putObjects({ instances: [{ id, remove: true }] });
	}

	/** Adds an unmanaged instance; returns its id. */
	put(create: Json, more: Json = {}): string {
		const { instances } = this.admin.putObjects({ instances: [{ create, ...more }] });
		return (instances?.[0] as { id: string }).id;
	}

	/** Documented names of the called operations, in order. */
	operations(): string[] {
		return this.admin.requests().map(({ operation, path }) => operation ?? path);
	}

	/** Those that change something. */
	mutations(): string[] {
		const changing = this.admin.requests().filter(({ method, path }) => method !== "GET" && !path.startsWith("/v3/"));
		return changing.map(({ operation, path }) => operation ?? path);
	}

	/** Waits until a condition is met. */
	async until(isSo: () => boolean, what = "what was waited for"): Promise<void> {
		const end = Date.now() + LONGEST_MS / 2;
		while (!isSo()) {
			if (Date.now() > end) throw new Error(`Did not come about: ${what}. Requests: ${this.operations().join(", ")}`);
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
	}

	/** Resets everything except for the providers. */
	reset(): void {
		this.admin.reset();
		rmSync(this.home, { recursive: true, force: true });
		for (const { engine } of this.processes) Object.assign(engine, { lag: 0 }).messages.length = 0;
	}

	async close(): Promise<void> {
		await Promise.all(this.processes.map((provider) => provider.stop()));
		await this.simulator.close();
		rmSync(this.home, { recursive: true, force: true });
	}
}

/** For a file or a `describe`: a simulator that is reset for each test, and one provider for all of them. */
export function shareProvider(options: ProcessOptions & { simulator?: SimulatorOptions; config?: Json } = {}) {
	let world: World;
	let provider: ProviderProcess;
	beforeAll(async () => {
		world = await World.open(options.simulator);
		provider = await world.start(options);
	});
	afterEach(() => world.reset());
	afterAll(() => world.close());
	return {
		get world() {
			return world;
		},
		get provider() {
			return provider;
		},
	};
}

/** For tests with a simulator or processes of their own: all are closed after each test. */
export function openWorlds(): (options?: SimulatorOptions) => Promise<World> {
	const open: World[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((world) => world.close()));
	});
	return async (options) => {
		const world = await World.open(options);
		open.push(world);
		return world;
	};
}

/** The error of a rejected call. */
export async function catchError<E extends Error>(promise: Promise<unknown>): Promise<E> {
	return promise.then(
		(value) => Promise.reject(new Error(`expected an error, got ${JSON.stringify(value)}`)),
		(error: unknown) => error as E,
	);
}
