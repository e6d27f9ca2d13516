/** All errors of the configuration at once. */
export class ConfigurationError extends Error {
	override name = "ConfigurationError";

	constructor(readonly validationErrors: readonly string[]) {
		super(`The provider's configuration is not valid: ${validationErrors.join("; ")}.`);
	}
}
