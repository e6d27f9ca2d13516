import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../../definition/definition";
import { toToken } from "../../definition/provider-text";

/** What a class has to know of its kind: its definition has it. */
type Declared = Pick<Definition, "module" | "name" | "inputs" | "outputs" | "deleteBeforeReplace" | "secretOutputs">;

/**
 * A resource of the plugin `pulumi-resource-modelarts`, which the engine talks to itself: no code of this package is in the
 * state. Its alias is the type of the same resource under the dynamic provider, so that a stack moves by the import of its
 * program.
 */
export abstract class NativeResource extends pulumi.CustomResource {
	protected constructor(declared: Declared, name: string, args: object, given?: pulumi.CustomResourceOptions) {
		const { name: kind, inputs, outputs, deleteBeforeReplace, secretOutputs = [] } = declared;
		const own: pulumi.CustomResourceOptions = {
			...(deleteBeforeReplace && { deleteBeforeReplace }),
			additionalSecretOutputs: [...secretOutputs],
			aliases: [{ type: toToken(declared) }],
		};
		const properties = Object.keys({ ...inputs, ...outputs }).map((property) => [property, undefined] as const);
		super(
			`modelarts:index:${kind}`,
			name,
			{ ...Object.fromEntries(properties), ...args },
			pulumi.mergeOptions(own, given),
		);
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
