import * as pulumi from "@pulumi/pulumi";
import { readRoster } from "./roster";
import { Workbench } from "./workbench";

const config = new pulumi.Config();
const stack = pulumi.getStack();

/** The stack of the same name of the project next door; only an id is taken from it, never a secret. */
const images = new pulumi.StackReference(config.get("images") ?? `organization/images/${stack}`);
const imageId = images.requireOutput("notebookImageId") as pulumi.Output<string>;

/** `true`: all are stopped; `false`: all are started; not set: each is left as its owner left it. */
const nightly = config.getBoolean("nightly");
const desiredState = nightly === undefined ? undefined : nightly ? "STOPPED" : "RUNNING";

const workbenches = readRoster(stack).map(({ name, ...wishes }) => ({
	name,
	workbench: new Workbench(name, { ...wishes, owner: name, imageId, desiredState }),
}));

/** Each member's address: `pulumi stack output urls`. */
export const urls = Object.fromEntries(workbenches.map(({ name, workbench }) => [name, workbench.url]));
