/** Paths of inputs as texts, `volume.uri`, `mounts[0].storagePath`, `tags["a.b"]`: how they are written, read and compared. */

const STEP = /\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g;

/** A path one step deeper: of a list by its position, of an object by its name. */
export function appendStep(path: string, step: string | number): string {
	if (typeof step === "number") return `${path}[${step}]`;
	if (path === "") return step;
	return /^[\w-]+$/.test(step) ? `${path}.${step}` : `${path}[${JSON.stringify(step)}]`;
}

/** Names and positions, outermost first. */
export function splitSteps(path: string): string[] {
	return [...path.matchAll(STEP)].map(([step, quoted]) =>
		quoted === undefined ? step : (JSON.parse(`"${quoted}"`) as string),
	);
}

/** The path up to the first list on it: where lists were joined, positions say nothing. */
export function cutAtList(path: string): string {
	for (const { index } of path.matchAll(STEP)) {
		if (path[index - 1] === "[") return path.slice(0, index - 1);
	}
	return path;
}

/** Whether a part is the whole itself or inside it. */
export function contains(whole: string, part: string): boolean {
	return part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`);
}
