import { isObject } from "./shape/is-object";

/** How much of something there may be, and how much there is. */
export interface Quota {
	/** What is limited: `image`, `pool`. */
	readonly type: string;
	/** `-1`: without a limit. */
	readonly quota: number;
	readonly used: number;
}

/** The quotas of any service; figures may be text. What has none is left out. */
export function readQuotas({ quotas }: Record<string, unknown>): Quota[] | undefined {
	if (!isObject(quotas) || !Array.isArray(quotas.resources)) return undefined;
	return quotas.resources.filter(isObject).flatMap(({ type, quota, used }) => {
		const read = { type: String(type), quota: Number(quota ?? NaN), used: Number(used ?? NaN) };
		return Number.isFinite(read.quota) && Number.isFinite(read.used) ? [read] : [];
	});
}
