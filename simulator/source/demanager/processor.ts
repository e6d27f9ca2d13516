export type Processor = "CPU" | "GPU" | "Ascend";

/** What a flavor's name says about its processor; undefined if it says nothing. */
export function findFlavorProcessor(flavor: string): Processor | undefined {
	if (/\.cpu\./i.test(flavor)) return "CPU";
	if (/\.gpu\./i.test(flavor)) return "GPU";
	return /kat|ascend|snt|d910/i.test(flavor) ? "Ascend" : undefined;
}

/** What a profile's name says about the processor it needs; the newer engines go with any. */
export function findProfileProcessor(profile: string): Processor | undefined {
	if (/^Ascend/i.test(profile)) return "Ascend";
	if (/-cpu$/i.test(profile)) return "CPU";
	return /-gpu$/i.test(profile) ? "GPU" : undefined;
}
