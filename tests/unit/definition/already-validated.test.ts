import { isAlreadyValidated } from "../../../provider/definition/already-validated";
import { UNKNOWN } from "../../../provider/lifecycle/contract";
import { notebookInstance } from "../../../provider/resources/notebook-instance/definition";
import { derive } from "../../support/derived";

const { checkInputs } = derive(notebookInstance);

const makeInputs = () => ({ name: "lab", storage: { type: "evs", location: { volumeSize: 5 } }, tags: ["a", "b"] });
const stored = makeInputs();

test.each([
	["the same", makeInputs(), true],
	["the same in another order", Object.fromEntries(Object.entries(stored).reverse()), true],
	["the same, with inputs that are not given", { ...stored, description: undefined }, true],
	["one value differs deep inside", { ...stored, storage: { type: "evs", location: { volumeSize: 6 } } }, false],
	["one is unknown", { ...stored, name: UNKNOWN }, false],
	["one has been added", { ...stored, description: "" }, false],
	["one is there no longer", { name: stored.name, storage: stored.storage }, false],
	["one has another name", { ...stored, tags: undefined, tag: stored.tags }, false],
	["a list is longer", { ...stored, tags: ["a", "b", "c"] }, false],
])("inputs have passed before only if all of them are in the state: %s", (_what, inputs, passed) => {
	expect(isAlreadyValidated(stored, inputs)).toBe(passed);
});

test("inputs of an object that is new have not", () => {
	expect(isAlreadyValidated(undefined, stored)).toBe(false);
});

test("the same mistake as in the state is found as soon as anything else changes", () => {
	const wrong = {
		flavor: "",
		profileId: "Python3",
		storage: { type: "evs" },
		identity: "p:s:lab#0123456789abcdef0123-0123456",
	};
	const { inputs } = checkInputs(undefined, wrong);
	expect(checkInputs(inputs, wrong).validationErrors).toEqual([]);
	expect(checkInputs(inputs, { ...wrong, description: "x" }).validationErrors).toMatchObject([{ property: "flavor" }]);
});
