import { defaultName } from "../../lifecycle/create-safety/resource-identity";
import { describeOwner } from "../../lifecycle/create-safety/ownership-marker";

/** Names in SWR: what is not allowed in them becomes `-`. */
const NAME = { forbidden: /[^a-z0-9._-]/, length: 128 };

/** What is made from the identity where the program says nothing. */
export function generate(identity: string): { name: string; description: string } {
	return { name: nameBy(identity), description: describeOwner(identity) };
}

/** In lower case, and nothing but a letter or digit first. */
function nameBy(identity: string): string {
	return defaultName(identity.toLowerCase(), NAME).replace(/^[._-]+/, "");
}
