import { join, resolve } from "node:path";

/** What the engine starts as `pulumi-resource-modelarts`. */
export const pluginScript = join(resolve(__dirname, "../.."), "dist", "pulumi", "plugin", "main.js");
