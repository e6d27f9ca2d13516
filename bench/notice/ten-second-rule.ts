import type { Noticed } from "./noticed";

/** The rule of the Terraform provider, as measured: the first look after 10 s, then one every 10 s, each on its own. */
const INTERVAL = 10_000;

/** What the fixed rule makes of work that takes so long (milliseconds): nothing to measure, it is arithmetic. */
export function applyTenSecondRule(times: readonly number[]): Noticed {
	const looks = times.map((time) => Math.max(1, Math.ceil(time / INTERVAL)));
	return {
		delays: times.map((time, at) => (looks[at] ?? 0) * INTERVAL - time),
		polls: looks.reduce((sum, count) => sum + count, 0),
	};
}
