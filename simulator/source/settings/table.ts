import { demanagerDurations, demanagerSettings, deniableOperations } from "../demanager/settings";
import { gatewaySettings } from "../gateway/settings";
import { iamDurations, iamSettings } from "../iam/settings";
import { customImageDurations, customImageSettings } from "../images/settings";
import { imsDurations, imsSettings } from "../ims/settings";
import { modelartsErrors } from "../modelarts/error-table";
import { notebookDurations, notebookOperations, notebookSettings } from "../notebooks/settings";
import { workspaceDurations } from "../workspaces/settings";
import { amount, choices, flag, offset, duration, durations } from "./setting";
import type { PartialValues, Settings } from "./settings";

/** All settings. Each service declares its own; those of a new service are added here. */
export const settingsTable = {
	speed: amount(1),
	seed: offset(1),
	clockOffset: offset(0),
	strictWorld: flag(false),
	readLag: duration(0),
	durations: durations({
		...iamDurations,
		...demanagerDurations,
		...customImageDurations,
		...notebookDurations,
		...workspaceDurations,
		...imsDurations,
	}),
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
