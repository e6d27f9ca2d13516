import { check } from "../../provider/definition/check";
import { type Definition, listInputNames } from "../../provider/definition/definition";
import { diff, findReplacing, findUpdates, listReplacing } from "../../provider/definition/diff";
import { readInputs, readOutputs } from "../../provider/definition/read-back";
import { toRequest } from "../../provider/definition/request";
import type { Existing, Location, Properties } from "../../provider/lifecycle/contract";

/** What follows from a definition, for tests that ask about one kind alone. */
export function derive<Given extends Definition>(definition: Given) {
	return {
		inputNames: listInputNames(definition),
		checkInputs: (old: Properties | undefined, news: Properties, readDefaults = () => ({})) =>
			check(definition, old, news, readDefaults),
		diff: (old: Existing<object, object>, news: object) =>
			diff(definition, old as Existing<Properties, Properties>, news as Properties),
		findReplacing: (before: object, after: object) => findReplacing(definition, before, after),
		findUpdates: (before: object, after: object) => findUpdates(definition, before, after),
		listReplacing: (inputs: object) => listReplacing(definition, inputs),
		toRequest: (inputs: object) => toRequest(definition, inputs),
		toReadInputs: <Inputs extends object>(inputs: Inputs, response: object) => readInputs(definition, inputs, response),
		toOutputs: (inputs: object, location: Location, response: object) =>
			readOutputs(definition, inputs, location, response),
	};
}
