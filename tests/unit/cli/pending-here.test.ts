import { selectPending } from "../../../provider/cli/pending-here";
import { composeIdentity, withIncarnation } from "../../../provider/lifecycle/create-safety/resource-identity";

const STACK = { project: "course", stack: "dev" };
const CLOUD = { endpoint: "https://modelarts", region: "r", projectId: "p" };
const identity = withIncarnation(composeIdentity({ ...STACK, types: ["t"], name: "lab" }), "0a1b2c3");
const urn = "urn:pulumi:dev::course::t::lab";
const intent = { kind: "Notebook", startedAt: "", digest: "", identity, urn, ...CLOUD };

test.each([
	["of a resource of the stack", intent, { identity, urn }],
	["without a URN, declared in the stack", { ...intent, urn: undefined }, { identity }],
	[
		"of a resource of the stack that was first declared in another one",
		{ ...intent, identity: identity.replace("dev", "old") },
		{ identity: identity.replace("dev", "old"), urn },
	],
])("an intent belongs to the stack: %s", (_which, given, pendingHere) => {
	expect(selectPending([given], STACK, CLOUD)).toEqual([pendingHere]);
});

test.each([
	["at another endpoint", { ...intent, endpoint: "https://other" }],
	["in another region", { ...intent, region: "other" }],
	["in another project of the cloud", { ...intent, projectId: "other" }],
	[
		"of version 0.1.0, which has no location",
		{ ...intent, endpoint: undefined, region: undefined, projectId: undefined },
	],
	["of a resource of another stack", { ...intent, urn: urn.replace("dev", "prod") }],
	["of an adopted object", { ...intent, adopted: true }],
	["without an identity", { ...intent, identity: undefined }],
])("an intent does not belong to the stack: %s", (_which, given) => {
	expect(selectPending([given], STACK, CLOUD)).toEqual([]);
});
