import { isObject } from "../settings/setting";

/** How things of one kind are put in, changed and taken away behind the client's back. */
export interface ItemAdapter<Item extends { readonly id: string }> {
	/** What one is called, such as `custom image`; and the name of the list in the order. */
	readonly kind: string;
	readonly list: string;
	/** What one can be named by besides its id, such as `name`. */
	readonly key: string;
	find(idOrKey: string): Item | undefined;
	remove(id: string): void;
	/** Adds one without any check. `item` is the whole of the order. */
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
