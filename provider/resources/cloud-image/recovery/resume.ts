import { tagOwner } from "../../../lifecycle/create-safety/ownership-marker";
import { listReplacing } from "../../../definition/diff";
import { cloudImage, type Inputs } from "../definition";

type Guess = Partial<Inputs>;

/**
 * What the service tells even where no program said it (`osVersion` is detected on a disk), and what it never tells,
 * tried in all combinations; `undefined`: the program says nothing.
 */
const GUESSES: readonly ((read: Inputs) => readonly Guess[])[] = [
	({ osVersion }) => [{ osVersion }, { osVersion: undefined }],
	({ type }) => [{ type }, { type: undefined }],
	() => [{}, { osType: "Linux" }, { osType: "Windows" }, { osType: "Other" }],
	() => [{}, { isConfig: true }],
	() => [{}, { isQuickImport: true }],
];

/**
 * The inputs that an image's mark was made of: as they were read, but for what has to be otherwise, since the mark holds
 * their hash. As they were read, where nothing fits (a `rebuild` is any text).
 *
 * @param mark the value of the tag
 */
export function recallInputs(read: Inputs, marker: string): Inputs {
	const state = marker.endsWith(".open") ? "open" : "done";
	const isIt = (inputs: Inputs) => tagOwner(inputs.identity, listReplacing(cloudImage, inputs), state) === marker;
	const all = GUESSES.reduce<Guess[]>(
		(before, guess) => before.flatMap((one) => guess(read).map((more) => ({ ...one, ...more }))),
		[{}],
	);
	return all.map((guess) => ({ ...read, ...guess })).find(isIt) ?? read;
}
