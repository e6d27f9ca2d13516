import { isObject } from "../settings/setting";

/** How the admin API creates, changes and removes objects of one kind, out of band. */
export interface ItemAdapter<Item extends { readonly id: string }> {
	/** The kind as error messages name it, such as `custom image`. */
	readonly kind: string;
	/** The key of the list in the request. */
	readonly list: string;
	/** The key that identifies an object besides its id, such as `name`. */
	readonly key: string;
	find(idOrKey: string): Item | undefined;
	remove(id: string): void;
	/** Adds an object without validation. `item` is the whole item of the request. */
	add(create: Record<string, unknown>, item: Record<string, unknown>): Item;
	patch(found: Item, patch: Record<string, unknown>): void;
	show(found: Item): object;
}

/** What `POST /_admin/objects` does with one item of a list: `create`, `patch` or `remove`. */
export function putItem<Item extends { readonly id: string }>(item: unknown, adapter: ItemAdapter<Item>): object {
	const { kind, list, key } = adapter;
	if (!isObject(item)) throw new Error(`Each of ${list} must be an object.`);
	const { create, id, patch, remove } = item;
	if (isObject(create)) return adapter.show(adapter.add(create, item));
	const name = String(id ?? item[key]);
	const found = adapter.find(name);
	if (!found) throw new Error(`There is no ${kind} '${name}'.`);
	if (remove === true) {
		adapter.remove(found.id);
		return { id: found.id };
	}
	if (!isObject(patch)) throw new Error(`The ${kind} '${name}' needs 'patch' or 'remove'.`);
	adapter.patch(found, patch);
	return adapter.show(found);
}
