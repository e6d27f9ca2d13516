import type { ValidationError } from "../../lifecycle/contract";

/** The state of a resource is not one that this provider writes. */
export function explainInvalidState(kind: string, id: string, validationErrors: readonly ValidationError[]): string {
	const parts = validationErrors.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
	return (
		`The state of the ${kind} ${id} is not as this provider writes it, perhaps edited by hand: ${parts}. Correct it ` +
		"(`pulumi stack export`, `pulumi stack import`), or remove the resource from the state (`pulumi state delete`) and " +
		"adopt the object (`adopt`)."
	);
}

/** An interrupted replacement that this run does not repeat. */
export function explainPendingReplacement(pending: string, id: string): string {
	return (
		`An interrupted replacement of ${id} left ${pending} orphaned: it is in no state. Replace the resource again to ` +
		"resume that replacement, or delete the orphaned object."
	);
}

/** What is lost with a replaced object, where the engine does not tell whether the object is deleted at all. */
export function explainPossibleLoss(loss: string): string {
	return `Unless the option \`retainOnDelete\` keeps it: ${loss}`;
}

/** For a preview: `pulumi up` will create no second object. */
export function explainPendingCreate(pending: string): string {
	return `An interrupted run began to create ${pending} for this resource: \`pulumi up\` resumes it if it still exists.`;
}

/** The resumed object turned out to be in the state of another resource, which the engine sent later in this run. */
export function explainOwnedByOther(id: string, owner: string): string {
	return (
		`${id} belongs to another resource of this program, "${owner}", and stays with it: nothing was resumed. ` +
		"Run `pulumi up` again to create a new object for this resource."
	);
}

/** The reverse: another resource resumed this object before the engine sent this resource. */
export function explainResumedByOther(id: string, other: string): string {
	return (
		`${id} is in the state of this resource, and "${other}" resumed it in this run. One object cannot be two ` +
		"resources: remove one of the two from the state (`pulumi state delete <urn>`)."
	);
}

/** Instead of a delete: an earlier run left the object in the state of two resources. */
export function explainKeptByOwner(id: string, owner: string): string {
	return `${id} was not deleted: it is also in the state of another resource of this program, "${owner}".`;
}

/** Instead of a delete: another resource resumed the object in this run. */
export function explainKeptByOther(id: string): string {
	return `${id} was not deleted: another resource resumed it in this run.`;
}
