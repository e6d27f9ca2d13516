import { createHash } from "node:crypto";

/**
 * A seeded random number generator: the same seed gives the same ids and durations.
 *
 * Each purpose has a stream of its own, so that one more poll (which needs a request id) does not change
 * how long the next notebook takes.
 */
export class Random {
	private streams = new Map<string, () => number>();

	constructor(private readonly seed: () => number) {}

	/** Restarts every stream from the seed. */
	reset(): void {
		this.streams.clear();
	}

	/** At least 0, less than 1. */
	fraction(stream: string): number {
		let next = this.streams.get(stream);
		if (!next) {
			next = mulberry32(hash(stream) ^ Math.trunc(this.seed()));
			this.streams.set(stream, next);
		}
		return next();
	}

	/** The number itself, or a random integer of the range. */
	between(stream: string, range: number | readonly [number, number]): number {
		if (typeof range === "number") return range;
		return Math.round(range[0] + this.fraction(stream) * (range[1] - range[0]));
	}

	/** Lower-case hexadecimal digits. */
	hex(stream: string, digits: number): string {
		let text = "";
		while (text.length < digits) text += Math.floor(this.fraction(stream) * 16).toString(16);
		return text;
	}

	/** A random UUID, the form of ids in the cloud's newer services. */
	uuid(stream: string): string {
		const hex = (digits: number) => this.hex(stream, digits);
		return `${hex(8)}-${hex(4)}-4${hex(3)}-9${hex(3)}-${hex(12)}`;
	}
}

function hash(text: string): number {
	let value = 2166136261;
	for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
	return value;
}

/** The well-known mulberry32 generator: good enough for ids and durations, unsuitable for secrets. */
function mulberry32(state: number): () => number {
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
	};
}

/** Hashes a text into the form of a UUID. */
export function toUuid(text: string): string {
	const digits = createHash("md5").update(text).digest("hex");
	return [0, 8, 12, 16, 20].map((start, index) => digits.slice(start, [8, 12, 16, 20, 32][index])).join("-");
}
