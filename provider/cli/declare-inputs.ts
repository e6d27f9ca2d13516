import type { Inputs } from "../resources/cloud-image/definition";
import { recallInputs } from "../resources/cloud-image/import/infer-inputs";
import type { NotebookResponse, EndpointBody, HookBody } from "../services/modelarts/notebooks";
import type { Context, Properties } from "../lifecycle/contract";
import type { kinds } from "./kinds";
import { type Kind } from "./kinds";
import { UsageError } from "./exit-codes";

/** Infers the inputs that would create an existing object, as far as the service returns them; a read finds most of them. */
export async function declareInputs(
	kind: Kind,
	id: string,
	identity: string,
	context: Context,
	marker?: string,
): Promise<Properties> {
	const seed = { ...(await SEEDS[kind.name](id, context)), identity };
	const read = await kind.handler.read({ id, inputs: seed, outputs: {} }, context);
	if (!read) throw new UsageError(`There is no ${kind.name} ${id} in ${context.cloud.region}.`);
	const inputs = dropInvalid(kind, toPlain(read.inputs));
	if (kind.name !== "CloudImage" || marker === undefined) return inputs;
	return toPlain(recallInputs({ ...(inputs as unknown as Inputs), identity }, marker));
}

/** Inputs that a read compares only if they are declared. */
const SEEDS: Record<keyof typeof kinds, (id: string, context: Context) => Promise<Properties>> = {
	async NotebookInstance(id, context) {
		const { profile, pool } = await context.cloud.demanager.getInstance(id, context);
		return toPlain({
			profileId: profile?.id ?? profile?.name,
			pool: pool?.id ? { id: pool.id, type: pool.type, name: pool.name } : undefined,
		});
	},

	async Notebook(id, context) {
		return declareNotebook(await context.cloud.notebooks.showNotebook(id, context));
	},

	CustomImage: async () => ({}),

	CloudImage: async () => ({}),

	NotebookImage() {
		throw new UsageError(
			"The service does not return which notebook an image was saved from, so it cannot be imported as a " +
				"NotebookImage: import it as a CustomImage.",
		);
	},
};

/** Declares an existing notebook: every input that differs from the default. */
export function declareNotebook({ volume = {}, endpoints = [], pool, tags = [], hooks }: NotebookResponse): Properties {
	const { category, ownership, capacity, uri, id } = volume;
	const isDedicated = ownership?.toUpperCase() === "DEDICATED";
	const own = tags.filter(({ key }) => !key.startsWith("_sys_"));
	const { pre_start: preStart, post_start: postStart } = hooks?.container_hooks ?? {};
	return toPlain({
		volume: { category, capacity, ...(isDedicated && { ownership, uri, id }) },
		endpoints: declareEndpoints(endpoints),
		poolId: pool?.id || undefined,
		tags: own.length > 0 ? Object.fromEntries(own.map(({ key, value = "" }) => [key, value])) : undefined,
		hooks:
			preStart || postStart ? { containerHooks: { preStart: hook(preStart), postStart: hook(postStart) } } : undefined,
	});
}

/** The notebook's own page is always present. */
function declareEndpoints(endpoints: readonly EndpointBody[]) {
	const ssh = endpoints.filter(({ service, dev_service: older }) => (service ?? older)?.toUpperCase() === "SSH");
	if (ssh.length === 0) return undefined;
	return ssh.map(({ key_pair_names: names, ssh_keys: older, allowed_access_ips: allowedAccessIps }) => ({
		service: "SSH",
		keyPairNames: names ?? older,
		allowedAccessIps,
	}));
}

function hook(body: HookBody | undefined) {
	return body && { script: body.script, type: body.type };
}

/** Omits values of the response that no request can have (services that the cloud adds): omitted inputs are not compared. */
function dropInvalid(kind: Kind, inputs: Properties): Properties {
	const { validationErrors } = kind.handler.check(undefined, inputs, { readDefaults: () => ({}) });
	const invalid = validationErrors.map(({ property }) => property.split(/[.[]/)[0] ?? "");
	const kept = Object.fromEntries(Object.entries(inputs).filter(([name]) => !invalid.includes(name)));
	const [still] = kind.handler.check(undefined, kept, { readDefaults: () => ({}) }).validationErrors;
	if (!still) return kept;
	const errors = validationErrors.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
	throw new UsageError(`It cannot be written as a ${kind.name}: ${errors}.`);
}

/** As JSON: without undefined and null values. */
export function toPlain(value: object): Properties {
	return JSON.parse(JSON.stringify(value, (_key, part: unknown) => part ?? undefined)) as Properties;
}
