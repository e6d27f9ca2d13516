import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { RequestEntry } from "modelarts-simulator";
import type { Json } from "../../support/structs";
import { durations, World } from "../../support/world";
import { Engine } from "../engine";
import { REQUEST_TIMEOUT } from "./faults";
import { FURNISHED, type Kind } from "./kinds";
import { ProviderRuns } from "./provider-runs";

/** What takes minutes takes so many milliseconds: two or three looks. */
const DURATIONS = { ...durations, registerImage: 12, createImage: 12, glanceDeleteImage: 4 };

/** So long while a run is interrupted that goes on later. */
const LONG = {
	createInstance: 250,
	registerImage: 250,
	createImage: 250,
	createNotebook: 250,
	createNotebookImage: 250,
};

/** A cloud and a machine in which one case after another takes place. */
export class Lane {
	/** Whether runs that begin from now on have the short `requestTimeout`. */
	isImpatient = false;

	private constructor(
		private readonly world: World,
		private readonly patient: ProviderRuns,
		private readonly impatient: ProviderRuns,
	) {}

	static async open(): Promise<Lane> {
		const world = await World.open({ settings: { durations: DURATIONS } });
		const open = (requestTimeout: string) => new ProviderRuns(world, { "huaweicloud:requestTimeout": requestTimeout });
		return new Lane(world, open("3600s"), open(`${REQUEST_TIMEOUT}ms`));
	}

	/** A cloud with nothing but what the kind needs, an empty state, a new machine. */
	begin({ needsNotebook = false }: Pick<Kind, "needsNotebook">): Engine {
		this.world.reset();
		this.world.set({ durations: DURATIONS });
		if (needsNotebook) this.furnish();
		return new Engine(() => (this.isImpatient ? this.impatient : this.patient).open());
	}

	private furnish(): void {
		const create = { name: "theirs", image_id: "e1a07296-22a8-4f05-8bc8-e936c8e54090" };
		const { notebooks } = this.admin.putObjects({ notebooks: [{ create, patch: { status: "STOPPED" } }] });
		const { id } = notebooks?.[0] as { id: string };
		if (id !== FURNISHED) throw new Error(`The simulator calls its first notebook ${id} now: change FURNISHED.`);
	}

	get admin(): World["admin"] {
		return this.world.admin;
	}

	slowDown(factor: number): void {
		const durations = Object.entries(LONG).map(([operation, milliseconds]) => [operation, milliseconds * factor]);
		this.world.set({ durations: Object.fromEntries(durations) as Record<string, number> });
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
		const ours = objects.filter(({ id, name }) => id !== FURNISHED || name !== "theirs");
		return ours.filter(({ status, type }) => status !== "DELETED" && type !== "BUILD_IN");
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
		this.patient.close();
		this.impatient.close();
		return this.world.close();
	}
}
