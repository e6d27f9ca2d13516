import { InvalidArgumentError } from "commander";

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds from `90s`, `45m`, `2h` or `7d`. */
export function parseAge(text: string): number {
	const [, digits = "", unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
	const milliseconds = Number(digits) * (UNITS[unit] ?? Number.NaN);
	if (digits === "" || Number.isNaN(milliseconds)) {
		throw new InvalidArgumentError('Expected a duration such as "90s", "45m", "2h" or "7d".');
	}
	return milliseconds;
}
