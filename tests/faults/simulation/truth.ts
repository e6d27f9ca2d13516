import type { SimulatedCloud } from "modelarts-simulator";
import { type Store, stores } from "../matrix/kinds";

type Json = Record<string, unknown>;

/** An object that exists in the cloud. */
export interface RealObject {
	readonly id: string;
	readonly store: Store;
	readonly record: Json;
}

/** What is really there, of clients, whatever reads show. */
export function listReal(cloud: SimulatedCloud): RealObject[] {
	const state = cloud.admin.state() as Record<Store, Json[]>;
	return stores.flatMap((store) =>
		state[store]
			.filter(({ type, status }) => type !== "BUILD_IN" && status !== "DELETED")
			.map((record) => ({ id: String(record.id), store, record })),
	);
}

/** What of declared inputs the object is not; names of inputs. */
export function findDifferences(inputs: Json, { store, record }: RealObject): string[] {
	const actual = readInputs(store, record);
	return Object.entries(inputs).flatMap(([name, value]) => {
		if (value === undefined || !(name in actual)) return [];
		const shown = pickDeclared(actual[name], value);
		return stable(shown) === stable(value) ? [] : [`${name} is ${stable(shown)} in place of ${stable(value)}`];
	});
}

/** The inputs that the record shows, in the spelling of programs. */
function readInputs(store: Store, record: Json): Json {
	const tags = Object.fromEntries(
		((record.tags ?? []) as { key: string; value: string }[])
			.filter(({ key }) => key !== "pulumi")
			.map(({ key, value }) => [key, value]),
	);
	const { flavor, description, status } = record;
	const desiredState = status === "RUNNING" || status === "STOPPED" ? status : `${String(status)}?`;
	switch (store) {
		case "instances":
			return { flavor, description, desiredState };
		case "notebooks":
			return { flavor, description, desiredState, tags };
		case "customImages":
			return { swrPath: record.swr_path, description };
		case "cloudImages":
			return { description: record.__description, tags, minRam: record.min_ram };
	}
}

/** Of a map only the declared keys: others are not managed. */
function pickDeclared(actual: unknown, declared: unknown): unknown {
	const isMap = (value: unknown): value is Json => value !== null && typeof value === "object" && !Array.isArray(value);
	if (!isMap(actual) || !isMap(declared)) return actual;
	return Object.fromEntries(Object.entries(actual).filter(([key]) => key in declared));
}

function stable(value: unknown): string {
	return JSON.stringify(value, (_key, item: unknown) =>
		item !== null && typeof item === "object" && !Array.isArray(item)
			? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
			: item,
	);
}
