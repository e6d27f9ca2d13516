import type * as pulumi from "@pulumi/pulumi";
import { DeclaredResource, type Inputs, type Outputs } from "../../pulumi/program/declared-resource";
import { isOnlyOne, notebook, type NotebookInputs, type NotebookOutputs } from "./definition";

export type NotebookArgs = Inputs<NotebookInputs>;

/**
 * A ModelArts notebook of the API that current consoles use (`/v1/{project_id}/notebooks`). Regions that only serve the
 * older one have `NotebookInstance`.
 *
 * `up` waits until it runs (30 minutes at most; option `customTimeouts`). An interrupted `up` keeps the notebook in the
 * state, and the next one goes on waiting for the same notebook. Name, description, lease, tags, mounts and a growing
 * volume change while it runs; flavor, image and endpoints while it is stopped, so that one that runs is stopped once for
 * all of them and started again. Anything else replaces it, the new one first, except where there may be only one of
 * them (`feature: "DEFAULT"`, a `DEDICATED` volume).
 *
 * @example
 * ```ts
 * import { CustomImage, Notebook } from "pulumi-modelarts";
 *
 * const image = new CustomImage("pytorch", { swrPath: "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0" });
 *
 * const lab = new Notebook("lab", {
 *   flavor: "modelarts.vm.cpu.2u",
 *   imageId: image.id,
 *   volume: { category: "EVS", capacity: 5 },
 *   lease: { duration: 4 * 3_600_000 },
 * });
 *
 * export const url = lab.url;
 * ```
 */
export class Notebook extends DeclaredResource {
	constructor(name: string, args: NotebookArgs, options?: pulumi.CustomResourceOptions) {
		super(notebook, name, args, options);
	}

	/** Where a second one beside it would be refused, or would write to the same files; outputs are seen by `diff` only. */
	protected override defaultDeleteBeforeReplace(inputs: pulumi.Inputs): boolean {
		return isOnlyOne(inputs);
	}
}

/** Its outputs; each is documented at `NotebookOutputs`. */
export interface Notebook extends Outputs<NotebookOutputs> {}
