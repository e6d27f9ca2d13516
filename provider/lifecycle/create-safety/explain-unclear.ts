/**
 * The error for a request that may have created an object which no search has found.
 *
 * @param requests how many were sent, each repetition after a search that found no object
 */
export function explainUnclear({ message }: Error, requests: number, lookupHint: string | undefined): Error {
	const hint = lookupHint === undefined ? "" : ` (searched by ${lookupHint})`;
	const sent =
		requests === 1
			? "the request was not repeated"
			: `the request was sent ${requests} times, each repetition after a search that found none`;
	return new Error(
		`${message} The result of this request is unknown: until this run ended, no matching object was found${hint}, and ` +
			`${sent}. The next \`pulumi up\` searches again first, and resumes the object if it finds one.`,
	);
}
