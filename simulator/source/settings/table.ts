import { demanagerDurations, demanagerSettings } from "../demanager/settings";
import { gatewaySettings } from "../gateway/settings";
import { iamDurations, iamSettings } from "../iam/settings";
import { customImageDurations, customImageSettings } from "../images/settings";
import { imsDurations, imsSettings } from "../ims/settings";
import { amount, flag, offset, spans } from "./setting";
import type { PartialValues, Settings } from "./settings";

/** Every switch there is. Each service declares its own; a new service adds its lines here. */
export const settingsTable = {
	speed: amount(1),
	seed: offset(1),
	clockOffset: offset(0),
	strictWorld: flag(false),
	durations: spans({ ...iamDurations, ...demanagerDurations, ...customImageDurations, ...imsDurations }),
	...gatewaySettings,
	...iamSettings,
	...demanagerSettings,
	...customImageSettings,
	...imsSettings,
};

export type SimulatorSettings = Settings<typeof settingsTable>;
export type SettingsChange = PartialValues<typeof settingsTable>;
