import { appendFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { pluginScript } from "../../support/plugin-script";
import { environmentOf } from "./cloud";
import { openStack, type Stack } from "./stack";

/** Makes a folder with the plugin under the name by which the CLI finds it. */
export function linkPlugin(folder: string): void {
	mkdirSync(folder, { recursive: true });
	symlinkSync(pluginScript, join(folder, "pulumi-resource-modelarts"));
}

/**
 * A stack of the project "proof" with a cloud and the plugin, which is where `npm install` would put it.
 *
 * @param manifest more lines of its Pulumi.yaml
 */
export async function openPluginStack(
	cloud: Simulator,
	program: string,
	{ manifest = "", env }: { readonly manifest?: string; readonly env?: Record<string, string> } = {},
): Promise<Stack> {
	const config = { "modelarts:pollInterval": "50ms", "modelarts:readLag": "500ms" };
	const stack = await openStack({ program, env: { ...environmentOf(cloud), ...env }, config });
	linkPlugin(join(stack.directory, "bin"));
	const plugins = "plugins: { providers: [{ name: modelarts, path: bin }] }\n";
	appendFileSync(join(stack.directory, "Pulumi.yaml"), plugins + manifest);
	return stack;
}
