/**
 * `describe` where something is there that not every machine has; elsewhere the tests are left out, and say so.
 *
 * @param what is left out: `Programs in Go`
 */
export function describeWhere(isThere: boolean, what: string, reason: string) {
	if (isThere) return describe;
	// Jest shows the names of tests only if it runs a single file.
	process.stderr.write(`${what}: left out: ${reason}.\n`);
	test.skip(`left out: ${reason}`, () => {});
	return describe.skip;
}
