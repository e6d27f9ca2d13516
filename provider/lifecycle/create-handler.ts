import { check } from "../definition/check";
import { type Definition, listInputNames } from "../definition/definition";
import { diff, listReplacing } from "../definition/diff";
import { type Handler, lazyOperations, type Properties, type ResourceOperations, type Session } from "./contract";
import { recordAdoption } from "./create-safety/adopted-objects";
import { withIdentity } from "./create-safety/with-identity";

/**
 * The handler of a kind: what follows from its definition, and its operations, which are loaded with the first object that
 * is worked on.
 *
 * @param onCheck is told the inputs of every resource of the program
 */
export function createHandler<Inputs extends object, Outputs extends Inputs>(
	definition: Definition,
	load: () => ResourceOperations<Inputs, Outputs>,
	onCheck?: (inputs: Properties, session: Session) => void,
): Handler<Inputs, Outputs> {
	const { name, timeouts, derivedFrom, idsOutput, secretOutputs, generate } = definition;
	const handler: Handler<Properties, Properties> = {
		kind: name,
		inputNames: listInputNames(definition),
		timeouts,
		derivedFrom,
		idsOutput,
		secretOutputs,

		check(old, news, session, autonaming) {
			recordAdoption(old, news, session);
			const result = check(definition, old, news, session.readDefaults, autonaming);
			onCheck?.(result.inputs, session);
			return result;
		},

		diff: (old, news) => diff(definition, old, news),
		generate,
		listReplacing: (inputs) => listReplacing(definition, inputs),
		// What the state holds is JSON; which inputs and outputs it is, the definition says.
		...lazyOperations(load as unknown as () => ResourceOperations<Properties, Properties>),
	};
	return withIdentity(handler) as unknown as Handler<Inputs, Outputs>;
}
