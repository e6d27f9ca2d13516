/** Counts the admitted requests of the last second; rejected ones do not count. */
export class RateLimit {
	private passed: number[] = [];

	/** True if one more request is within the limit. */
	admit(now: number, perSecond: number | null): boolean {
		if (perSecond === null) return true;
		const first = this.passed.findIndex((at) => at > now - 1000);
		this.passed = first < 0 ? [] : this.passed.slice(first);
		if (this.passed.length >= perSecond) return false;
		this.passed.push(now);
		return true;
	}

	reset(): void {
		this.passed = [];
	}
}
