import type * as pulumi from "@pulumi/pulumi";
import { DeclaredResource, type Inputs, type Outputs } from "../../pulumi/program/declared-resource";
import { customImage, type CustomImageInputs, type CustomImageOutputs } from "./definition";

export type CustomImageArgs = Inputs<CustomImageInputs>;

/**
 * An image in SWR, registered in ModelArts so that notebooks and jobs can use it (API `/v1/{project_id}/images`).
 *
 * The API cannot change a registered image: every change replaces it, the old one first, because a path may be
 * registered once. What is in SWR stays when the registration is deleted, unless `purgeOnDelete` says otherwise.
 *
 * @example
 * ```ts
 * import { CustomImage } from "pulumi-modelarts";
 *
 * const image = new CustomImage("pytorch", {
 *   swrPath: "swr.cn-north-4.myhuaweicloud.com/vision/pytorch:2.4.0",
 *   resourceCategory: ["CPU"],
 * });
 *
 * export const imageId = image.id;
 * ```
 */
export class CustomImage extends DeclaredResource {
	constructor(name: string, args: CustomImageArgs, options?: pulumi.CustomResourceOptions) {
		super(customImage, name, args, options);
	}
}

/** Its outputs; each is documented at `CustomImageOutputs`. */
export interface CustomImage extends Outputs<CustomImageOutputs> {}
