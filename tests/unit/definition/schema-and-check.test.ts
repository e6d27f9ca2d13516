import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type KindName, kindNames, kinds } from "../../../provider/resources";
import type { PackageSchema, Properties, TypeSpec } from "../../../tools/schema/document";

/** Of each kind; 10,000 of all. */
const RUNS = 2000;

const schema = JSON.parse(readFileSync(join(__dirname, "../../../schema.json"), "utf8")) as PackageSchema;

/** An object, an enum, or anything: what a reference stands for. */
function resolve({ $ref = "" }: TypeSpec) {
	const type = schema.types[$ref.replace("#/types/", "")];
	return { values: type && "enum" in type ? type.enum.map(({ value }) => value) : undefined, object: type };
}

/** Wrong values at every place now and then, most of them of another type. */
function drawValue(spec: TypeSpec): fc.Arbitrary<unknown> {
	const wrong = fc.constantFrom<unknown>("", "text", 7, 2.5, true, [], ["text"], {}, { text: "text" }, [[]], [{}]);
	return fc.oneof({ weight: 12, arbitrary: drawRight(spec) }, { weight: 1, arbitrary: wrong });
}

function drawRight(spec: TypeSpec): fc.Arbitrary<unknown> {
	if (spec.oneOf) return fc.oneof(...spec.oneOf.map(drawRight));
	if (spec.$ref) {
		const { values, object } = resolve(spec);
		if (values) return fc.constantFrom(...values);
		return object && "properties" in object ? drawObject(object.properties, object.required) : fc.constant("anything");
	}
	switch (spec.type) {
		case "boolean":
			return fc.boolean();
		case "integer":
		case "number":
			return fc.constantFrom(-1, 0, 1, 5, 40, 3600, 86_400, 7_200_000);
		case "array":
			return fc.array(drawValue(spec.items ?? {}), { maxLength: 3 });
		case "object":
			return fc.dictionary(fc.constantFrom("a", "team"), drawValue(spec.additionalProperties ?? {}), { maxKeys: 2 });
		default:
			return fc.constantFrom("text", "0", "obs://a/b/", "/data/a/", "bucket:a.qcow2", "namespace/image:1.0");
	}
}

/** Required properties are left out now and then, and one that does not exist is there. */
function drawObject(properties: Properties, required: readonly string[]): fc.Arbitrary<object> {
	const parts = Object.entries(properties).map(([name, property]) => {
		const weight = required.includes(name) ? 12 : 1;
		const value = drawValue(property).map((drawn) => [[name, drawn]]);
		return fc.oneof({ weight, arbitrary: value }, { weight: 1, arbitrary: fc.constant([]) });
	});
	const surplus = fc.oneof(
		{ weight: 30, arbitrary: fc.constant([]) },
		{ weight: 1, arbitrary: fc.constant([["surplus", 1]]) },
	);
	return fc.tuple(...parts, surplus).map((entries) => Object.fromEntries(entries.flat()) as object);
}

/** Paths of what the schema does not allow. */
function* findViolations(spec: TypeSpec, value: unknown, path: string): Iterable<string> {
	if (spec.oneOf) {
		if (!spec.oneOf.some((one) => [...findViolations(one, value, path)].length === 0)) yield path;
	} else if (spec.$ref) {
		const { values, object } = resolve(spec);
		if (values) {
			if (!values.includes(value as string)) yield path;
		} else if (object && "properties" in object) {
			if (isObject(value)) yield* findInObject(object.properties, object.required, value, `${path}.`);
			else yield path;
		}
	} else if (spec.type === "array") {
		if (!Array.isArray(value)) yield path;
		else for (const [at, item] of value.entries()) yield* findViolations(spec.items ?? {}, item, `${path}[${at}]`);
	} else if (spec.type === "object") {
		if (!isObject(value)) yield path;
		else
			for (const [name, part] of Object.entries(value))
				yield* findViolations(spec.additionalProperties ?? {}, part, `${path}.${name}`);
	} else if (spec.type === "integer" || spec.type === "number") {
		if (typeof value !== "number" || (spec.type === "integer" && !Number.isInteger(value))) yield path;
	} else if (typeof value !== spec.type) {
		yield path;
	}
}

function* findInObject(properties: Properties, required: readonly string[], value: object, prefix: string) {
	for (const name of required) if (!(name in value)) yield `${prefix}${name}`;
	for (const [name, part] of Object.entries(value)) {
		const property = properties[name];
		if (property) yield* findViolations(property, part, `${prefix}${name}`);
		else yield `${prefix}${name}`;
	}
}

function isObject(value: unknown): value is object {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** What no value of the right type is told. */
const OF_TYPE = /there is no such input|^expected (true or false|a list|an object|an object of texts), got/;

/** What is wrong within what another source takes is found at the input as a whole. */
const hasSources = (kind: KindName) => kinds[kind].definition.sources !== undefined;
const topOf = (path: string) => path.split(/[.[]/)[0] ?? "";

test.each(kindNames)("check and schema of a %s find the same wrong types", (kind) => {
	const { inputProperties, requiredInputs } = schema.resources[
		`modelarts:index:${kind}`
	] as (typeof schema.resources)[string];
	const seen = { right: 0, wrong: 0 };
	const check = (inputs: object) =>
		kinds[kind].handler.check(
			undefined,
			{ identity: `a:b:c#${"0".repeat(20)}-0123456`, ...inputs },
			{ readDefaults: () => ({}) },
		).validationErrors;
	fc.assert(
		fc.property(drawObject(inputProperties, requiredInputs), (inputs) => {
			const violations = [...findInObject(inputProperties, requiredInputs, inputs, "")];
			const errors = check(inputs);
			const found = errors.map(({ property }) => property);
			seen[violations.length > 0 ? "wrong" : "right"]++;
			if (hasSources(kind)) expect(found.length > 0 || violations.length === 0).toBe(true);
			else expect(violations.filter((path) => !found.some((one) => one === path))).toEqual([]);
			if (violations.length === 0) expect(errors.filter(({ reason }) => OF_TYPE.test(reason))).toEqual([]);
			for (const path of violations.filter(() => hasSources(kind))) expect(found.map(topOf)).toContain(topOf(path));
		}),
		{ numRuns: RUNS, seed: 14 },
	);
	expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(RUNS / 10);
});
