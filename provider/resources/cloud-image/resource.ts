import type * as pulumi from "@pulumi/pulumi";
import { DeclaredResource, type Inputs, type Outputs } from "../../pulumi/program/declared-resource";
import { cloudImage, type CloudImageInputs, type CloudImageOutputs } from "./definition";

export type CloudImageArgs = Inputs<CloudImageInputs>;

/**
 * A cloud image of IMS (API `POST /v2/cloudimages/action`), made from exactly one source: a server, a volume, a file in
 * OBS (a disk image, an ISO or for quick import, with up to three data disks), or data disks of a server.
 *
 * `up` waits for the job that makes it (60 minutes at most; option `customTimeouts`), and shows how far it is. What
 * cannot be changed in place makes a new image first and removes the old one last, so that what uses the old one goes
 * on. Use the output `imageId`; the resource's own id is the job's until the service has named the image.
 *
 * @example
 * ```ts
 * import { CloudImage } from "pulumi-modelarts";
 *
 * const base = new CloudImage("base", {
 *   imageUrl: "images:centos7.qcow2",
 *   minDisk: 40,
 *   osVersion: "CentOS 7.0 64bit",
 *   tags: { team: "vision" },
 * });
 *
 * export const imageId = base.imageId;
 * ```
 */
export class CloudImage extends DeclaredResource {
	constructor(name: string, args: CloudImageArgs, options?: pulumi.CustomResourceOptions) {
		super(cloudImage, name, args, options);
	}
}

/** Its outputs; each is documented at `CloudImageOutputs`. */
export interface CloudImage extends Outputs<CloudImageOutputs> {}
