import type { Definition } from "../../definition/definition";
import { findReplacing } from "../../definition/diff";
import type { Context } from "../contract";
import { refuseAge } from "./claim-rules";
import { findFinishedInputs, type Named } from "./pending-object";
import { parseIdentity } from "./resource-identity";

/** Other objects that show the coordinates of a resource, as messages name them. */
export interface Duplicates {
	/** What was created: `the notebook lab`. */
	readonly of: string;

	/** Their creates are not complete. */
	readonly pending?: readonly string[];

	/** They are complete, and their names or markers are of an earlier create. */
	readonly finished: readonly string[];
}

/** Warns of duplicates: they are named, never taken. */
export function reportDuplicates({ of, pending = [], finished }: Duplicates, context: Context): void {
	if (pending.length > 0) {
		context.warn(
			`Another run is making ${of} as well, or was interrupted: ${pending.join(", ")} carries an unfinished marker of ` +
				"this resource. Delete it if nobody needs it.",
		);
	}
	if (finished.length > 0) {
		context.warn(
			`${finished.join(", ")} carries a marker of an earlier create of this resource, and is finished. If this run ` +
				"replaces it, or it is another resource's or another stack's by now, all is well. Otherwise an interrupted run " +
				"on another machine has left it behind: adopt it (`adopt`), or delete it if nobody needs it.",
		);
	}
}

/**
 * Whether an object is surely the work of this very create: its pending marker has the random part that the create has drawn
 * for itself, and it is young. A state of version 0.1.0 has no random part.
 *
 * @param marker the identity in the pending marker
 */
export function isOfThisCreate(
	marker: string | undefined,
	createdAt: number | undefined,
	identity: string,
	{ services }: Context,
): boolean {
	const isIndividual = parseIdentity(identity).incarnation !== undefined;
	return isIndividual && marker === identity && refuseAge(createdAt, services.clock.now()) === undefined;
}

/**
 * Deletes objects that carry the marker of this very create, and are not the one that it keeps: its request was delivered
 * twice. No other resource has them, as each create draws a marker of its own. What cannot be deleted is named.
 */
export async function removeRepeated<Found extends { readonly id: string }>(
	of: string,
	repeated: readonly Found[],
	remove: (found: Found) => Promise<void>,
	context: Context,
): Promise<void> {
	for (const found of repeated) {
		const { id } = found;
		try {
			await remove(found);
			context.warn(`The request that created ${of} was delivered twice: the second object, ${id}, was deleted.`);
		} catch (error) {
			context.warn(
				`The request that created ${of} was delivered twice, and the second object, ${id}, could not be deleted: ` +
					`${error instanceof Error ? error.message : String(error)} Delete it.`,
			);
		}
	}
}

/** Whether an object is complete, is of no other resource of this run, and looks as if an earlier create had made it. */
export function isFinished<Inputs extends Named, Found extends FoundObject>(
	found: Found,
	inputs: Inputs,
	definition: Definition,
	toReadInputs: (inputs: Inputs, found: Found) => Inputs,
	{ intent }: Context,
): boolean {
	const own = findFinishedInputs(found, inputs, definition.generate);
	if (own === undefined || findReplacing(definition, toReadInputs(own, found), own).length > 0) return false;
	return intent.findOwner(found) === undefined;
}

interface FoundObject {
	readonly id: string;
	readonly name?: string;
	readonly description?: string;
}
