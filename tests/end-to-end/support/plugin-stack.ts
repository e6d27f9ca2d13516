import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "modelarts-simulator";
import { root } from "./cli";
import { environmentOf } from "./cloud";
import { usePlugin } from "./plugin";
import { openStack, type Stack } from "./stack";

/** What the engine starts as `pulumi-resource-modelarts`. */
export const pluginScript = join(root, "dist", "pulumi", "plugin", "main.js");

/**
 * A stack of the project "proof" with a cloud and the plugin.
 *
 * @param manifest more lines of its Pulumi.yaml
 */
export async function openPluginStack(
	cloud: Simulator,
	program: string,
	{ manifest = "", env }: { readonly manifest?: string; readonly env?: Record<string, string> } = {},
): Promise<Stack> {
	const config = { "modelarts:pollInterval": "50ms", "modelarts:readLag": "500ms" };
	const stack = await openStack({ env: { ...environmentOf(cloud), ...env }, config });
	usePlugin(stack);
	appendFileSync(join(stack.directory, "Pulumi.yaml"), manifest);
	stack.write(program);
	return stack;
}
