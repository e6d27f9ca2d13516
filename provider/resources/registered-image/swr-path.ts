/** The parts of `[registry[:port]/]namespace/image:tag`; an image name may have further slashes. */
export function splitPath(path: string): { registry?: string; namespace: string; name: string; tag: string } {
	const at = path.lastIndexOf(":");
	const parts = path.slice(0, at).split("/");
	// A registry has a dot or a port, a namespace has neither.
	const registry = parts.length > 2 && /[.:]/.test(parts[0] ?? "") ? parts.shift() : undefined;
	const [namespace = "", ...name] = parts;
	return { registry, namespace, name: name.join("/"), tag: path.slice(at + 1) };
}

/** Whether two paths mean the same image: the registry may be left out, then it is the region's own. */
export function isSamePath(one: string, other: string): boolean {
	if (one === other) return true;
	const [left, right] = [splitPath(one), splitPath(other)];
	const hasOneRegistry = left.registry === undefined || right.registry === undefined;
	return hasOneRegistry && left.namespace === right.namespace && left.name === right.name && left.tag === right.tag;
}
