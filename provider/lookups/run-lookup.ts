import { validateFields } from "../definition/validation";
import type { ValidationError } from "../lifecycle/contract";
import { NothingFoundError } from "./choose";
import { forgetOldLists } from "./list-once";
import { systemClock } from "../services/clock";
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
	const options = { signal, deadline: systemClock.now() + TIMEOUT };
	const services = await registry.for({ region, projectId }, options);
	const run = () => lookup.run(args as never, { services, ...options });
	const found = await run().catch((error: unknown) => {
		if (error instanceof NothingFoundError) return error;
		throw error;
	});
	const isNothing = found instanceof Error || Object.values(found).every((list) => (list as unknown[]).length === 0);
	// The program may have created it since the lists of this run were fetched.
	if (isNothing && forgetOldLists(services)) return run();
	if (found instanceof Error) throw found;
	return found;
}
