import { validateFields } from "../definition/validation";
import type { ValidationError } from "../lifecycle/contract";
import type { ServiceRegistry } from "../services/service-registry";
import type { Lookup } from "./lookup";

/** A look-up takes no longer than this, milliseconds. */
const TIMEOUT = 120_000;

/** Arguments as a program gives them. */
export type GivenArgs = Readonly<Record<string, unknown>>;

/** What is wrong with the arguments; nothing is sent. */
export function findValidationErrors({ args: fields }: Lookup, args: GivenArgs): ValidationError[] {
	return validateFields(fields, args);
}

/** Runs a look-up with arguments that are valid. */
export async function runLookup(
	lookup: Lookup,
	args: GivenArgs,
	registry: ServiceRegistry,
	signal?: AbortSignal,
): Promise<object> {
	const { region, projectId } = args as { readonly region?: string; readonly projectId?: string };
	const options = { signal, deadline: Date.now() + TIMEOUT };
	const services = await registry.for({ region, projectId }, options);
	return lookup.run(args as never, { services, ...options });
}
