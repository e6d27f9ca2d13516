import type * as messages from "@pulumi/pulumi/proto/provider_pb";
import { findLookup, lookupNames } from "../../lookups/registry";
import { findValidationErrors, runLookup } from "../../lookups/run-lookup";
import { unwrapSecrets } from "../../secrets/secrets";
import { cancellationSignal } from "../dynamic/cancellation";
import { openServiceRegistry } from "../dynamic/configuration";
import { withErrorBoundary } from "../dynamic/error-boundary";
import { toJavaScript } from "../dynamic/request-metadata";
import { encode, make, type Message } from "./protocol";

/** Answers a look-up: what was found, or what is wrong with its arguments. */
export async function invoke(request: messages.InvokeRequest): Promise<Message> {
	const name = request.getTok().split(":").at(-1) ?? "";
	const lookup = findLookup(name);
	if (!lookup) {
		throw new Error(`There is no function ${name} in this version: the functions are ${lookupNames.join(", ")}.`);
	}
	const args = unwrapSecrets(toJavaScript(request.getArgs())) as Record<string, unknown>;
	const errors = findValidationErrors(lookup, args);
	if (errors.length > 0) {
		return make("InvokeResponse", {
			setFailuresList: errors.map(({ property, reason }) =>
				make("CheckFailure", { setProperty: property, setReason: reason }),
			),
		});
	}
	const found = await withErrorBoundary(undefined, () =>
		runLookup(lookup, args, openServiceRegistry(), cancellationSignal()),
	);
	return make("InvokeResponse", { setReturn: encode(found) });
}
