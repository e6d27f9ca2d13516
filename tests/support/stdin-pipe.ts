import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./programs";

/**
 * A pipe as the CLI passes it to a provider. Node's own `stdio: "pipe"` is a pair of sockets, and a provider must be
 * able to distinguish the two.
 */
export class StdinPipe {
	/** The end for the child; to be closed here when the child has it. */
	readonly readEnd: number;
	private readonly writeEnd: number;
	private open = true;

	constructor() {
		const folder = mkdtempSync(join(tmpdir(), "stdin-"));
		const path = join(folder, "pipe");
		runProgram("mkfifo", [path]);
		// For both directions, or opening would wait for the other side.
		this.writeEnd = openSync(path, constants.O_RDWR);
		this.readEnd = openSync(path, constants.O_RDONLY);
		rmSync(folder, { recursive: true });
	}

	/** The effect when the CLI dies. */
	end(): void {
		if (this.open) closeSync(this.writeEnd);
		this.open = false;
	}
}
