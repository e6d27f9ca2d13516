import type { CheckResult, Defaults, Properties, ValidationError } from "../lifecycle/contract";
import { type Autonaming, proposeName } from "../lifecycle/create-safety/autonaming";
import { keepIdentity } from "../lifecycle/create-safety/resource-identity";
import { isAlreadyValidated } from "./already-validated";
import type { Definition } from "./definition";
import { keepOmitted } from "./omitted-inputs";
import { validate } from "./validation";

/**
 * Fills in what follows from the identity, the project's wish for names, the provider's configuration and the old inputs,
 * and finds every mistake. No network.
 */
export function check(
	definition: Definition,
	old: Properties | undefined,
	news: Properties,
	readDefaults: () => Defaults,
	autonaming?: Autonaming,
): CheckResult<Properties> {
	const { name, generate, keepsGenerated = [], applyDefaults, warnings } = definition;
	const identity = keepIdentity(old, news, name);
	const defaults = generate(identity);
	const wanted: Properties = autonaming ? { name: proposeName(autonaming, generate) } : {};
	const generated = Object.entries(defaults).map(
		([input, value]) =>
			[
				input,
				news[input] ?? (keepsGenerated.includes(input) ? old?.[input] : undefined) ?? wanted[input] ?? value,
			] as const,
	);
	const given: Properties = { ...news, identity, ...Object.fromEntries(generated) };
	const inputs = keepOmitted(definition, old, applyDefaults ? applyDefaults(given, readDefaults()) : given);
	const hints = warnings?.(inputs, old) ?? [];
	if (isAlreadyValidated(old, inputs)) return { inputs, validationErrors: [], hints };
	const isUnnamed = autonaming?.mode === "disable" && "name" in defaults && (news.name ?? old?.name) === undefined;
	return { inputs, validationErrors: [...(isUnnamed ? [NO_NAME] : []), ...validate(definition, inputs, old)], hints };
}

const NO_NAME: ValidationError = {
	property: "name",
	reason: "expected a name, as `pulumi:autonaming` of the project is disabled, got none",
};
