import { inspect } from "node:util";

/** A text that is never printed, logged or written as JSON, and has to be revealed explicitly. */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	/** The text itself, for the one request that needs it. */
	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return "***";
	}

	toJSON(): string {
		return "***";
	}

	[inspect.custom](): string {
		return "***";
	}
}
