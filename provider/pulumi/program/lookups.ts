import * as pulumi from "@pulumi/pulumi";
import type { TypesOf } from "../../definition/fields";
import type * as LookupRegistry from "../../lookups/registry";
import type { LookupName, lookups } from "../../lookups/registry";
import type * as RunLookup from "../../lookups/run-lookup";
import type { GivenArgs } from "../../lookups/run-lookup";
import type * as ConfigurationModule from "../../services/config/configuration";
import type * as ServiceRegistryModule from "../../services/service-registry";
import type { Inputs } from "./declared-resource";

type Lookups = typeof lookups;

/** The arguments of a look-up. */
export type LookupArgs<Name extends LookupName> = TypesOf<Lookups[Name]["args"]>;

/** What a look-up finds. */
export type LookupResult<Name extends LookupName> = TypesOf<Lookups[Name]["result"]>;

/** Runs while the program does, so that the program can decide by what it finds. */
export type LookupFunction<Name extends LookupName> = (
	args?: LookupArgs<Name>,
	options?: pulumi.InvokeOptions,
) => Promise<LookupResult<Name>>;

/** The same with arguments that other resources give, and a result that others can take. */
export type LookupOutputFunction<Name extends LookupName> = (
	args?: Inputs<LookupArgs<Name>>,
	options?: pulumi.InvokeOptions,
) => pulumi.Output<LookupResult<Name>>;

type Functions = { readonly [Name in LookupName]: LookupFunction<Name> } & {
	readonly [Name in LookupName as `${Name}Output`]: LookupOutputFunction<Name>;
};

/** How a program has a look-up answered. */
export interface Ask {
	find(name: LookupName, args: GivenArgs, options?: pulumi.InvokeOptions): Promise<object>;
	findOutput(name: LookupName, args: pulumi.Inputs, options?: pulumi.InvokeOptions): pulumi.Output<object>;
}

/** Written out, as a program without look-ups loads none of them. */
const NAMES = Object.keys({
	getCloudImages: true,
	getNotebookFlavors: true,
	getNotebookImages: true,
	getNotebooks: true,
	getQuotas: true,
	getWorkspaces: true,
} satisfies Record<LookupName, true>) as LookupName[];

/** Both functions of each look-up. */
export function makeLookupFunctions(ask: Ask): Functions {
	const functions = NAMES.flatMap((name) => {
		const find = (args: GivenArgs = {}, options?: pulumi.InvokeOptions) => ask.find(name, args, options);
		const findOutput = (args: pulumi.Inputs = {}, options?: pulumi.InvokeOptions) =>
			ask.findOutput(name, args, options);
		return [
			[name, find],
			[`${name}Output`, findOutput],
		] as const;
	});
	return Object.fromEntries<unknown>(functions) as Functions;
}

/** By the plugin, which has the settings. */
export const plugin: Ask = {
	find: async (name, args, options) => (await pulumi.runtime.invoke(toFunction(name), args, options)) as object,
	findOutput: (name, args, options) => pulumi.runtime.invokeOutput<object>(toFunction(name), args, options ?? {}),
};

/** In the program's own process, with the settings of the stack: a dynamic provider answers no such questions. */
export const program: Ask = {
	async find(name, args, options) {
		if (options?.provider !== undefined) {
			throw new Error(
				`${name}: the option \`provider\` has no effect here: give \`region\` and \`projectId\`, or import pulumi-modelarts/native.`,
			);
		}
		// Unit tests of programs have answers of their own.
		if (isMocked()) return plugin.find(name, args, options);
		const { lookups } = require("../../lookups/registry") as typeof LookupRegistry;
		const { findValidationErrors, runLookup } = require("../../lookups/run-lookup") as typeof RunLookup;
		const errors = findValidationErrors(lookups[name], args).map(({ property, reason }) => `${property}: ${reason}`);
		if (errors.length > 0) throw new Error(`${name}: ${errors.join("; ")}`);
		return runLookup(lookups[name], args, openServices());
	},
	findOutput: (name, args, options) => waitForResources(args).apply((known) => program.find(name, known, options)),
};

function toFunction(name: LookupName): string {
	return `modelarts:index:${name}`;
}

/** The arguments, unknown until the resources that they come from exist: a name is known before its object is. */
function waitForResources(args: pulumi.Inputs): pulumi.Output<GivenArgs> {
	const given = pulumi.output(args) as pulumi.Output<GivenArgs> & { allResources?(): Promise<Set<pulumi.Resource>> };
	const ids = given
		.allResources?.()
		.then((resources) =>
			pulumi.all([...resources].flatMap((one) => (pulumi.CustomResource.isInstance(one) ? [one.id] : []))),
		);
	return pulumi.all([given, pulumi.output(ids)]).apply(([known]) => known as GivenArgs);
}

/** One for each run of a program: with the Automation API, a process runs several, of several stacks. */
const registries = new WeakMap<object, ServiceRegistryModule.ServiceRegistry>();

function openServices(): ServiceRegistryModule.ServiceRegistry {
	const run = findRun();
	const known = registries.get(run) ?? makeRegistry();
	registries.set(run, known);
	return known;
}

/** The SDK's connection to the engine, which every run has one of. */
function findRun(): object & { readonly mocks?: unknown } {
	const { getMonitor } = pulumi.runtime as { getMonitor?: () => object | undefined };
	return getMonitor?.() ?? pulumi.runtime;
}

function isMocked(): boolean {
	return findRun().mocks !== undefined;
}

function makeRegistry(): ServiceRegistryModule.ServiceRegistry {
	const { resolveConfiguration } = require("../../services/config/configuration") as typeof ConfigurationModule;
	const { createServiceRegistry } = require("../../services/service-registry") as typeof ServiceRegistryModule;
	const own = Object.entries(pulumi.runtime.allConfig()).flatMap(([key, value]) => {
		const name = /^huaweicloud:(.+)$/.exec(key)?.[1];
		return name === undefined ? [] : [[name, value] as const];
	});
	return createServiceRegistry(() =>
		resolveConfiguration({ environment: process.env, config: Object.fromEntries(own) }),
	);
}
