import { floor } from "./floor/floor";
import { plugin } from "./plugin/plugin";
import { realTime } from "./real-time/real-time";
import { notice } from "./notice/section";
import { type Row, writeTable } from "./report";
import { scale } from "./scale/scale";
import type { BenchOptions, Section } from "./section";
import { state } from "./state/state";

/** In the order of the table. */
export const sections: readonly Section[] = [notice, floor, state, scale, plugin, realTime];

/** Runs the sections of these names, or all without any; prints each as soon as it is complete. */
export async function runSections(
	names: readonly string[],
	options: BenchOptions,
	show: (text: string) => void,
): Promise<Record<string, Row[]>> {
	const done: Record<string, Row[]> = {};
	for (const section of chooseSections(names)) {
		const rows: Row[] = [];
		for await (const row of section.measure(options)) {
			rows.push(row);
			options.say(`${section.name}: ${row.measure}`);
		}
		done[section.name] = rows;
		show(writeTable(section.name, rows));
	}
	return done;
}

function chooseSections(names: readonly string[]): Section[] {
	const unknown = names.filter((name) => !sections.some((section) => section.name === name));
	const known = sections.map(({ name }) => name).join(", ");
	if (unknown.length > 0) throw new Error(`There is no section ${unknown.join(", ")}; there are: ${known}.`);
	return sections.filter(({ name }) => names.length === 0 || names.includes(name));
}
