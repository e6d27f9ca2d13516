import { duration, share } from "../settings/setting";

/** Settings of a cloud whose reads are stale and whose network repeats and delays requests; all are drawn from the seed. */
export const disturbanceSettings = {
	readLag: duration(0),
	listGaps: share(0),
	duplicates: share(0),
	lateEffects: share(0),
	lateEffectDelay: duration([1000, 60_000]),
};
