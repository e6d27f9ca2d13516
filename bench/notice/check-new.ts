import type { Handler, Properties } from "../../provider/lifecycle/contract";
import { composeIdentity } from "../../provider/lifecycle/create-safety/resource-identity";

/** The inputs of a new resource as the engine would pass them to `create`. */
export function checkNew<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	program: Properties & { readonly name: string },
): Inputs {
	const identity = composeIdentity({ project: "bench", stack: "simulated", types: [handler.kind], name: program.name });
	const { inputs, validationErrors } = handler.check(undefined, { ...program, identity }, { readDefaults: () => ({}) });
	if (validationErrors.length > 0)
		throw new Error(validationErrors.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
	return inputs as Inputs;
}
