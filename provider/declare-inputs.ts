import type { Context, Properties } from "./lifecycle/contract";
import type { Kind } from "./resources";

/** The object cannot be imported; the message says why. */
export class ImportError extends Error {
	override name = "ImportError";
}

/** Infers the inputs that would create an existing object, as far as the service returns them; a read finds most of them. */
export async function declareInputs(
	kind: Kind,
	id: string,
	identity: string,
	context: Context,
	marker?: string,
): Promise<Properties> {
	const { cannotImport } = kind.definition;
	if (cannotImport !== undefined) throw new ImportError(cannotImport);
	const inventory = kind.loadInventory();
	const unread = toPlain((await inventory.declareUnread?.(id, context)) ?? {});
	const read = await kind.handler.read({ id, inputs: { ...unread, identity }, outputs: {} }, context);
	if (!read) throw new ImportError(`There is no ${kind.name} ${id} in ${context.services.region}.`);
	const inputs = dropInvalid(kind, toPlain(read.inputs));
	if (marker === undefined || !inventory.recallInputs) return inputs;
	return toPlain(inventory.recallInputs({ ...inputs, identity }, marker));
}

/** Omits values of the response that no request can have (services that the cloud adds): omitted inputs are not compared. */
function dropInvalid(kind: Kind, inputs: Properties): Properties {
	const { validationErrors } = kind.handler.check(undefined, inputs, { readDefaults: () => ({}) });
	const invalid = validationErrors.map(({ property }) => property.split(/[.[]/)[0] ?? "");
	const kept = Object.fromEntries(Object.entries(inputs).filter(([name]) => !invalid.includes(name)));
	const [still] = kind.handler.check(undefined, kept, { readDefaults: () => ({}) }).validationErrors;
	if (!still) return kept;
	const errors = validationErrors.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
	throw new ImportError(`It cannot be written as a ${kind.name}: ${errors}.`);
}

/** As JSON: without undefined and null values. */
export function toPlain(value: object): Properties {
	return JSON.parse(JSON.stringify(value, (_key, part: unknown) => part ?? undefined)) as Properties;
}
