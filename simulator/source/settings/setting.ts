/** One setting of the simulator: its default value and the values it accepts. */
export interface Setting<T> {
	readonly initial: T;
	/** The accepted values in words, as in error messages and in the README. */
	readonly expected: string;
	accepts(value: unknown): boolean;
	/** A group is changed key by key; any other setting is replaced as a whole. */
	readonly group?: true;
	/** Keys that `GET /_admin/settings` masks. */
	readonly secret?: readonly string[];
}

export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;
export type ValuesOf<Table extends SettingsTable> = {
	[Key in keyof Table]: Table[Key] extends Setting<infer T> ? T : never;
};

/** A fixed time in milliseconds, or a range from which each time is drawn. */
export type Duration = number | readonly [number, number];

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isText = (value: unknown): value is string => typeof value === "string";
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** On or off. */
export const flag = (initial: boolean): Setting<boolean> => ({
	initial,
	expected: "true or false",
	accepts: (value) => typeof value === "boolean",
});

/** A number that is not negative. */
export const amount = (initial: number): Setting<number> => ({
	initial,
	expected: "a number, 0 or more",
	accepts: isNumber,
});

/** A share of all cases, drawn for each. */
export const share = (initial: number): Setting<number> => ({
	initial,
	expected: "a number from 0 to 1",
	accepts: (value) => isNumber(value) && value <= 1,
});

/** Any number, also a negative one. */
export const offset = (initial: number): Setting<number> => ({
	initial,
	expected: "a number",
	accepts: (value) => typeof value === "number" && Number.isFinite(value),
});

/** A fixed time in milliseconds, or a range from which each time is drawn. */
export const duration = (initial: Duration): Setting<Duration> => ({
	initial,
	expected: "milliseconds, or [min, max]",
	accepts: (value) => isNumber(value) || isRange(value),
});

/** A number, or null for "none". */
export const limit = (initial: number | null): Setting<number | null> => ({
	initial,
	expected: "a number, 0 or more, or null",
	accepts: (value) => value === null || isNumber(value),
});

/** One of the listed values. */
export const choice = <const Values extends readonly (string | null)[]>(
	initial: Values[number],
	values: Values,
): Setting<Values[number]> => ({
	initial,
	expected: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
	accepts: (value) => values.includes(value as string | null),
});

/** Minimum and maximum. */
export const range = (initial: readonly [number, number]): Setting<readonly [number, number]> => ({
	initial,
	expected: "two numbers, [min, max]",
	accepts: isRange,
});

/** A list of strings. */
export const strings = (initial: readonly string[]): Setting<readonly string[]> => ({
	initial,
	expected: "a list of texts",
	accepts: (value) => Array.isArray(value) && value.every(isText),
});

/** Some of the listed values. */
export const subset = <const Values extends readonly string[]>(values: Values): Setting<readonly Values[number][]> => ({
	initial: values,
	expected: `a list of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
	accepts: (value) => Array.isArray(value) && value.every((item) => values.includes(item as string)),
});

/** A list of strings, or null for "any". */
export const stringsOrNull = (initial: readonly string[] | null): Setting<readonly string[] | null> => ({
	initial,
	expected: "a list of texts, or null",
	accepts: (value) => value === null || (Array.isArray(value) && value.every(isText)),
});

/** A list of objects, each with the required string fields and accepted by `accepts`. */
export const records = <T>(
	initial: readonly T[],
	required: readonly string[],
	{ secret, accepts = () => true }: { secret?: readonly string[]; accepts?: (item: unknown) => boolean } = {},
) =>
	({
		initial,
		expected: `a list of objects${required.length > 0 ? ` with ${required.join(", ")}` : ""}`,
		accepts: (value: unknown) =>
			Array.isArray(value) &&
			value.every((item: unknown) => isObject(item) && required.every((key) => isText(item[key])) && accepts(item)),
		secret,
	}) satisfies Setting<readonly T[]>;

/** Durations by operation. Null: as the more general operation. */
export const durations = <Names extends string>(initial: Readonly<Record<Names, Duration | null>>) =>
	({
		initial,
		expected: "milliseconds, or [min, max]",
		group: true,
		accepts: (value: unknown) => value === null || isNumber(value) || isRange(value),
	}) satisfies Setting<Readonly<Record<Names, Duration | null>>>;

/** One of the listed values for each operation, or null for none. */
export const choices = <Names extends string>(names: readonly Names[], values: readonly string[], expected: string) =>
	({
		initial: Object.fromEntries(names.map((name) => [name, null])) as Readonly<Record<Names, string | null>>,
		expected,
		group: true,
		accepts: (value: unknown) => value === null || values.includes(value as string),
	}) satisfies Setting<Readonly<Record<Names, string | null>>>;

/** Values by arbitrary names; replaced as a whole. */
export const byName = <T>(
	initial: Readonly<Record<string, T>>,
	expected: string,
	accepts: (value: unknown) => boolean,
) =>
	({
		initial,
		expected,
		accepts: (value: unknown) => isObject(value) && Object.values(value).every(accepts),
	}) satisfies Setting<Readonly<Record<string, T>>>;

function isRange(value: unknown): boolean {
	return Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0]! <= value[1]!;
}
