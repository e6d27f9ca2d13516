import type * as pulumi from "@pulumi/pulumi";

/**
 * Adds a last transformation to every resource of a class. It sees the final inputs and options: Pulumi runs it after the
 * transformations of the resource, of its parents and of the stack.
 *
 * A decision in the constructor would be too early. Pulumi has no API for a last transformation, but keeps the list of
 * transformations in a field of the resource, to which this adds. With an SDK that works in another way `decide` is never
 * called, so its result has to be optional. Transforms that the engine runs (`registerResourceTransform`) still come later.
 */
export function decideLast<Kind extends pulumi.Resource>(
	kind: { prototype: Kind },
	decide: (args: pulumi.ResourceTransformationArgs, resource: Kind) => pulumi.ResourceTransformationResult,
): void {
	Object.defineProperty(kind.prototype, "__transformations", {
		configurable: true,
		set(this: Kind, transformations: pulumi.ResourceTransformation[]) {
			// Children of the resource inherit the list: `decide` is not for them.
			const last = (args: pulumi.ResourceTransformationArgs) =>
				args.resource === this ? decide(args, this) : undefined;
			const value = [...transformations, last];
			Object.defineProperty(this, "__transformations", { value, writable: true, enumerable: true, configurable: true });
		},
	});
}
