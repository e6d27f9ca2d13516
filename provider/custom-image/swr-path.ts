/** The parts of `[registry[:port]/]namespace/image:tag`; an image name may have further slashes. */
export function splitPath(path: string): { registry?: string; namespace: string; name: string; tag: string } {
	const at = path.lastIndexOf(":");
	const parts = path.slice(0, at).split("/");
	// A registry has a dot or a port, a namespace has neither.
	const registry = parts.length > 2 && /[.:]/.test(parts[0] ?? "") ? parts.shift() : undefined;
	const [namespace = "", ...name] = parts;
	return { registry, namespace, name: name.join("/"), tag: path.slice(at + 1) };
}
