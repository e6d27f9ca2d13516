import { join } from "node:path";
import { check } from "../../../provider/definition/check";
import { listInputNames } from "../../../provider/definition/definition";
import { diff, listReplacing, listUpdatable } from "../../../provider/definition/diff";
import { readInputs, readOutputs } from "../../../provider/definition/read-back";
import { toRequest } from "../../../provider/definition/request";
import { kinds } from "../../../provider/resources";
import { customImage as original } from "../../../provider/resources/custom-image/definition";
import { findKinds, listPolicies } from "../../../tools/docs/kinds";
import { readProperties } from "../../../tools/docs/properties";
import { writeResourcePage } from "../../../tools/docs/resource-page";
import { NamedTypes } from "../../../tools/schema/named-types";
import { toResourceSchema } from "../../../tools/schema/resource";
import { customImage, type CustomImageInputs, type CustomImageOutputs } from "./support/added-input";

/** One more entry in a definition is all that the tests of this file have; everything else follows from it. */
const swrPath = "swr.cn-north-4.myhuaweicloud.com/vision/torch:1";
const identity = "shop:dev:torch#0123456789abcdef0123-0123456";
const given = { swrPath, identity, scanLevel: "FULL" };
const place = { region: "eu-de", projectId: "p", inherited: [] };

function checkNew(inputs: object) {
	return check(customImage, undefined, { swrPath, identity, ...inputs }, () => ({}));
}

test("the added input is in the types of inputs and outputs", () => {
	const inputs: CustomImageInputs = { swrPath, scanLevel: "BASIC" };
	// @ts-expect-error -- it takes two words only
	const wrong: CustomImageInputs = { swrPath, scanLevel: "NONE" };
	const level: CustomImageOutputs["scanLevel"] = inputs.scanLevel;
	expect([level, wrong.scanLevel]).toEqual(["BASIC", "NONE"]);
});

test("the added input is checked", () => {
	expect(checkNew({ scanLevel: "FULL" }).validationErrors).toEqual([]);
	expect(checkNew({ scanLevel: "NONE" }).validationErrors).toEqual([
		{ property: "scanLevel", reason: 'expected one of "BASIC", "FULL", got "NONE"' },
	]);
	expect(checkNew({ scanLevels: "FULL" }).validationErrors).toMatchObject([{ property: "scanLevels" }]);
	const before = check(original, undefined, given, () => ({})).validationErrors;
	expect(before).toMatchObject([{ property: "scanLevel" }]);
});

test.each([
	["FULL", "BASIC", {}],
	["FULL", undefined, {}],
	["BASIC", undefined, { changes: false }],
])("a change of the added input from %s to %s is found by the diff, with its policy", (before, after, expected) => {
	const inputs = { ...given, scanLevel: before };
	const news = { ...given, scanLevel: after };
	expect(diff(customImage, { id: "i", inputs, outputs: { ...inputs, ...place, status: "ACTIVE" } }, news)).toEqual(
		expected,
	);
	expect(listUpdatable(customImage)).toEqual(["scanLevel"]);
	expect(listReplacing(customImage, inputs)).toEqual(listReplacing(original, inputs));
});

test("the added input is sent under the API's name", () => {
	expect(toRequest(customImage, given)).toEqual({ swr_path: swrPath, scan_level: "FULL" });
});

test("the added input is read back, and is among the outputs", () => {
	const response = { swr_path: swrPath, scan_level: "BASIC" };
	expect(readInputs(customImage, given, response)).toMatchObject({ scanLevel: "BASIC" });
	expect(readInputs(customImage, { swrPath, identity }, response)).not.toHaveProperty("scanLevel");
	expect(readOutputs(customImage, given, place, response)).toMatchObject({ scanLevel: "FULL" });
	expect(listInputNames(customImage)).toContain("scanLevel");
});

describe("documents", () => {
	const registered = findKinds().find(({ name }) => name === "CustomImage");
	if (!registered) throw new Error("There is no CustomImage.");
	const files = { ...registered.files, definition: join(__dirname, "support", "added-input.ts") };
	const kind = { ...registered, definition: customImage, changes: listPolicies(customImage), files };
	const documented = readProperties(kind, [kind]);

	test("the added input is on the reference page, with its comment, default and policy", () => {
		expect(writeResourcePage(kind, documented, [])).toContain(
			'**`scanLevel`**: `"BASIC" | "FULL"`; optional; default: `"BASIC"`; a change: in place\n\n' +
				"How thoroughly the image is scanned.",
		);
	});

	test("the added input is in the package schema, with a named type and no default", () => {
		const types = new NamedTypes([]);
		const schema = toResourceSchema(customImage, documented, kinds.CustomImage.token, types);
		const property = {
			$ref: "#/types/modelarts:index:CustomImageScanLevel",
			description: 'How thoroughly the image is scanned.\n\nDefault: "BASIC".',
		};
		expect(schema.inputProperties.scanLevel).toEqual(property);
		expect(schema.properties.scanLevel).toEqual(property);
		expect(types.list()["modelarts:index:CustomImageScanLevel"]).toEqual({
			type: "string",
			enum: [
				{ name: "Basic", value: "BASIC" },
				{ name: "Full", value: "FULL" },
			],
		});
	});
});
