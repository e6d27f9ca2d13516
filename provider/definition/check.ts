import type { CheckResult, Defaults, Properties } from "../lifecycle/contract";
import { keepIdentity } from "../lifecycle/create-safety/resource-identity";
import { isAlreadyValidated } from "./already-validated";
import type { Definition } from "./definition";
import { keepOmitted } from "./omitted-inputs";
import { validate } from "./validation";

/**
 * Fills in what follows from the identity, the provider's configuration and the old inputs, and finds every mistake. No
 * network.
 */
export function check(
	definition: Definition,
	old: Properties | undefined,
	news: Properties,
	readDefaults: () => Defaults,
): CheckResult<Properties> {
	const { name, generate, keepsGenerated = [], applyDefaults, warnings } = definition;
	const identity = keepIdentity(old, news, name);
	const generated = Object.entries(generate(identity)).map(
		([input, value]) =>
			[input, news[input] ?? (keepsGenerated.includes(input) ? old?.[input] : undefined) ?? value] as const,
	);
	const given: Properties = { ...news, identity, ...Object.fromEntries(generated) };
	const inputs = keepOmitted(definition, old, applyDefaults ? applyDefaults(given, readDefaults()) : given);
	const hints = warnings?.(inputs, old) ?? [];
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [], hints };
	return { inputs, validationErrors: validate(definition, inputs, old), hints };
}
