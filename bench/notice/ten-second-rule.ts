import { noticeAtInterval } from "../notice-delay";
import type { Noticed } from "./noticed";

/**
 * What a look of its own every 10 s makes of work that takes so long (milliseconds), as the Terraform provider was
 * measured to do it: nothing to run, it is arithmetic.
 */
export function applyTenSecondRule(times: readonly number[]): Noticed {
	const each = times.map((time) => noticeAtInterval(time));
	return { delays: each.map(({ delay }) => delay), polls: each.reduce((sum, { looks }) => sum + looks, 0) };
}
