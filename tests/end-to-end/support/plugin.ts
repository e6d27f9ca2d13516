import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./cli";
import type { Stack } from "./stack";

/** Makes a folder with the plugin under the name by which the CLI finds it. */
export function linkPlugin(folder: string): void {
	mkdirSync(folder, { recursive: true });
	symlinkSync(join(root, "dist", "pulumi", "plugin", "main.js"), join(folder, "pulumi-resource-modelarts"));
}

/** Puts the plugin into the project of a stack, where `npm install` would put it. */
export function usePlugin({ directory }: Stack): void {
	linkPlugin(join(directory, "bin"));
	writeFileSync(
		join(directory, "Pulumi.yaml"),
		"name: proof\nruntime: { name: nodejs, options: { typescript: false } }\n" +
			"plugins: { providers: [{ name: modelarts, path: bin }] }\n",
	);
}
