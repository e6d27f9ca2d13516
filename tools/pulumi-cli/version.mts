/** The CLI that is built where none can be had: the newest whose modules were published when go/go.mod was written. */
export const BUILT_VERSION = "3.259.0";

/** Older command lines do not know what the provider relies on. */
export const OLDEST_VERSION = "3.246.0";

/** Reads what `pulumi version` prints, such as "v3.259.0"; a development build's suffix is of no interest. */
export function parseVersion(text: string): string | undefined {
	return /^v?(\d+\.\d+\.\d+)/m.exec(text.trim())?.[1];
}

export function isNewEnough(version: string): boolean {
	const [major, minor, patch] = numbers(version);
	const [oldestMajor, oldestMinor, oldestPatch] = numbers(OLDEST_VERSION);
	// The next major may well be another product.
	if (major !== oldestMajor) return false;
	return minor === oldestMinor ? patch >= oldestPatch : minor > oldestMinor;
}

function numbers(version: string): [number, number, number] {
	const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
	return [major, minor, patch];
}
