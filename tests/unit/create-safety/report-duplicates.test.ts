import type { Context } from "../../../provider/lifecycle/contract";
import { describeOwner } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { isFinished, isOfThisCreate } from "../../../provider/lifecycle/create-safety/report-duplicates";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";
import { noIntent } from "../../../provider/lifecycle/create-safety/resource-intent";
import { notebookInstance } from "../../../provider/resources/notebook-instance/definition";
import type { Inputs } from "../../../provider/resources/notebook-instance/definition";

/** A kind whose name cannot be changed: that of an earlier create is another one for that. */

const coordinates = composeIdentity({ project: "shop", stack: "dev", types: [], name: "lab" });
const [earlier, present] = ["0000001", "0000002"].map((part) => withIncarnation(coordinates, part)) as [string, string];
const own = { flavor: "modelarts.vm.cpu.2u", profileId: "Python3", description: "words of the user" };

function declare(changes: object = {}): Inputs {
	const generated = notebookInstance.generate(present);
	return { ...generated, storage: { type: "evs" }, identity: present, ...own, ...changes };
}

function isReported(found: { name: string; description?: string; flavor?: string }, inputs: Inputs): boolean {
	const read = (given: Inputs) => ({ ...given, name: found.name, flavor: found.flavor ?? given.flavor });
	return isFinished({ id: "i", ...found }, inputs, notebookInstance, read, { intent: noIntent } as Context);
}

const { name } = notebookInstance.generate(earlier);

test.each([
	["a default name of the same resource and the user's description", { name: "lab-0000001", ...own }, declare(), true],
	[
		"a default name and a complete marker",
		{ name: "lab-0000001", description: describeOwner(earlier) },
		declare({ description: describeOwner(present) }),
		true,
	],
	["another flavor", { name: "lab-0000001", ...own, flavor: "modelarts.vm.cpu.8u" }, declare(), false],
	["another description", { name: "lab-0000001", description: "other words" }, declare(), false],
	["the default name of another resource", { name: "desk-0000001", ...own }, declare(), false],
	["a name and a description of the user's own", { name: "mine", ...own }, declare({ name: "mine" }), false],
])(
	"a finished object with %s is reported only if an earlier create may have made it",
	(_what, found, inputs, expected) => {
		expect(name).toBe("lab-0000001");
		expect(isReported(found, inputs)).toBe(expected);
	},
);

const HOUR = 3_600_000;
const now = Date.parse("2024-01-02T03:04:05Z");

test.each<
	[what: string, marker: string | undefined, createdAt: number | undefined, identity: string, expected: boolean]
>([
	["the marker of this very create", present, now - HOUR, present, true],
	["the marker of another create of the same resource", earlier, now - HOUR, present, false],
	["no marker", undefined, now - HOUR, present, false],
	["its marker, and is a day old", present, now - 25 * HOUR, present, false],
	["its marker, and is of unknown age", present, undefined, present, false],
	["the marker of version 0.1.0, which draws no digits", coordinates, now - HOUR, coordinates, false],
])("an object with %s is surely of this create, or not", (_what, marker, createdAt, identity, expected) => {
	const context = { services: { clock: { now: () => now } } } as Context;
	expect(isOfThisCreate(marker, createdAt, identity, context)).toBe(expected);
});
