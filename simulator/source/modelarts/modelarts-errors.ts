import type { Core } from "../core";
import { ErrorResponse } from "../gateway/error-response";
import { modelartsErrors } from "./error-table";

export type ModelArtsCode = keyof typeof modelartsErrors;

/** What ModelArts says no with: numbers and texts of its error table, in the edition's shape. */
export class ModelArtsErrors {
	constructor(private readonly core: Core) {}

	/** Each `{}` of the documented text is filled with the next of `details`. */
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
