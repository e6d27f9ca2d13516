import { demanagerDurations, demanagerSettings, refusableOperations } from "../demanager/settings";
import { gatewaySettings } from "../gateway/settings";
import { iamDurations, iamSettings } from "../iam/settings";
import { customImageDurations, customImageSettings } from "../images/settings";
import { imsDurations, imsSettings } from "../ims/settings";
import { modelartsErrors } from "../modelarts/error-table";
import { notebookDurations, notebookOperations, notebookSettings } from "../notebooks/settings";
import { amount, choices, flag, offset, span, spans } from "./setting";
import type { PartialValues, Settings } from "./settings";

/** Every switch there is. Each service declares its own; a new service adds its lines here. */
export const settingsTable = {
	speed: amount(1),
	seed: offset(1),
	clockOffset: offset(0),
	strictWorld: flag(false),
	readLag: span(0),
	durations: spans({
		...iamDurations,
		...demanagerDurations,
		...customImageDurations,
		...notebookDurations,
		...imsDurations,
	}),
	...gatewaySettings,
	...iamSettings,
	...demanagerSettings,
	accountRefusals: choices(
		[...refusableOperations, ...notebookOperations],
		Object.keys(modelartsErrors),
		"the number of a documented error, or null",
	),
	...customImageSettings,
	...notebookSettings,
	...imsSettings,
};

export type SimulatorSettings = Settings<typeof settingsTable>;
export type SettingsChange = PartialValues<typeof settingsTable>;
