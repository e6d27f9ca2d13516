import * as pulumi from "@pulumi/pulumi";
import { appendStep } from "../../secrets/path";
import { IN_STATE } from "../secret-settings";

/**
 * Finds the paths of secret inputs, such as `volume.uri` and `mounts[0].storagePath`; `undefined` if no input is secret.
 *
 * Handlers get every value in clear text and cannot tell: a value derived from a secret would be readable in the state.
 * The result is a promise, passed on as a hidden input, because an output knows only later whether it is secret.
 */
export function findSecretInputs(inputs: pulumi.Inputs): Promise<string[] | undefined> | undefined {
	const settings = IN_STATE.filter((name) => isSecretConfig(name)).map((name) => `huaweicloud:${name}`);
	const found = Object.entries(inputs).map(([name, value]) => findIn(value, name));
	if (settings.length === 0 && found.every((paths) => paths === NONE)) return undefined;
	return flatten([...found, settings]).then((all) => (all.length > 0 ? all.sort() : undefined));
}

const NONE: readonly string[] = [];

type Paths = readonly string[] | Promise<readonly string[]>;

/** Synchronous where no output or promise is involved, as in most inputs. */
function findIn(value: unknown, path: string): Paths {
	if (value === null || typeof value !== "object" || pulumi.Resource.isInstance(value)) return NONE;
	if (pulumi.Output.isInstance(value))
		return pulumi.isSecret(value).then(
			(secret) => (secret ? [path] : NONE),
			() => NONE,
		);
	// A rejected promise makes the registration fail as well, with its reason: here it is ignored, as above.
	if (value instanceof Promise) return value.then((isDone) => findIn(isDone, path)).catch(() => NONE);

	const inside = Array.isArray(value)
		? value.map((item, at) => findIn(item, appendStep(path, at)))
		: Object.entries(value).map(([name, item]) => findIn(item, appendStep(path, name)));
	return inside.every((paths) => paths === NONE) ? NONE : flatten(inside);
}

async function flatten(found: readonly Paths[]): Promise<string[]> {
	const all: string[] = [];
	for (const paths of found) all.push(...(await paths));
	return all;
}

/** Whether the stack's configuration holds the setting as a secret; an optional internal function of Pulumi. */
function isSecretConfig(name: string): boolean {
	const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
	return isConfigSecret?.(`huaweicloud:${name}`) ?? false;
}

/** The same for an explicit provider's settings: its own arguments, and the stack's configuration that it carries. */
export function findSecretSettings(provider: pulumi.Inputs): Promise<string[] | undefined> | undefined {
	const found = IN_STATE.map((name): Paths => {
		const own: unknown = provider[`huaweicloud:${name}`];
		if (own !== undefined) return findIn(own, name);
		return `huaweicloudStack:${name}` in provider && isSecretConfig(name) ? [name] : NONE;
	});
	if (found.every((paths) => paths === NONE)) return undefined;
	return flatten(found).then((paths) => {
		const secret = IN_STATE.filter((name) => paths.some((path) => path.split(/[.[]/)[0] === name));
		return secret.length > 0 ? secret.map((name) => `huaweicloud:${name}`) : undefined;
	});
}
