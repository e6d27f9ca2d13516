import type * as pulumi from "@pulumi/pulumi";

/**
 * Decides something about the resources of a class when everything that may change their inputs and options has done so: the
 * transformations of the resource, of its parents and of the stack, which Pulumi runs in that order.
 *
 * Whatever the constructor decides by itself, it decides too early. Pulumi has no place for last words, but keeps the list of
 * what it is about to run in a field of the resource, to which this adds. If an SDK has another way, `decide` is not asked, and
 * what it says has to be missed without harm. Transforms that the engine runs (`registerResourceTransform`) come later still.
 */
export function decideLast<Kind extends pulumi.Resource>(
	kind: { prototype: Kind },
	decide: (args: pulumi.ResourceTransformationArgs, resource: Kind) => pulumi.ResourceTransformationResult,
): void {
	Object.defineProperty(kind.prototype, "__transformations", {
		configurable: true,
		set(this: Kind, transformations: pulumi.ResourceTransformation[]) {
			// Children of the resource inherit the list, and this is not about them.
			const last = (args: pulumi.ResourceTransformationArgs) =>
				args.resource === this ? decide(args, this) : undefined;
			const value = [...transformations, last];
			Object.defineProperty(this, "__transformations", { value, writable: true, enumerable: true, configurable: true });
		},
	});
}
