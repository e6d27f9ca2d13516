/** A failure that was ordered by a setting. */
export interface InjectedFailure {
	/** How many fail so; 1 if left out, null for all. */
	readonly times?: number | null;
}

/** Uses orders up: each strikes as often as it says. A setting that is set again begins counting anew. */
export class FailureInjector<Scenario extends InjectedFailure> {
	private readonly used = new WeakMap<Scenario, number>();

	/** The first order that fits and is not used up; it counts as used from now on. */
	consume(scenarios: readonly Scenario[], matches: (scenario: Scenario) => boolean): Scenario | undefined {
		const scenario = scenarios.find(
			(candidate) => matches(candidate) && this.countUses(candidate) < maxUses(candidate),
		);
		if (scenario) this.used.set(scenario, this.countUses(scenario) + 1);
		return scenario;
	}

	private countUses(scenario: Scenario): number {
		return this.used.get(scenario) ?? 0;
	}
}

function maxUses({ times = 1 }: InjectedFailure): number {
	return times ?? Infinity;
}

/** A text that makes a regular expression. */
export function isPattern(text: unknown): boolean {
	try {
		new RegExp(text as string);
		return typeof text === "string";
	} catch {
		return false;
	}
}
