import type { ListedObject, ObjectInventory } from "../lifecycle/inventory";
import { type KindName, kindNames, kinds } from "../resources";
import { ApiError } from "../services/http/errors";
import type { Services } from "../services/services";
import { classifyFailure } from "./classify-failure";
import { describeCost } from "./cost-hint";

/** A listed object, with what is said of it. */
export interface CloudObject extends Omit<ListedObject, "billed"> {
	/** The kinds of resource that it may belong to. */
	readonly kinds: readonly KindName[];
	readonly cost: string;
}

/** The listed objects, and the lists that failed. */
export interface Inventory {
	readonly objects: readonly CloudObject[];

	/** Why the inventory may be incomplete, a sentence each. */
	readonly gaps: readonly string[];
}

/** Lists all objects of one location and these workspaces that may have a marker. An API that is not available has none. */
export async function listObjects(services: Services, workspaces: readonly string[]): Promise<Inventory> {
	const objects: CloudObject[] = [];
	const gaps: string[] = [];
	async function collect(inventory: ObjectInventory, workspace?: string): Promise<void> {
		try {
			const found = await inventory.list(services, workspace);
			objects.push(...found.map((object) => describeObject(inventory, object)));
		} catch (error) {
			if (error instanceof ApiError && classifyFailure(error).isNotServed) return;
			gaps.push(error instanceof Error ? error.message : String(error));
		}
	}

	// Kinds that the service does not tell apart have one inventory.
	const inventories = [...new Set(Object.values(kinds).map((kind) => kind.loadInventory()))];
	for (const workspace of workspaces) {
		for (const inventory of inventories) if (inventory.isByWorkspace) await collect(inventory, workspace);
	}
	for (const inventory of inventories) if (!inventory.isByWorkspace) await collect(inventory);
	return { objects, gaps };
}

function describeObject(inventory: ObjectInventory, { billed, ...object }: ListedObject): CloudObject {
	const possible = kindNames.filter((name) => kinds[name].loadInventory() === inventory);
	return { ...object, kinds: possible, cost: describeCost({ ...billed, status: object.status }) };
}

/** The part of an object with these ids. */
export function takePart(object: CloudObject, ids: readonly string[]): CloudObject {
	const markers = object.id.split(",").flatMap((id, at) => (ids.includes(id) ? [object.markers[at] ?? ""] : []));
	return { ...object, id: ids.join(","), markers };
}
