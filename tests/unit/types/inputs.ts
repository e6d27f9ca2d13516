import * as pulumi from "@pulumi/pulumi";
import {
	type CloudImage,
	type CloudImageArgs,
	type CloudImageInputs,
	type CustomImageArgs,
	type CustomImageInputs,
	Notebook,
	type NotebookArgs,
	NotebookImage,
	type NotebookImageArgs,
	type NotebookImageInputs,
	type NotebookInstance,
	type NotebookInstanceArgs,
	type NotebookInstanceInputs,
	type NotebookInputs,
} from "pulumi-modelarts";

/**
 * Checked by the compiler alone (`npm run lint`): every input of every class takes a value, a promise of it and an output of
 * it, at every depth.
 */

/** The inputs, with the inputs in them, that do not take all of `Wrapped`; nothing else than `never` is right. */
type Refused<Plain, Args, Path extends string = ""> = Plain extends unknown
	? {
			[Key in keyof Plain & keyof Args & string]-?: [Defined<Plain[Key]>] extends [never]
				? never // what another source of an image has
				: RefusedValue<Defined<Plain[Key]>, Args[Key], `${Path}${Key}`>;
		}[keyof Plain & keyof Args & string]
	: never;

type RefusedValue<Plain, Arg, Path extends string> =
	| ([Wrapped<Plain>] extends [Arg] ? never : Path)
	| (Plain extends (infer Item)[]
			? RefusedValue<Defined<Item>, ItemOf<Arg>, `${Path}[]`>
			: string extends keyof Plain
				? RefusedValue<Plain[keyof Plain], InnerOf<Arg>[keyof InnerOf<Arg>], `${Path}.*`>
				: Plain extends object
					? Refused<Plain, InnerOf<Arg>, `${Path}.`>
					: never);

type Defined<T> = Exclude<T, undefined>;
type Wrapped<T> = T | Promise<T> | pulumi.Output<T>;
/** The object that an argument may be. */
type InnerOf<Arg> = Exclude<Arg, undefined | Promise<unknown> | pulumi.OutputInstance<unknown>>;
type ItemOf<Arg> = InnerOf<Arg> extends (infer Item)[] ? Item : never;

/** Every source by itself: a union has only the keys that all its members have. */
type RefusedBySource<Inputs> = Inputs extends unknown
	? Refused<Inputs, Extract<CloudImageArgs, { [Key in keyof Inputs]?: unknown }>>
	: never;

declare function expectNone<Paths extends never>(...paths: Paths[]): void;
expectNone<Refused<NotebookInstanceInputs, NotebookInstanceArgs>>();
expectNone<Refused<CustomImageInputs, CustomImageArgs>>();
expectNone<Refused<NotebookInputs, NotebookArgs>>();
expectNone<Refused<NotebookImageInputs, NotebookImageArgs>>();
expectNone<RefusedBySource<CloudImageInputs>>();

// The test itself can fail, and says where.
// @ts-expect-error -- an output of a union that was taken apart
expectNone<Refused<{ on: boolean }, { on: pulumi.Input<true> | pulumi.Input<false> }>>();
// @ts-expect-error -- the same within a list
expectNone<Refused<{ all: { on: boolean }[] }, { all: pulumi.Input<{ on: boolean }[]> }>>();

// Outputs of our own classes are inputs of others.
declare const lab: Notebook;
declare const image: CloudImage;
declare const course: NotebookInstance;
export const notebook: NotebookArgs = {
	name: lab.name,
	description: lab.description,
	flavor: lab.flavor,
	imageId: lab.imageId,
	volume: lab.volume,
	endpoints: lab.endpoints,
	lease: lab.lease,
	feature: lab.feature,
	poolId: lab.poolId,
	workspaceId: lab.workspaceId,
	hooks: lab.hooks,
	tags: image.tags,
	mounts: lab.mounts,
	desiredState: lab.desiredState,
	exposeToken: lab.exposeToken,
};
export const instance: NotebookInstanceArgs = {
	profileId: course.profileId,
	flavor: course.flavor,
	storage: course.storage,
	extendStorage: course.extendStorage,
	autoStop: course.autoStop,
	desiredState: course.desiredState,
	annotations: course.annotations,
};
export const snapshot = new NotebookImage("snapshot", {
	notebookId: lab.id,
	namespace: pulumi.output("vision").apply((name) => name.toLowerCase()),
	startIfStopped: pulumi.output(true),
	purgeOnDelete: lab.exposeToken,
});

/** What is wrong does not compile, at any depth and in any wrapping. */
const least = { flavor: "f", imageId: "i", volume: { category: "EVS" } } as const;
export const wrong = [
	// @ts-expect-error -- an output of another type
	new Notebook("a", { ...least, exposeToken: pulumi.output("yes") }),
	// @ts-expect-error -- an output of a word that is not of the list
	new Notebook("b", { ...least, desiredState: pulumi.output("PAUSED" as const) }),
	// @ts-expect-error -- an output of words of which one is not of the list
	new Notebook("c", { ...least, desiredState: pulumi.output("RUNNING" as "RUNNING" | "PAUSED") }),
	// @ts-expect-error -- a promise of another type, within an object
	new Notebook("d", { ...least, lease: { enable: Promise.resolve(1) } }),
	// @ts-expect-error -- a word that is not of the list, within an output of an object
	new Notebook("e", { ...least, volume: pulumi.output({ category: "TAPE" as const }) }),
	// @ts-expect-error -- an output of another type, within a list
	new Notebook("f", { ...least, endpoints: [{ service: "SSH", keyPairNames: [pulumi.output(1)] }] }),
	// @ts-expect-error -- an input that there is not
	new Notebook("g", { ...least, volumes: [] }),
	// @ts-expect-error -- an input that is missing
	new Notebook("h", { flavor: "f", volume: least.volume }),
];
