/** What an image is made from. */
export type SourceKind = "server" | "volume" | "file" | "dataVolumes";

interface SourceInputs {
	readonly instanceId?: unknown;
	readonly volumeId?: unknown;
	readonly imageUrl?: unknown;
	readonly dataImages?: unknown;
}

/** The sources that the inputs name: there should be exactly one. Data images may come with a file. */
export function findSources({ instanceId, volumeId, imageUrl, dataImages }: SourceInputs): SourceKind[] {
	const sources: SourceKind[] = [];
	if (instanceId !== undefined) sources.push("server");
	if (volumeId !== undefined) sources.push("volume");
	if (imageUrl !== undefined) sources.push("file");
	else if (dataImages !== undefined) sources.push("dataVolumes");
	return sources;
}

/** The source of inputs that were checked. */
export function sourceOf(inputs: SourceInputs): SourceKind {
	return findSources(inputs)[0] ?? "server";
}

/** Whether the first of the images holds a system; the others, or all, are data images. */
export function hasSystemImage(inputs: SourceInputs): boolean {
	return sourceOf(inputs) !== "dataVolumes";
}
