import { demanagerDurations, demanagerSettings, deniableOperations } from "../demanager/settings";
import { gatewaySettings } from "../gateway/settings";
import { iamDurations, iamSettings } from "../iam/settings";
import { customImageDurations, customImageSettings } from "../images/settings";
import { imsDurations, imsSettings } from "../ims/settings";
import { modelartsErrors } from "../modelarts/error-table";
import { notebookDurations, notebookOperations, notebookSettings } from "../notebooks/settings";
import { workspaceDurations } from "../workspaces/settings";
import { disturbanceSettings } from "../faults/settings";
import { secondActorSettings } from "../second-actor/settings";
import { amount, choices, flag, offset, durations } from "./setting";
import type { PartialValues, Settings } from "./settings";

const operationDurations = {
	...iamDurations,
	...demanagerDurations,
	...customImageDurations,
	...notebookDurations,
	...workspaceDurations,
	...imsDurations,
};

/** The same names, all null. */
function withoutDurations<Names extends string>(table: Readonly<Record<Names, unknown>>): Record<Names, null> {
	return Object.fromEntries(Object.keys(table).map((name) => [name, null])) as Record<Names, null>;
}

/** All settings. Each service declares its own; those of a new service are added here. */
export const settingsTable = {
	speed: amount(1),
	seed: offset(1),
	clockOffset: offset(0),
	strictWorld: flag(false),
	...disturbanceSettings,
	...secondActorSettings,
	readLags: durations(withoutDurations(operationDurations)),
	durations: durations(operationDurations),
	...gatewaySettings,
	...iamSettings,
	...demanagerSettings,
	accountRefusals: choices(
		[...deniableOperations, ...notebookOperations],
		Object.keys(modelartsErrors),
		"the number of a documented error, or null",
	),
	...customImageSettings,
	...notebookSettings,
	...imsSettings,
};

export type SimulatorSettings = Settings<typeof settingsTable>;
export type SettingsChange = PartialValues<typeof settingsTable>;
