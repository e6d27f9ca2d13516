/** The parts of the path of an image in SWR. */
export interface SwrPath {
	readonly namespace: string;
	readonly name: string;
	readonly tag: string;
}

const form = /^(?:[^/\s]+\/)?(?<namespace>[^/\s:]+)\/(?<name>[^\s:]+):(?<tag>[^/\s:]+)$/;

/** `[registry[:port]]/{namespace}/{image}:{tag}`; undefined if it has another form. */
export function readSwrPath(path: string): SwrPath | undefined {
	const found = form.exec(path)?.groups;
	return found && { namespace: found["namespace"]!, name: found["name"]!, tag: found["tag"]! };
}
