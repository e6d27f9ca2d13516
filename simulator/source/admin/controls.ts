import type { Core } from "../core";
import { parseFault } from "../faults/fault";
import type { FaultOrder } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { HeldRequest, HeldRequests } from "../faults/held-requests";
import type { ObjectWriter, Service } from "../gateway/operation";
import { objectKinds } from "../objects/external-objects";
import type { Act, ActOrder, SecondActor } from "../second-actor/second-actor";
import { storeNames } from "../second-actor/acts";
import { actNames } from "../second-actor/settings";
import type { RequestEntry, RequestLog } from "../requests/request-log";
import type { History } from "../history/history";
import { findNearestName } from "../settings/nearest-name";
import { isObject } from "../settings/setting";
import type { SettingsChange } from "../settings/table";
import { AdminError } from "./admin-error";

export interface ControlledParts {
	readonly core: Core;
	readonly history: History;
	readonly log: RequestLog;
	readonly faultList: Faults;
	readonly heldRequests: HeldRequests;
	readonly services: readonly Service[];
	readonly secondActor: SecondActor;
	/** Other parts with a state to reset: throttling, key locks. */
	readonly resets: readonly { reset(): void }[];
}

/** The admin API as functions: behind the HTTP routes, and for tests in the same process. */
export class Controls {
	constructor(private readonly parts: ControlledParts) {}

	requests(): readonly RequestEntry[] {
		return this.parts.log.entries();
	}

	clearRequests(): void {
		this.parts.log.clear();
	}

	/** The existing objects of all services, by kind. */
	state(): Record<string, unknown> {
		const { services, core } = this.parts;
		const shown = services.flatMap((service) => Object.entries(service.show()));
		return structuredClone({ now: core.shownNow(), ...Object.fromEntries(shown), ...core.objects.show() });
	}

	settings(): Record<string, unknown> {
		return this.parts.core.settings.show();
	}

	changeSettings(change: SettingsChange): Record<string, unknown> {
		const { settings, random } = this.parts.core;
		settings.change(change);
		if (isObject(change) && "seed" in change) random.reset();
		return this.settings();
	}

	objects(): object {
		return this.parts.core.objects.show();
	}

	/**
	 * Puts lists of objects, by kind: objects of other services, and objects that a simulated service can create or
	 * change.
	 */
	putObjects(lists: unknown): Record<string, unknown[]> {
		if (!isObject(lists)) throw new AdminError("The objects must be a JSON object of lists.");
		return this.parts.history.recordChange(() => this.putLists(lists));
	}

	private putLists(lists: Record<string, unknown>): Record<string, unknown[]> {
		const writers = this.objectWriters();
		const entries = Object.entries(lists).map(([kind, items]) => {
			const writer = writers[kind];
			if (!writer)
				throw new AdminError(`Unknown kind '${kind}'. Did you mean '${findNearestName(kind, Object.keys(writers))}'?`);
			if (!Array.isArray(items)) throw new AdminError(`'${kind}' must be a list.`);
			return [kind, items.map((item) => attemptPut(writer, item))] as const;
		});
		return Object.fromEntries(entries);
	}

	faults(): object[] {
		return this.parts.faultList.show();
	}

	addFault(fault: FaultOrder): { id: number } {
		const names = this.parts.services.flatMap(({ operations }) => operations.map(({ name }) => name));
		return { id: this.parts.faultList.add(parseFault(fault, names)) };
	}

	clearFaults(id?: number): void {
		this.parts.faultList.clear(id);
	}

	held(): HeldRequest[] {
		return this.parts.heldRequests.show();
	}

	/** Releases all held requests, or the one with this id; returns how many. */
	release(id?: number): number {
		return this.parts.heldRequests.release(id);
	}

	/** What the second actor has done. */
	acts(): readonly Act[] {
		return this.parts.secondActor.list();
	}

	/** Lets the second actor do something at once; undefined if there is no object that it fits. */
	async act(order: ActOrder): Promise<Act | undefined> {
		checkAct(order);
		return this.parts.secondActor.act(order);
	}

	/**
	 * Restores the initial state: no objects, initial settings, no faults; held requests are dropped without effect.
	 */
	reset(): void {
		const { core, log, faultList, heldRequests, services, resets } = this.parts;
		faultList.clear();
		heldRequests.drop();
		for (const part of [...services, ...resets, core.settings, core.objects, core.random]) part.reset();
		log.clear();
	}

	private objectWriters(): Record<string, ObjectWriter> {
		const { core, services } = this.parts;
		const foreign = objectKinds.map((kind) => [kind, (item: unknown) => core.objects.put(kind, item)] as const);
		return Object.fromEntries([...foreign, ...services.flatMap(({ objects = {} }) => Object.entries(objects))]);
	}
}

function checkAct(order: unknown): void {
	if (!isObject(order)) throw new AdminError("Expected an object with an act.");
	const wrong = Object.keys(order).find((key) => !["act", "id", "kind"].includes(key));
	if (wrong !== undefined) throw new AdminError(`Unknown key '${wrong}'. Did you mean 'act'?`);
	const { act, kind } = order;
	checkName("act", act, actNames);
	if (kind !== undefined) checkName("kind", kind, storeNames);
}

function checkName(what: string, name: unknown, known: readonly string[]): void {
	if (known.includes(name as string)) return;
	const text = typeof name === "string" ? name : JSON.stringify(name);
	throw new AdminError(`Unknown ${what} '${text}'. Did you mean '${findNearestName(text, known)}'?`);
}

function attemptPut(writer: ObjectWriter, item: unknown): unknown {
	try {
		return writer(item);
	} catch (error) {
		throw new AdminError(error instanceof Error ? error.message : String(error));
	}
}
