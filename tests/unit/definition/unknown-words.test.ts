import { cloudImage } from "../../../provider/resources/cloud-image/definition";
import { customImage } from "../../../provider/resources/custom-image/definition";
import { notebookInstance } from "../../../provider/resources/notebook-instance/definition";
import { notebook } from "../../../provider/resources/notebook/definition";
import { derive } from "../../support/derived";

type Json = Record<string, unknown>;
const kinds = { notebook, notebookInstance, customImage, cloudImage } as const;

const volume = { category: "EVS", ownership: "MANAGED", capacity: 10 };

test.each<[string, keyof typeof kinds, Json, Json]>([
	["a category", "notebook", { volume }, { volume: { ...volume, category: "BRAND_NEW" } }],
	["an ownership", "notebook", { volume }, { volume: { ...volume, ownership: "BRAND_NEW" } }],
	["an ownership of another type", "notebook", { volume }, { volume: { ...volume, ownership: { of: "MANAGED" } } }],
	["a capacity of another type", "notebook", { volume }, { volume: { ...volume, capacity: "10" } }],
	["a feature", "notebook", { feature: "NOTEBOOK" }, { feature: "BRAND_NEW" }],
	["a feature of an undeclared input", "notebook", {}, { feature: "BRAND_NEW" }],
	["a flavor of another type", "notebook", { flavor: "cpu" }, { flavor: { id: "cpu" } }],
	["a type of storage", "notebookInstance", { storage: { type: "evs" } }, { spec: { storage: { type: "BRAND_NEW" } } }],
	["a type of server", "cloudImage", { type: "ECS" }, { virtual_env_type: "BRAND_NEW" }],
	["an architecture", "customImage", { arch: "X86_64" }, { arch: "BRAND_NEW" }],
	["services", "customImage", { services: ["NOTEBOOK"] }, { dev_services: ["BRAND_NEW"] }],
	["services of another type", "customImage", { services: ["NOTEBOOK"] }, { dev_services: "NOTEBOOK" }],
])("%s unknown to the definition is no drift: the declared one stays", (_, kind, inputs, response) => {
	expect(derive(kinds[kind]).toReadInputs(inputs, response)).toEqual(inputs);
});

test.each<[string, keyof typeof kinds, Json, Json, Json]>([
	["a word", "notebook", { feature: "NOTEBOOK" }, { feature: "DEFAULT" }, { feature: "DEFAULT" }],
	["a text that no program could declare", "notebook", { name: "lab" }, { name: "!" }, { name: "!" }],
	[
		"a number beyond the limits",
		"notebook",
		{ volume },
		{ volume: { ...volume, capacity: 2 } },
		{ volume: { ...volume, capacity: 2 } },
	],
])("%s is drift", (_, kind, inputs, response, read) => {
	expect(derive(kinds[kind]).toReadInputs(inputs, response)).toEqual(read);
});

test("a word that no definition knows is shown among the outputs", () => {
	const outputs = derive(notebook).toOutputs({}, {} as never, {
		status: "BRAND_NEW",
		volume: { category: "BRAND_NEW" },
	});

	expect(outputs).toMatchObject({ status: "BRAND_NEW", actualVolume: { category: "BRAND_NEW" } });
});
