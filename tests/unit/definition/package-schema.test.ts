import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNames } from "../../../provider/services/config/configuration-keys";
import { kindNames, kinds } from "../../../provider/resources";
import type { ObjectType, PackageSchema, Property } from "../../../tools/schema/document";
import { makePackageSchema, type Manifest, writePackageSchema } from "../../../tools/schema/package-schema";

const read = (path: string) => readFileSync(join(__dirname, "../../..", path), "utf8");
const schema = JSON.parse(read("schema.json")) as PackageSchema;
const resourceOf = (name: string) => schema.resources[`modelarts:index:${name}`];
const typeOf = (name: string) => schema.types[`modelarts:index:${name}`];

/** Every object within the document. */
function* listObjects(value: unknown): Iterable<object> {
	if (value === null || typeof value !== "object") return;
	yield value;
	for (const part of Object.values(value)) yield* listObjects(part);
}

test("the package schema is up to date; if not: npm run docs", () => {
	const manifest = JSON.parse(read("package.json")) as Manifest;
	expect(schema).toEqual(JSON.parse(writePackageSchema(makePackageSchema(manifest))));
});

test.each(kindNames)("%s has every input, its outputs, and the type of the dynamic provider as an alias", (name) => {
	const resource = resourceOf(name);
	const { inputs, outputs } = kinds[name].definition;
	expect(Object.keys(resource?.inputProperties ?? {})).toEqual(Object.keys(inputs));
	expect(Object.keys(resource?.properties ?? {}).sort()).toEqual(Object.keys({ ...inputs, ...outputs }).sort());
	expect(resource?.aliases).toEqual([{ type: kinds[name].token }]);
});

test("every input and output has a description", () => {
	const silent = Object.entries(schema.resources).flatMap(([token, { inputProperties, properties }]) =>
		Object.entries({ ...properties, ...inputProperties }).flatMap(([name, { description }]) =>
			description === undefined ? [`${token} ${name}`] : [],
		),
	);
	expect(silent).toEqual([]);
});

test("the schema has no default: what the service assumes is not sent", () => {
	expect([...listObjects(schema)].filter((one) => "default" in one)).toEqual([]);
});

test("objects and enums are named types, and every reference to one exists", () => {
	const resources = [...listObjects(schema.resources)];
	expect(resources.filter((one) => "enum" in one || ("properties" in one && !("aliases" in one)))).toEqual([]);
	const references = [...listObjects(schema)].flatMap((one) => ("$ref" in one ? [String(one.$ref)] : []));
	const own = references.filter((reference) => reference.startsWith("#/types/"));
	expect(new Set(own.map((reference) => reference.slice("#/types/".length)))).toEqual(
		new Set(Object.keys(schema.types)),
	);
});

test("the exclusive sources of a CloudImage are optional, and described by what an image is made from", () => {
	const image = resourceOf("CloudImage");
	expect(image?.requiredInputs).toEqual([]);
	expect(image?.inputProperties.imageUrl?.description).toMatch(/^From a file in OBS: /);
	expect(image?.inputProperties.osVersion?.description).toMatch(/^From a volume[^]*\n\nFrom a file in OBS: /);
	expect((typeOf("CloudImageDataImage") as ObjectType).required).toEqual([]);
});

test("what a change replaces is documented, also within an object that changes in place", () => {
	const volume = typeOf("NotebookVolume") as ObjectType;
	const replaces = (property: Property | undefined) => property?.willReplaceOnChanges ?? false;
	expect(replaces(resourceOf("Notebook")?.inputProperties.poolId)).toBe(true);
	expect(replaces(resourceOf("Notebook")?.inputProperties.flavor)).toBe(false);
	expect(replaces(resourceOf("Notebook")?.inputProperties.volume)).toBe(false);
	expect(Object.entries(volume.properties).map(([name, property]) => [name, replaces(property)])).toEqual([
		["category", true],
		["ownership", true],
		["capacity", false],
		["uri", true],
		["id", true],
	]);
	// The provider's diff knows which spellings are the same; the engine would not.
	expect([...listObjects(schema)].filter((one) => "replaceOnChanges" in one)).toEqual([]);
});

test("a word that may be written in any case is a text as well", () => {
	expect(resourceOf("CustomImage")?.inputProperties.arch).toMatchObject({
		oneOf: [{ type: "string" }, { $ref: "#/types/modelarts:index:CustomImageArch" }],
	});
});

test("the token of a notebook and the credentials are secret", () => {
	expect(resourceOf("Notebook")?.properties.token?.secret).toBe(true);
	const secret = ["secretKey", "securityToken", "authToken", "password"];
	for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
		const names = Object.entries(properties).flatMap(([name, one]) => (one.secret ? [name] : []));
		expect(names).toEqual(secret);
	}
});

test("the settings are variables of the configuration with their environment, and arguments without", () => {
	const { variables } = schema.config;
	for (const [name, environment] of Object.entries(environmentNames)) {
		expect(variables[name]?.defaultInfo?.environment ?? []).toEqual(environment);
		expect(schema.provider.inputProperties[name]).not.toHaveProperty("defaultInfo");
	}
	expect(variables.requestTimeout?.type).toBe("string");
	expect(read("schema.json")).not.toContain("huaweicloud:");
});
