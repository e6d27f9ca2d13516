import type { Core } from "../core";
import type { SimulatorSettings } from "../settings/table";
import { isModelArtsCode } from "./modelarts-refusals";
import type { ModelArtsRefusals } from "./modelarts-refusals";

export type RefusableOperation = keyof SimulatorSettings["values"]["accountRefusals"];

/** Refuses what the setting `accountRefusals` says the account may not do: frozen, without agency, and so on. */
export function checkAccount(operation: RefusableOperation, core: Core, refusals: ModelArtsRefusals): void {
	const code = core.settings.values.accountRefusals[operation];
	if (code !== null && isModelArtsCode(code)) throw refusals.refuse(code, operation);
}

/** Only known workspaces, and of those only the sound ones; in the strict world there is but the default one. */
export function checkWorkspace(workspaceId: string, core: Core, refusals: ModelArtsRefusals): void {
	const { workspaces, brokenWorkspaces, strictWorld } = core.settings.values;
	if (brokenWorkspaces.includes(workspaceId)) throw refusals.refuse("7004");
	const known = workspaces ?? (strictWorld ? ["0"] : undefined);
	if (known && !known.includes(workspaceId)) throw refusals.refuse("7005");
}
