import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { RequestEntry } from "modelarts-simulator";
import type { Json } from "../../support/structs";
import { durations, World } from "../../support/world";
import { Engine } from "../engine";
import { REQUEST_TIMEOUT } from "./faults";
import { EXISTING_NOTEBOOK, type Kind } from "./kinds";
import { PluginRuns } from "./plugin-runs";
import { ProviderRuns, type Runs } from "./provider-runs";

/** Durations in milliseconds of operations that take minutes: two or three polls. */
const DURATIONS = { ...durations, registerImage: 12, createImage: 12, glanceDeleteImage: 4 };

/** Duration while a run is interrupted that is resumed later. */
const LONG = {
	createInstance: 250,
	registerImage: 250,
	createImage: 250,
	createNotebook: 250,
	createNotebookImage: 250,
};

/** Which of the two providers is driven. */
export type ProviderName = "dynamic" | "plugin";

/** A cloud and a machine for one case after another. */
export class Lane {
	/** Whether later runs have the short `requestTimeout`. */
	hasShortTimeout = false;

	private constructor(
		private readonly world: World,
		private readonly longTimeoutRuns: Runs,
		private readonly shortTimeoutRuns: Runs,
	) {}

	static async open(provider: ProviderName = "dynamic"): Promise<Lane> {
		const world = await World.open({ settings: { durations: DURATIONS } });
		const ProviderOf = { dynamic: ProviderRuns, plugin: PluginRuns }[provider];
		const open = (requestTimeout: string) => new ProviderOf(world, { "huaweicloud:requestTimeout": requestTimeout });
		return new Lane(world, open("3600s"), open(`${REQUEST_TIMEOUT}ms`));
	}

	/** A cloud with only the prerequisites of the kind, an empty state, a new machine. */
	begin({ needsNotebook = false }: Pick<Kind, "needsNotebook">): Engine {
		this.world.reset();
		this.world.set({ durations: DURATIONS });
		if (needsNotebook) this.addExistingNotebook();
		return new Engine(() => (this.hasShortTimeout ? this.shortTimeoutRuns : this.longTimeoutRuns).open());
	}

	private addExistingNotebook(): void {
		const create = { name: "theirs", image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090" };
		const { notebooks } = this.admin.putObjects({ notebooks: [{ create, patch: { status: "STOPPED" } }] });
		const { id } = notebooks?.[0] as { id: string };
		if (id !== EXISTING_NOTEBOOK)
			throw new Error(`The simulator calls its first notebook ${id} now: change FURNISHED.`);
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

	/** Ids of the existing objects of this kind, of any owner. */
	listObjects({ store }: Pick<Kind, "store">): string[] {
		return this.describeObjects({ store }).map(({ id }) => String(id));
	}

	describeObjects({ store }: Pick<Kind, "store">): Json[] {
		const objects = (this.admin.state() as Record<string, Json[]>)[store] ?? [];
		const ours = objects.filter(({ id, name }) => id !== EXISTING_NOTEBOOK || name !== "theirs");
		return ours.filter(({ status, type }) => status !== "DELETED" && type !== "BUILD_IN");
	}

	requests(): readonly RequestEntry[] {
		return this.admin.requests();
	}

	/** Pending creates of this machine. */
	countIntents(): number {
		const folder = join(this.world.home, "modelarts-intents");
		return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")).length : 0;
	}

	close(): Promise<void> {
		this.longTimeoutRuns.close();
		this.shortTimeoutRuns.close();
		return this.world.close();
	}
}
