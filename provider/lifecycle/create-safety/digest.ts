import { createHash } from "node:crypto";

/** A short text for inputs of any size. */
export function computeDigest(value: unknown): string {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
