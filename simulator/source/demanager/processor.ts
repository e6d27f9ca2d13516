export type Processor = "CPU" | "GPU" | "Ascend";

/** The processor in a flavor's name; undefined if the name contains none. */
export function findFlavorProcessor(flavor: string): Processor | undefined {
	if (/\.cpu\./i.test(flavor)) return "CPU";
	if (/\.gpu\./i.test(flavor)) return "GPU";
	return /kat|ascend|snt|d910/i.test(flavor) ? "Ascend" : undefined;
}

/** The processor that a profile requires, by its name; the newer engines support any. */
export function findProfileProcessor(profile: string): Processor | undefined {
	if (/^Ascend/i.test(profile)) return "Ascend";
	if (/-cpu$/i.test(profile)) return "CPU";
	return /-gpu$/i.test(profile) ? "GPU" : undefined;
}
