import type { Services } from "../services/services";
import type { Context, Properties } from "./contract";

/** An object in the cloud, with the texts that may hold an ownership marker. */
export interface ListedObject {
	/** As the resource's id: for the images of one request, all ids. */
	readonly id: string;
	readonly name: string;
	readonly status: string;

	/** Milliseconds since 1970. */
	readonly createdAt?: number;
	readonly billed: Billed;

	/** Either a description or a tag; of images with different tags, that of a complete one. */
	readonly description?: string;
	readonly tag?: string;

	/** The description or tag of each of its ids. */
	readonly markers: readonly string[];

	/** Names of all its images. */
	readonly names: readonly string[];
}

/** What is billed of an object until it is deleted. */
export interface Billed {
	/** Its size: `modelarts.vm.cpu.2u`. */
	readonly machine?: string;

	/** Of its own disk, gigabytes. */
	readonly diskSize?: number;

	/** Size of its storage, bytes. */
	readonly storedBytes?: number;

	/** Where that is, if it stays when the object is deleted. */
	readonly keptIn?: string;
}

/** What the commands need of a kind besides its handler: to find objects that no state has, and to import them. */
export interface ObjectInventory {
	/** Where an object has its ownership marker. */
	readonly markerIn: "description" | "tag";

	/** Whether the objects of each workspace are a list of their own. */
	readonly isByWorkspace: boolean;

	/** Lists the objects of a location, or of one workspace there, that may have a marker. */
	list(services: Services, workspaceId: string | undefined): Promise<ListedObject[]>;

	/** Reads the text that may hold a marker; `undefined` if there is no object. */
	readMarker(id: string, context: Context): Promise<string | undefined>;

	/** Those inputs of an existing object that a read compares only where they are declared. */
	declareUnread?(id: string, context: Context): Promise<Properties>;

	/** The inputs that an ownership marker was made of, of those that were read. */
	recallInputs?(read: Properties, marker: string): Properties;
}

/** A response that shows a description. */
interface Described {
	readonly id: string;
	readonly name?: string;
	readonly description?: string;
	readonly status?: string;
}

/** An object whose marker is in its description, which is its only one. */
export function listDescribed(
	{ id, name = "", description, status = "" }: Described,
	more: Pick<ListedObject, "createdAt" | "billed"> & Partial<ListedObject>,
): ListedObject {
	return { id, name, status, description, markers: [description ?? ""], names: [name], ...more };
}

/** The text that may hold a marker, of an object that shows it in its description. */
export function readDescriptionOf({ status, description = "" }: Described): string | undefined {
	return status === "DELETED" ? undefined : description;
}

/** Whether an object is still there: lists show some for a while after their deletion. */
export function isThere({ status }: { readonly status?: string }): boolean {
	return status !== "DELETED";
}
