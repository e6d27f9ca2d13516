import { isObject } from "../settings/setting";

export const objectKinds = ["servers", "volumes", "files", "swrImages"] as const;
export type ObjectKind = (typeof objectKinds)[number];
export type ForeignObject = Readonly<Record<string, unknown>>;

/**
 * Things of other services that requests refer to. By default any that is named is taken to exist; in the strict
 * world only those put in by `POST /_admin/objects`.
 */
export class Objects {
	private readonly stores = new Map<ObjectKind, Map<string, ForeignObject>>();

	/** Adds, or replaces what has the same key. A text alone stands for an object with nothing but its key. */
	put(kind: ObjectKind, item: unknown): ForeignObject {
		const object: ForeignObject = typeof item === "string" ? { id: item } : isObject(item) ? item : {};
		const key = keyOf(object);
		if (key === undefined) throw new Error(`Each of ${kind} must be a text, or an object with id or path.`);
		this.store(kind).set(key, object);
		return object;
	}

	remove(kind: ObjectKind, key: string): void {
		this.store(kind).delete(withoutSlash(key));
	}

	find(kind: ObjectKind, key: string): ForeignObject | undefined {
		return this.store(kind).get(withoutSlash(key));
	}

	/** The first whose key begins so: a folder exists when something is in it. */
	findBelow(kind: ObjectKind, start: string): ForeignObject | undefined {
		const wanted = withoutSlash(start);
		for (const [key, object] of this.store(kind)) if (key.startsWith(wanted)) return object;
		return undefined;
	}

	show(): Record<ObjectKind, ForeignObject[]> {
		const entries = objectKinds.map((kind) => [kind, [...this.store(kind).values()]]);
		return Object.fromEntries(entries) as Record<ObjectKind, ForeignObject[]>;
	}

	reset(): void {
		this.stores.clear();
	}

	private store(kind: ObjectKind): Map<string, ForeignObject> {
		const store = this.stores.get(kind) ?? new Map<string, ForeignObject>();
		this.stores.set(kind, store);
		return store;
	}
}

function keyOf(object: ForeignObject): string | undefined {
	const key = object["id"] ?? object["path"];
	return typeof key === "string" && key !== "" ? withoutSlash(key) : undefined;
}

/** Both `bucket/folder/` and `/bucket/folder/` appear in the documents. */
function withoutSlash(path: string): string {
	return path.replace(/^\//, "");
}
