import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";

/** What is made from the identity where the program says nothing. */
export function generate(identity: string): { description: string } {
	return { description: describeOwner(identity) };
}
