import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { RequestEntry } from "modelarts-simulator";
import type { Json } from "../../support/structs";
import { World } from "../../support/world";
import { Engine } from "../engine";
import { REQUEST_TIMEOUT } from "./faults";
import type { Kind } from "./kinds";
import { ProviderRuns } from "./provider-runs";

/** What takes minutes takes so many milliseconds: two or three looks. */
const DURATIONS = {
	createInstance: 12,
	changeInstanceStatus: 8,
	deleteInstance: 4,
	registerImage: 12,
	createImage: 12,
	glanceDeleteImage: 4,
};

/** So long while a run is interrupted that goes on later. */
const LONG = { createInstance: 250, registerImage: 250, createImage: 250 };

/** A cloud and a machine in which one case after another takes place. */
export class Lane {
	private constructor(
		private readonly world: World,
		private readonly runs: ProviderRuns,
	) {}

	static async open(): Promise<Lane> {
		const world = await World.open({ settings: { durations: DURATIONS } });
		return new Lane(world, new ProviderRuns(world, { "huaweicloud:requestTimeout": `${REQUEST_TIMEOUT}ms` }));
	}

	/** An empty cloud, an empty state, a new machine. */
	begin(): Engine {
		this.world.reset();
		this.world.set({ durations: DURATIONS });
		return new Engine(() => this.runs.open());
	}

	get admin(): World["admin"] {
		return this.world.admin;
	}

	slowDown(): void {
		this.world.set({ durations: LONG });
	}

	speedUp(): void {
		this.world.set({ durations: DURATIONS });
	}

	until(isSo: () => boolean, what: string): Promise<void> {
		return this.world.until(isSo, what);
	}

	/** Ids of what exists of this kind, whoever made it. */
	listObjects({ store }: Pick<Kind, "store">): string[] {
		return this.describeObjects({ store }).map(({ id }) => String(id));
	}

	describeObjects({ store }: Pick<Kind, "store">): Json[] {
		const objects = (this.admin.state() as Record<string, Json[]>)[store] ?? [];
		return objects.filter(({ status, type }) => status !== "DELETED" && type !== "BUILD_IN");
	}

	requests(): readonly RequestEntry[] {
		return this.admin.requests();
	}

	/** Creates that this machine believes to be under way. */
	countIntents(): number {
		const folder = join(this.world.home, "modelarts-intents");
		return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")).length : 0;
	}

	close(): Promise<void> {
		this.runs.close();
		return this.world.close();
	}
}
