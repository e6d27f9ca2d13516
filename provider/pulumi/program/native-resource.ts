import * as pulumi from "@pulumi/pulumi";
import { toToken } from "../../definition/provider-text";
import { type Declared, listProperties } from "./declared-resource";

/**
 * A resource of the plugin `pulumi-resource-modelarts`, which the engine talks to itself: no code of this package is in the
 * state. Its alias is the type of the same resource under the dynamic provider, so that a stack moves by the import of its
 * program.
 */
export abstract class NativeResource extends pulumi.CustomResource {
	protected constructor(declared: Declared, name: string, args: object, given?: pulumi.CustomResourceOptions) {
		const { name: kind, deleteBeforeReplace, secretOutputs = [] } = declared;
		const own: pulumi.CustomResourceOptions = {
			...(deleteBeforeReplace && { deleteBeforeReplace }),
			additionalSecretOutputs: [...secretOutputs],
			aliases: [{ type: toToken(declared) }],
		};
		super(`modelarts:index:${kind}`, name, { ...listProperties(declared), ...args }, pulumi.mergeOptions(own, given));
	}
}

/**
 * A provider with settings of its own, for resources of the plugin. Its arguments come first, then the environment, then
 * the configuration of the stack (`modelarts:`).
 */
export class NativeProvider extends pulumi.ProviderResource {
	constructor(name: string, args: pulumi.Inputs = {}, options?: pulumi.ResourceOptions) {
		const texts = Object.entries(args).map(([setting, value]) => [setting, toText(value)] as const);
		super("modelarts", name, Object.fromEntries(texts), options);
	}
}

/** Arguments of a provider are text: anything else is JSON. */
function toText(value: unknown): unknown {
	if (value === undefined) return undefined;
	return pulumi.output(value).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}
