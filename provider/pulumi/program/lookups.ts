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
export type Ask = (name: LookupName, args: GivenArgs, options?: pulumi.InvokeOptions) => Promise<object>;

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
		const find = (args: GivenArgs = {}, options?: pulumi.InvokeOptions) => ask(name, args, options);
		const findOutput = (args: pulumi.Inputs = {}, options?: pulumi.InvokeOptions) =>
			pulumi.output(args).apply((known) => find(known, options));
		return [
			[name, find],
			[`${name}Output`, findOutput],
		] as const;
	});
	return Object.fromEntries<unknown>(functions) as Functions;
}

let services: ServiceRegistryModule.ServiceRegistry | undefined;

/** In the program's own process, with the settings of the stack: a dynamic provider answers no such questions. */
export const askInProgram: Ask = async (name, args) => {
	const { lookups } = require("../../lookups/registry") as typeof LookupRegistry;
	const { findValidationErrors, runLookup } = require("../../lookups/run-lookup") as typeof RunLookup;
	const errors = findValidationErrors(lookups[name], args).map(({ property, reason }) => `${property}: ${reason}`);
	if (errors.length > 0) throw new Error(`${name}: ${errors.join("; ")}`);
	services ??= openServices();
	return runLookup(lookups[name], args, services);
};

function openServices(): ServiceRegistryModule.ServiceRegistry {
	const { resolveConfiguration } = require("../../services/config/configuration") as typeof ConfigurationModule;
	const { createServiceRegistry } = require("../../services/service-registry") as typeof ServiceRegistryModule;
	return createServiceRegistry(() => {
		const own = Object.entries(pulumi.runtime.allConfig()).flatMap(([key, value]) => {
			const name = /^huaweicloud:(.+)$/.exec(key)?.[1];
			return name === undefined ? [] : [[name, value] as const];
		});
		return resolveConfiguration({ environment: process.env, config: Object.fromEntries(own) });
	});
}

/** By the plugin, which has the settings. */
export const askPlugin: Ask = async (name, args, options) =>
	(await pulumi.runtime.invoke(`modelarts:index:${name}`, args, options)) as object;
