import { noticeAtInterval } from "../notice-delay";
import type { Noticed } from "./noticed";

/**
 * The delays and polls of a separate poll every 10 s for work of these durations (milliseconds), as the Terraform
 * provider was measured to poll: computed, not run.
 */
export function applyTenSecondRule(times: readonly number[]): Noticed {
	const each = times.map((time) => noticeAtInterval(time));
	return { delays: each.map(({ delay }) => delay), polls: each.reduce((sum, { looks }) => sum + looks, 0) };
}
