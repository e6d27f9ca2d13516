import { dropNulls } from "./drop-nulls";
import { isObject } from "./is-object";

/** The type of each field of a response that the provider knows, as its interface has it. */
export type Shape<T> = { readonly [Name in keyof T]-?: ShapeOf<T[Name]> };

type ShapeOf<Value> = [Value] extends [string] ? "required text" : OptionalShapeOf<NonNullable<Value>>;

/** `object`: of any properties. */
type OptionalShapeOf<Value> = [Value] extends [string]
	? "text"
	: [Value] extends [number]
		? "number"
		: [Value] extends [boolean]
			? "boolean"
			: [Value] extends [string | number]
				? "text or number"
				: Value extends readonly (infer Item)[]
					? readonly [OptionalShapeOf<Item>]
					: string extends keyof Value
						? "object"
						: Shape<Value>;

type AnyShape = string | readonly [AnyShape] | Fields;
interface Fields {
	readonly [name: string]: AnyShape;
}

/** In an object that was read: the names of its fields that had another type. */
const GARBLED = Symbol("garbled");

/**
 * An object without what is `null`, and without what has another type than its shape says; a number may be written as
 * text, as some services write it. A list has another type if anything in one of its items has, as a part would be taken
 * for the whole, and an object if it lacks a text that it must have. Unknown fields are let through.
 *
 * @returns `undefined` if the object itself lacks what it must have
 */
export function readShape<T extends object>(value: object, shape: Shape<T>): T | undefined {
	return readFields(value, shape, false) as T | undefined;
}

/** Whether a response has said something at a path in another type: it does not mean that it is missing. */
export function isGarbled(response: unknown, [name, ...path]: readonly string[]): boolean {
	if (name === undefined || !isObject(response)) return false;
	const garbled = (response as { [GARBLED]?: ReadonlySet<string> })[GARBLED];
	return garbled?.has(name) === true || isGarbled(response[name], path);
}

/** `undefined` if it has another type. */
function readValue(value: unknown, shape: AnyShape, isInList: boolean): unknown {
	if (shape === "number" && typeof value === "string" && value.trim() !== "")
		return readValue(Number(value), shape, isInList);
	if (typeof shape === "string") return hasType(value, shape) ? dropNulls(value) : undefined;
	if (isList(shape)) return readItems(value, shape[0]);
	return isObject(value) ? readFields(value, shape, isInList) : undefined;
}

function readItems(value: unknown, shape: AnyShape): unknown[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const items = value.filter((item) => item !== null).map((item) => readValue(item, shape, true));
	return items.includes(undefined) ? undefined : items;
}

function readFields(value: object, shape: Fields, isInList: boolean): object | undefined {
	const read = new Map<string, unknown>();
	const garbled = new Set<string>();
	for (const [name, found] of Object.entries(value) as [string, unknown][]) {
		if (found === null) continue;
		const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
		const field = known === undefined ? dropNulls(found) : readValue(found, known, isInList);
		if (field !== undefined) read.set(name, field);
		else if (isInList) return undefined;
		else garbled.add(name);
	}
	const isWhole = Object.entries(shape).every(([name, field]) => field !== "required text" || read.has(name));
	if (!isWhole) return undefined;
	return { ...Object.fromEntries(read), ...(garbled.size > 0 && { [GARBLED]: garbled }) };
}

function hasType(value: unknown, name: string): boolean {
	if (name === "object") return isObject(value);
	const type = typeof value === "string" ? "text" : Number.isNaN(value) ? "no number" : typeof value;
	return name.split(" or ").includes(type) || (name === "required text" && type === "text");
}

function isList(shape: AnyShape): shape is readonly [AnyShape] {
	return Array.isArray(shape);
}
