import type { Core } from "../core";

interface Failures {
	count: number;
	lockedUntil: number;
}

/** Locks a key for a while after several wrong signatures in a row; valid signatures are rejected meanwhile. */
export class KeyLock {
	private readonly failures = new Map<string, Failures>();

	constructor(private readonly core: Core) {}

	isLocked(accessKey: string): boolean {
		return (this.failures.get(accessKey)?.lockedUntil ?? 0) > this.core.clock.now();
	}

	recordSuccess(accessKey: string): void {
		this.failures.delete(accessKey);
	}

	recordFailure(accessKey: string): void {
		const { keyLockAfter, keyLockTime } = this.core.settings.values;
		const failures = this.failures.get(accessKey) ?? { count: 0, lockedUntil: 0 };
		failures.count++;
		if (keyLockAfter > 0 && failures.count >= keyLockAfter) {
			failures.lockedUntil = this.core.clock.now() + keyLockTime;
			failures.count = 0;
		}
		this.failures.set(accessKey, failures);
	}

	reset(): void {
		this.failures.clear();
	}
}
