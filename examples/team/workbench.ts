import * as pulumi from "@pulumi/pulumi";
import { Notebook } from "pulumi-modelarts";
import type { Wishes } from "./roster";

export interface WorkbenchArgs extends Wishes {
	/** Whose it is; a tag of the notebook. */
	owner: string;
	/** The image that it runs in. */
	imageId: pulumi.Input<string>;
	/** `STOPPED` for the night, `RUNNING` to bring it back; without it the notebook is left in peace. */
	desiredState?: "RUNNING" | "STOPPED";
}

/**
 * What one member of the team works with: a notebook with a disk of its own, that stops by itself.
 *
 * What every notebook of the team has in common is decided here, once.
 */
export class Workbench extends pulumi.ComponentResource {
	/** Where to open it. */
	readonly url: pulumi.Output<string | undefined>;

	constructor(name: string, args: WorkbenchArgs, options?: pulumi.ComponentResourceOptions) {
		super("team:index:Workbench", name, {}, options);
		const { owner, imageId, flavor, storage, stopAfter, protect, desiredState } = args;
		const notebook = new Notebook(
			name,
			{
				imageId,
				flavor,
				volume: { category: "EVS", capacity: storage },
				lease: { duration: stopAfter * 3_600_000 },
				tags: { owner, stage: pulumi.getStack() },
				desiredState,
			},
			{ parent: this, protect },
		);
		this.url = notebook.url;
		this.registerOutputs({ url: this.url });
	}
}
