import { inspect } from "node:util";

/** A text that shows itself to nobody who does not ask for it: not printed, not logged, not written as JSON. */
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
