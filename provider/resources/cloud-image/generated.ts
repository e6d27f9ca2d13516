import { defaultName } from "../../lifecycle/create-safety/resource-identity";

/** Names of images, default names without Chinese characters, which not all regions take. */
const NAME = { forbidden: /[^A-Za-z0-9._ -]/, length: 128 };

/** What is made from the identity where the program says nothing. */
export function generate(identity: string): { name: string } {
	// No space first, whatever the logical name begins with.
	return { name: defaultName(identity, NAME).trimStart() };
}
