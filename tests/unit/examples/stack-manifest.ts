import { z } from "zod";

/**
 * The fields of a `Stack` of the Pulumi Kubernetes Operator v2.9 that our manifests use, each in the type that its
 * definition (CRD) has; unlike there, what is not known is refused, as a misspelt field would be dropped silently.
 */
const secret = z.strictObject({
	type: z.literal("Secret"),
	secret: z.strictObject({ name: z.string(), key: z.string() }),
});
const literal = z.strictObject({ type: z.literal("Literal"), literal: z.strictObject({ value: z.string() }) });
const quantities = z.strictObject({ cpu: z.string().optional(), memory: z.string().optional() });

const podSpec = z.strictObject({
	terminationGracePeriodSeconds: z.int(),
	// Required as soon as there is a template for the pod.
	containers: z.array(z.strictObject({ name: z.string() })).min(1),
});

export const stackManifest = z.strictObject({
	apiVersion: z.literal("pulumi.com/v1"),
	kind: z.literal("Stack"),
	metadata: z.strictObject({ name: z.string().max(42), namespace: z.string() }),
	spec: z.strictObject({
		serviceAccountName: z.string(),
		stack: z.string(),
		projectRepo: z.url({ protocol: /^https$/ }),
		branch: z.string(),
		backend: z.string(),
		envRefs: z.record(z.string(), z.union([secret, literal])),
		useLocalStackOnly: z.boolean(),
		refresh: z.boolean(),
		continueResyncOnCommitMatch: z.boolean(),
		resyncFrequencySeconds: z.int().min(60),
		destroyOnFinalize: z.boolean().optional(),
		runProgram: z.boolean().optional(),
		updateTemplate: z.strictObject({
			spec: z.strictObject({ ttlAfterCompleted: z.string(), parallel: z.int(), continueOnError: z.boolean() }),
		}),
		workspaceTemplate: z.strictObject({
			spec: z.strictObject({
				image: z.string(),
				resources: z.strictObject({ requests: quantities, limits: quantities }),
				podTemplate: z.strictObject({ spec: podSpec }),
			}),
		}),
	}),
});
