import type * as pulumi from "@pulumi/pulumi";
import { DeclaredResource, type Inputs, type Outputs } from "../../pulumi/program/declared-resource";
import { notebookImage, type NotebookImageInputs, type NotebookImageOutputs } from "./definition";

export type NotebookImageArgs = Inputs<NotebookImageInputs>;

/**
 * A running `Notebook` saved as an image, with all that was installed in it, for other notebooks and jobs
 * (API `POST /v1/{project_id}/notebooks/{id}/create-image`).
 *
 * `up` waits until the image can be used (60 minutes at most; option `customTimeouts`); the notebook cannot be used
 * meanwhile. Every change saves it as a new image: before the old one is removed, or after that where both would have the
 * same path. What is in SWR stays when the image is deleted, unless `purgeOnDelete` says otherwise.
 *
 * @example
 * ```ts
 * import { Notebook, NotebookImage } from "pulumi-modelarts";
 *
 * const lab = new Notebook("lab", {
 *   flavor: "modelarts.vm.cpu.2u",
 *   imageId: "e1a07296-22a8-4f05-8bc8-e936c8e54090",
 *   volume: { category: "EVS", capacity: 5 },
 * });
 *
 * const snapshot = new NotebookImage("snapshot", {
 *   notebookId: lab.id,
 *   namespace: "vision",
 *   tag: "2026-11",
 *   startIfStopped: true,
 * });
 *
 * export const imageId = snapshot.id;
 * ```
 */
export class NotebookImage extends DeclaredResource {
	constructor(name: string, args: NotebookImageArgs, options?: pulumi.CustomResourceOptions) {
		super(notebookImage, name, args, options);
	}
}

/** Its outputs; each is documented at `NotebookImageOutputs`. */
export interface NotebookImage extends Outputs<NotebookImageOutputs> {}
