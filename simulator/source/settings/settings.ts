import { findNearestName } from "./nearest-name";
import { isObject } from "./setting";
import type { SettingsTable, ValuesOf } from "./setting";

/** An invalid change of the settings. Nothing of it was applied. */
export class SettingsError extends Error {
	override readonly name = "SettingsError";
}

export type PartialValues<Table extends SettingsTable> = {
	[Key in keyof ValuesOf<Table>]?: ValuesOf<Table>[Key] extends Readonly<Record<string, unknown>>
		? Partial<ValuesOf<Table>[Key]>
		: ValuesOf<Table>[Key];
};

/** The current settings. A change is partial; one wrong name or value rejects the whole change. */
export class Settings<Table extends SettingsTable> {
	readonly values: ValuesOf<Table>;
	private readonly initialValues: ValuesOf<Table>;

	constructor(
		private readonly table: Table,
		...changes: PartialValues<Table>[]
	) {
		const initial = Object.entries(table).map(([key, setting]) => [key, structuredClone(setting.initial)]);
		this.values = Object.fromEntries(initial) as ValuesOf<Table>;
		for (const change of changes) this.change(change);
		this.initialValues = structuredClone(this.values);
	}

	change(change: unknown): void {
		if (!isObject(change)) throw new SettingsError("The settings to change must be a JSON object.");
		for (const [key, value] of Object.entries(change)) this.check(key, value);
		const values = this.values as Record<string, unknown>;
		for (const [key, value] of Object.entries(structuredClone(change))) {
			values[key] = this.table[key]?.group ? { ...(values[key] as object), ...(value as object) } : value;
		}
	}

	/** Restores the values at the start of the simulator. */
	reset(): void {
		Object.assign(this.values, structuredClone(this.initialValues));
	}

	/** The settings for `GET /_admin/settings`, with secrets masked. */
	show(): Record<string, unknown> {
		const shown = structuredClone(this.values) as Record<string, unknown>;
		for (const [key, { secret }] of Object.entries(this.table)) {
			for (const item of secret ? (shown[key] as Record<string, unknown>[]) : []) {
				for (const name of secret ?? []) if (name in item) item[name] = "***";
			}
		}
		return shown;
	}

	private check(key: string, value: unknown): void {
		const setting = Object.hasOwn(this.table, key) ? this.table[key] : undefined;
		if (!setting) throw unknownName("setting", key, Object.keys(this.table));
		if (!setting.group) {
			if (!setting.accepts(value)) throw wrongValue(key, setting.expected, value);
			return;
		}
		if (!isObject(value)) throw wrongValue(key, "an object", value);
		for (const [name, part] of Object.entries(value)) {
			const known = Object.keys(setting.initial as object);
			if (!known.includes(name)) throw unknownName(key, name, known);
			if (!setting.accepts(part)) throw wrongValue(`${key}.${name}`, setting.expected, part);
		}
	}
}

function unknownName(what: string, name: string, known: readonly string[]): SettingsError {
	return new SettingsError(`Unknown ${what} '${name}'. Did you mean '${findNearestName(name, known) ?? ""}'?`);
}

function wrongValue(key: string, expected: string, value: unknown): SettingsError {
	const text = JSON.stringify(value) ?? "undefined";
	return new SettingsError(`Setting '${key}' must be ${expected}, not ${text.slice(0, 100)}.`);
}
