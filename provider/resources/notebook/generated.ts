import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";

/** Names of notebooks: letters, digits, `-` and `_`. */
const NAME = { forbidden: /[^A-Za-z0-9_-]/, length: 128 };

/** What is made from the identity where the program says nothing. */
export function generate(identity: string): { name: string; description: string } {
	return { name: defaultName(identity, NAME), description: describeOwner(identity) };
}
