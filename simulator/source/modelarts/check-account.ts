import type { Core } from "../core";
import type { SimulatorSettings } from "../settings/table";
import { isModelArtsCode } from "./modelarts-errors";
import type { ModelArtsErrors } from "./modelarts-errors";

export type DeniableOperation = keyof SimulatorSettings["values"]["accountRefusals"];

/**
 * Rejects the operations that the setting `accountRefusals` denies to the account: frozen, without agency, and so on.
 */
export function checkAccount(operation: DeniableOperation, core: Core, errors: ModelArtsErrors): void {
	const code = core.settings.values.accountRefusals[operation];
	if (code !== null && isModelArtsCode(code)) throw errors.create(code, operation);
}

/** Rejects unknown and broken workspaces; with `strictWorld` only the default workspace exists. */
export function checkWorkspace(workspaceId: string, core: Core, errors: ModelArtsErrors): void {
	const { workspaces, brokenWorkspaces, strictWorld } = core.settings.values;
	if (brokenWorkspaces.includes(workspaceId)) throw errors.create("7004");
	const known = workspaces ?? (strictWorld ? ["0"] : undefined);
	if (known && !known.includes(workspaceId)) throw errors.create("7005");
}
