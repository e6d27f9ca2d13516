import { isOfIntent, isUnfinished, readPending } from "../../../provider/lifecycle/create-safety/pending-object";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";
import {
	describePending,
	describeOwner,
	isMarkerOfAnother,
	type MarkerState,
	readDescription,
	readMarkerState,
	readTag,
	tagOwner,
} from "../../../provider/lifecycle/create-safety/ownership-marker";

const lab = { project: "shop", stack: "dev", types: ["kind"], name: "lab" };
const coordinates = composeIdentity(lab);
const [own, other] = [withIncarnation(coordinates, "1111111"), withIncarnation(coordinates, "2222222")];

const elsewhere = [
	["name", composeIdentity({ ...lab, name: "lab2" })],
	["stack", composeIdentity({ ...lab, stack: "prod" })],
	["parent", composeIdentity({ ...lab, types: ["component", "kind"] })],
] as const;

test.each([
	["another create", other],
	["version 0.1.0", coordinates],
	["this create", own],
])("a marker of %s of the same coordinates is read with its identity", (_what, identity) => {
	const description = { identity, state: "done", digest: undefined };
	expect(readDescription(describeOwner(identity), own)).toEqual(description);
	expect(readDescription(describePending(identity, []), own)).toMatchObject({ identity, state: "open" });
	expect(readTag(tagOwner(identity, [], "done"), own)).toMatchObject({ identity, state: "done" });
	expect(readTag(tagOwner(identity, [], "open"), own)).toMatchObject({ identity, state: "open" });
});

test.each<[MarkerState, string]>([
	["open", describePending(own, [])],
	["kept", describePending(own, [], "kept")],
	["done", describeOwner(own)],
])("a marker tells that it is %s, whoever's it is", (state, description) => {
	expect(readMarkerState(description)).toBe(state);
	expect(readDescription(description, own)).toMatchObject({ identity: own, state });
	expect(readMarkerState(tagOwner(own, [], state))).toBe(state);
	expect(readTag(tagOwner(own, [], state), own)).toMatchObject({ identity: own, state });
});

test.each(elsewhere)("a marker of another %s is none of these coordinates", (_what, identity) => {
	expect(readDescription(describeOwner(identity), own)).toBeUndefined();
	expect(readTag(tagOwner(identity, [], "open"), own)).toBeUndefined();
});

test.each(["", "mine", "Managed by Pulumi: shop:dev:lab [zz]", `${describeOwner(own)} and more`])(
	"the description %j is no marker",
	(text) => {
		expect(readDescription(text, own)).toBeUndefined();
		expect(readMarkerState(text)).toBeUndefined();
	},
);

test("two creates of the same coordinates never share a marker", () => {
	expect(describeOwner(own)).not.toBe(describeOwner(other));
	expect(tagOwner(own, [], "done")).not.toBe(tagOwner(other, [], "done"));
	expect(isMarkerOfAnother(describeOwner(other), own)).toBe(true);
	expect(isMarkerOfAnother(describePending(own, []), own)).toBe(false);
});

const desired = { identity: own, replacing: ["a"] };
const HOUR = 3_600_000;
const now = 100 * HOUR;
test("a beginning tells with which identity it is resumed", () => {
	expect(readPending({ description: describePending(other, ["a"]) }, desired)).toBe(other);
	expect(readPending({ description: describeOwner(other) }, desired)).toBeUndefined();
});

test("an object is unfinished only by the open or kept marker of its own create", () => {
	expect(isUnfinished({ description: describePending(own, [], "kept") }, { identity: own })).toBe(true);
	expect(isUnfinished({ description: describePending(other, [], "kept") }, { identity: own })).toBe(false);
	expect(isUnfinished({ description: describePending(own, []) }, { identity: own })).toBe(true);
	expect(isUnfinished({ description: describePending(other, []) }, { identity: own })).toBe(false);
	expect(isUnfinished({ description: describeOwner(own) }, { identity: own })).toBe(false);
});

test("an intent is about what carries the marker of its own create, made since", () => {
	const intent = { kind: "Kind", digest: "", identity: own, startedAt: new Date(now).toISOString() };
	expect(isOfIntent({ createdAt: now, description: describePending(own, ["b"]) }, intent)).toBe(true);
	expect(isOfIntent({ createdAt: now - HOUR, description: describePending(own, ["b"]) }, intent)).toBe(false);
	expect(isOfIntent({ createdAt: now, description: describePending(other, ["b"]) }, intent)).toBe(false);
});
