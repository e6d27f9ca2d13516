import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Intent } from "./intent";

/** The files of a folder that hold intents. */
export function listFiles(directory: string): string[] {
	// Asked for every resource of every preview, and hardly ever there: an exception would cost more than all the rest.
	if (!existsSync(directory)) return [];
	try {
		const names = readdirSync(directory).filter((name) => name.endsWith(".json"));
		return names.map((name) => join(directory, name));
	} catch {
		return [];
	}
}

/** Undefined if there is none, or it cannot be read. */
export function readIntent(file: string): Intent | undefined {
	try {
		const intent = JSON.parse(readFileSync(file, "utf8")) as Intent;
		return typeof intent.kind === "string" && typeof intent.digest === "string" ? intent : undefined;
	} catch {
		return undefined;
	}
}

/** A read-only home must not stop anybody from working. */
export function attempt(work: () => void): void {
	try {
		work();
	} catch {
		// The log is a hint for later runs; this one does without.
	}
}
