import * as pulumi from "@pulumi/pulumi";
import { decideLast } from "./last-transformation";
import { toProviderText, toToken } from "../../definition/provider-text";
import { composeIdentity } from "../../lifecycle/create-safety/resource-identity";
import { findSecretInputs } from "./secret-inputs";

/**
 * `T` where every value, at any depth, may come from another resource.
 *
 * A property of type `undefined` keeps it: by that the compiler tells the sources of an image apart.
 */
export type Inputs<T> = { [Key in keyof T]: [T[Key]] extends [undefined] ? undefined : Input<T[Key]> };

/** A union stays one: an output of `boolean` is an input of `boolean`, and no output of `true` or one of `false`. */
type Input<T> = pulumi.Input<Nested<T>>;
type Nested<T> = T extends object ? Inputs<T> : T;

/** `T` with every property an output. */
export type Outputs<T> = { readonly [Key in keyof T]-?: pulumi.Output<T[Key]> };

/**
 * A resource whose handler is in this package.
 *
 * It equals `pulumi.dynamic.Resource`, except that `__provider`, the text that Pulumi runs to get the handler, is a
 * constant: nothing of the program is captured in the state, and an upgrade of this package applies to every existing
 * resource. The text and the sub-paths of this package are a contract with every state file.
 *
 * Decisions that depend on inputs and options are made after the last transformation (`decideLast`). The constructor itself
 * reads the name and the parent, which no transformation can change.
 */
export abstract class DeclaredResource extends pulumi.CustomResource {
	protected constructor(declared: Declared, name: string, args: object, given?: pulumi.CustomResourceOptions) {
		const { deleteBeforeReplace, secretOutputs = [] } = declared;
		const token = toToken(declared);
		const own = { ...(deleteBeforeReplace && { deleteBeforeReplace }), additionalSecretOutputs: [...secretOutputs] };
		const options = pulumi.mergeOptions(own, given);
		super(
			token,
			name,
			{
				...listProperties(declared),
				...args,
				__provider: toProviderText(declared),
				identity: findCoordinates(token, name, options),
			},
			options,
		);
	}

	/** Default of the option `deleteBeforeReplace` where it depends on inputs. The user's option wins. */
	protected defaultDeleteBeforeReplace?(inputs: pulumi.Inputs): boolean;

	static {
		decideLast(this, ({ props, opts }: Transformed, resource) => {
			const hidden = {
				timeouts: readTimeouts(opts.customTimeouts),
				secretInputs: findSecretInputs(props),
				retainOnDelete: opts.retainOnDelete || undefined,
			};
			const { deleteBeforeReplace = resource.defaultDeleteBeforeReplace?.(props) || undefined } = opts;
			return { props: { ...props, ...hidden }, opts: { ...opts, deleteBeforeReplace } };
		});
	}
}

/** What a class has to know of its kind: its definition has it. */
export interface Declared {
	readonly module: string;
	readonly name: string;
	readonly inputs: object;
	readonly outputs: object;
	readonly deleteBeforeReplace?: boolean;
	readonly secretOutputs?: readonly string[];
}

/** Pulumi makes a property of every name that it is given, and of no other. */
export function listProperties({ inputs, outputs }: Declared): Record<string, undefined> {
	return Object.fromEntries(Object.keys({ ...inputs, ...outputs }).map((name) => [name, undefined]));
}

type Transformed = pulumi.ResourceTransformationArgs & { opts: pulumi.CustomResourceOptions };

/** The resource's coordinates in the program; computed here, as handlers know neither the stack nor the logical name. */
function findCoordinates(token: string, name: string, { parent }: pulumi.ResourceOptions): string {
	const types = [...typesOf(parent as Internals | undefined), token];
	return composeIdentity({ project: pulumi.getProject(), stack: pulumi.getStack(), types, name });
}

/** Internal fields of Pulumi's `Resource`, none of them documented. */
interface Internals {
	readonly __pulumiType?: unknown;
	readonly __parentResource?: Internals;
}

/** Types of the parents, outermost first. The stack, parent of all resources, is no parent in a URN either. */
function typesOf(parent: Internals | undefined): string[] {
	if (!parent) return [];
	const type = typeof parent.__pulumiType === "string" ? parent.__pulumiType : "";
	return [...typesOf(parent.__parentResource), ...(type && type !== "pulumi:pulumi:Stack" ? [type] : [])];
}

/** Pulumi's option as seconds by operation: dynamic providers do not get it. */
function readTimeouts(timeouts: pulumi.CustomTimeouts | undefined): Record<string, number> | undefined {
	if (!timeouts) return undefined;
	const entries = Object.entries(timeouts).map(([operation, text]) => [operation, toSeconds(operation, String(text))]);
	return Object.fromEntries(entries) as Record<string, number>;
}

const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Go's way to write durations, as everywhere in Pulumi: `90s`, `1h30m`. */
function toSeconds(operation: string, text: string): number {
	if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
		throw new Error(`customTimeouts.${operation}: expected a duration such as "90s", "45m" or "1h30m", got "${text}"`);
	}

	const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
	return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
}
