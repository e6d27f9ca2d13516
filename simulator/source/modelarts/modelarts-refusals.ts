import type { Core } from "../core";
import { Refusal } from "../gateway/refusal";
import { modelartsErrors } from "./error-table";

export type ModelArtsCode = keyof typeof modelartsErrors;

/** What ModelArts says no with: numbers and texts of its error table, in the edition's shape. */
export class ModelArtsRefusals {
	constructor(private readonly core: Core) {}

	/** Each `{}` of the documented text is filled with the next of `details`. */
	refuse(code: ModelArtsCode, ...details: (string | number)[]): Refusal {
		const [status, template] = modelartsErrors[code];
		let next = 0;
		const message = template.replace(/\{\d?\}/g, () => String(details[next++] ?? ""));
		const { errorMessageKey } = this.core.settings.values;
		return new Refusal(status, { error_code: `ModelArts.${code}`, [errorMessageKey]: message });
	}
}

export function isModelArtsCode(code: string): code is ModelArtsCode {
	return Object.hasOwn(modelartsErrors, code);
}
