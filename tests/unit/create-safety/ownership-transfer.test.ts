import { describeOwner, describePending } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { ignoreMarker, isAdoptedElsewhere } from "../../../provider/lifecycle/create-safety/ownership-transfer";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";

const coordinates = (name: string) => composeIdentity({ project: "shop", stack: "dev", types: [], name });
const identity = withIncarnation(coordinates("lab"), "0000001");
const other = withIncarnation(coordinates("desk"), "0000002");
const own = { identity, description: "words of the program" };

test.each([
	["words of somebody else", "found at the console", own, false],
	["the program's own words", own.description, own, false],
	["nothing", undefined, own, false],
	["the resource's own marker", describeOwner(identity), own, false],
	["the marker of another resource", describeOwner(other), own, true],
	["a pending marker of another resource", describePending(other, {}, "open"), own, true],
	[
		"the marker of another resource, with which it was imported",
		describeOwner(other),
		{ identity, description: describeOwner(other) },
		false,
	],
	[
		"the marker of another resource, in a state without an identity",
		describeOwner(other),
		{ ...own, identity: 1 },
		false,
	],
])(
	"an object whose description is %s is adopted by another resource, or not",
	(_what, description, known, expected) => {
		expect(isAdoptedElsewhere({ description }, known)).toBe(expected);
	},
);

test.each([
	["words of somebody else", "found at the console", "found at the console"],
	["the marker of another resource", describeOwner(other), own.description],
	["its own pending marker", describePending(identity, {}, "open"), own.description],
])("a refresh that finds %s in a description", (_what, found, expected) => {
	expect(ignoreMarker(own.description, found, own)).toBe(expected);
});
