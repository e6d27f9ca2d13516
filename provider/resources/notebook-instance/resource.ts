import type * as pulumi from "@pulumi/pulumi";
import { DeclaredResource, type Inputs, type Outputs } from "../../pulumi/program/declared-resource";
import { notebookInstance, type NotebookInstanceInputs, type NotebookInstanceOutputs } from "./definition";

export type NotebookInstanceArgs = Inputs<NotebookInstanceInputs>;

/**
 * A ModelArts notebook instance ("development environment", API `/v1/{project_id}/demanager/instances`).
 *
 * `up` waits until it runs (30 minutes at most; option `customTimeouts`). An interrupted `up` keeps the notebook in the
 * state, and the next one goes on waiting for the same notebook. `description`, `autoStop` and `desiredState` change in
 * place; anything else replaces the notebook, the old one first because names are unique
 * (option `deleteBeforeReplace: false` for the other order).
 *
 * @example
 * ```ts
 * import { NotebookInstance } from "pulumi-modelarts";
 *
 * const lab = new NotebookInstance("lab", {
 *   profileId: "Multi-Engine 1.0 (python3)-cpu",
 *   flavor: "modelarts.vm.cpu.2u",
 *   storage: { type: "evs", location: { volumeSize: 5 } },
 *   autoStop: { enable: true, duration: 3600 },
 * });
 *
 * export const url = lab.url;
 * ```
 */
export class NotebookInstance extends DeclaredResource {
	constructor(name: string, args: NotebookInstanceArgs, options?: pulumi.CustomResourceOptions) {
		super(notebookInstance, name, args, options);
	}
}

/** Its outputs; each is documented at `NotebookInstanceOutputs`. */
export interface NotebookInstance extends Outputs<NotebookInstanceOutputs> {}
