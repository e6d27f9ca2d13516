/** Everything that is wrong with the settings, at once. */
export class SettingsError extends Error {
	override name = "SettingsError";

	constructor(readonly complaints: readonly string[]) {
		super(`The settings of the cloud cannot be used: ${complaints.join("; ")}.`);
	}
}
