import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./cli";
import type { Stack } from "./stack";

/** Puts the plugin into the project of a stack, where `npm install` would put it. */
export function usePlugin({ directory }: Stack): void {
	const folder = join(directory, "bin");
	mkdirSync(folder);
	symlinkSync(join(root, "dist", "pulumi", "plugin", "main.js"), join(folder, "pulumi-resource-modelarts"));
	writeFileSync(
		join(directory, "Pulumi.yaml"),
		"name: proof\nruntime: { name: nodejs, options: { typescript: false } }\n" +
			"plugins: { providers: [{ name: modelarts, path: bin }] }\n",
	);
}
