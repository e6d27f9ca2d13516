import { defaultName } from "../recovery/identity";

/** Names of images, default names without Chinese characters, which not all regions take. */
const NAME = { forbidden: /[^A-Za-z0-9._ -]/, length: 128 };

/** What is made from the identity where the program says nothing. */
export function generate(identity: string): { name: string } {
	return { name: defaultName(identity, NAME) };
}
