import { readDate } from "../auth/signature";
import { parseDate } from "../rate-limit/backoff";

/** Beyond this difference, in milliseconds, the cloud rejects every signature. */
export const MAX_SKEW = 15 * 60_000;

export interface ClockEvidence {
	/** The response's `Date` header. */
	readonly serverDate?: string;
	/** The service's message. */
	readonly message: string;
	/** This machine's time when the response arrived, in milliseconds since 1970. */
	readonly now: number;
}

/** One sentence with the size of the difference if this machine's clock explains a 401; otherwise `undefined`. */
export function explainClockSkew({ serverDate, message, now }: ClockEvidence): string | undefined {
	const serverTime = parseDate(serverDate) ?? parseServerTime(message);
	const skew = serverTime === undefined ? undefined : now - serverTime;
	const expired = /signature expired/i.test(message);
	if (!expired && (skew === undefined || Math.abs(skew) <= MAX_SKEW)) return undefined;
	if (skew === undefined) return "This machine's clock is more than 15 minutes off: set it right.";

	return `This machine's clock is ${describe(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} the service's, and signatures are only valid for 15 minutes: set it right.`;
}

/** From a text such as `signature expired, signature time:20211217T064303Z,server time:20211217T065804Z`. */
function parseServerTime(message: string): number | undefined {
	const text = /server time:\s*(\d{8}T\d{6}Z)/i.exec(message)?.[1];
	return text === undefined ? undefined : readDate(text);
}

function describe(milliseconds: number): string {
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 120) return `${minutes} minutes`;
	const hours = Math.round(minutes / 60);
	return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
