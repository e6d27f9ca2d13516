/** A failure scenario, one element of a setting. */
export interface InjectedFailure {
	/** How often it is injected; default 1, null for always. */
	readonly times?: number | null;
}

/** Injects each scenario `times` times. Setting the scenarios again restarts the count. */
export class FailureInjector<Scenario extends InjectedFailure> {
	private readonly used = new WeakMap<Scenario, number>();

	/** Returns the first matching scenario that is not used up, and counts this use. */
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

/** Whether a value is the text of a valid regular expression. */
export function isPattern(text: unknown): boolean {
	try {
		new RegExp(text as string);
		return typeof text === "string";
	} catch {
		return false;
	}
}
