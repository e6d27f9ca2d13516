import { isObject } from "../settings/setting";

export const objectKinds = ["servers", "volumes", "files", "swrImages"] as const;
export type ObjectKind = (typeof objectKinds)[number];
export type ExternalObject = Readonly<Record<string, unknown>>;

/**
 * The objects of other services that requests refer to. By default every object is assumed to exist; with `strictWorld`
 * only those put in by `POST /_admin/objects`.
 */
export class ExternalObjects {
	private readonly stores = new Map<ObjectKind, Map<string, ExternalObject>>();

	/** Adds an object or replaces the one with the same key. A text stands for an object with this key only. */
	put(kind: ObjectKind, item: unknown): ExternalObject {
		const object: ExternalObject = typeof item === "string" ? { id: item } : isObject(item) ? item : {};
		const key = getKey(object);
		if (key === undefined) throw new Error(`Each of ${kind} must be a text, or an object with id or path.`);
		this.store(kind).set(key, object);
		return object;
	}

	remove(kind: ObjectKind, key: string): void {
		this.store(kind).delete(withoutSlash(key));
	}

	find(kind: ObjectKind, key: string): ExternalObject | undefined {
		return this.store(kind).get(withoutSlash(key));
	}

	/** The first object whose key has this prefix: a folder exists if an object is in it. */
	findByPrefix(kind: ObjectKind, start: string): ExternalObject | undefined {
		const prefix = withoutSlash(start);
		for (const [key, object] of this.store(kind)) if (key.startsWith(prefix)) return object;
		return undefined;
	}

	show(): Record<ObjectKind, ExternalObject[]> {
		const entries = objectKinds.map((kind) => [kind, [...this.store(kind).values()]]);
		return Object.fromEntries(entries) as Record<ObjectKind, ExternalObject[]>;
	}

	reset(): void {
		this.stores.clear();
	}

	private store(kind: ObjectKind): Map<string, ExternalObject> {
		const store = this.stores.get(kind) ?? new Map<string, ExternalObject>();
		this.stores.set(kind, store);
		return store;
	}
}

function getKey(object: ExternalObject): string | undefined {
	const key = object["id"] ?? object["path"];
	return typeof key === "string" && key !== "" ? withoutSlash(key) : undefined;
}

/** Both `bucket/folder/` and `/bucket/folder/` appear in the documents. */
function withoutSlash(path: string): string {
	return path.replace(/^\//, "");
}
