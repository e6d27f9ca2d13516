import type { Core } from "../core";
import { ErrorResponse } from "../gateway/error-response";
import { modelartsErrors } from "./error-table";

export type ModelArtsCode = keyof typeof modelartsErrors;

/** The error responses of ModelArts, from its error table, in the shape of the configured edition. */
export class ModelArtsErrors {
	constructor(private readonly core: Core) {}

	/** Replaces each `{}` of the documented text by the next of `details`. */
	create(code: ModelArtsCode, ...details: (string | number)[]): ErrorResponse {
		const [status, template] = modelartsErrors[code];
		let next = 0;
		const message = template.replace(/\{\d?\}/g, () => String(details[next++] ?? ""));
		const { errorMessageKey } = this.core.settings.values;
		return new ErrorResponse(status, { error_code: `ModelArts.${code}`, [errorMessageKey]: message });
	}
}

export function isModelArtsCode(code: string): code is ModelArtsCode {
	return Object.hasOwn(modelartsErrors, code);
}
