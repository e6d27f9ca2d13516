/** Everything that is wrong with the settings, at once. */
export class ConfigurationError extends Error {
	override name = "SettingsError";

	constructor(readonly validationErrors: readonly string[]) {
		super(`The settings of the cloud cannot be used: ${validationErrors.join("; ")}.`);
	}
}
