import type { Core } from "../core";
import { createImsError } from "./ims-error";

const nameForm = /^(?! )[A-Za-z0-9._ \-\u4E00-\u9FFF]+(?<! )$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function checkName(name: string | null | undefined): void {
	if (!name) throw createImsError("0013");
	if ([...name].length > 128) throw createImsError("0002");
	if (!nameForm.test(name)) throw createImsError("0003");
}

export function checkDescription(description: string | null | undefined): void {
	if (!description) return;
	if ([...description].length > 1024) throw createImsError("0004");
	if (/[\r\n<>]/.test(description)) throw createImsError("0054");
}

/** Validates memory sizes in MB; 0 means "no limit". A minimum above the maximum is accepted: no rule is documented. */
export function checkMemory(...sizes: (number | null | undefined)[]): void {
	if (sizes.some((size) => typeof size === "number" && size < 0)) throw createImsError("0055");
}

/** "0" is the default enterprise project. */
export function checkEnterpriseProject(id: string | null | undefined, core: Core): void {
	if (id === null || id === undefined || id === "0") return;
	const known = core.settings.values.enterpriseProjects;
	if (!uuid.test(id) || (known && !known.includes(id))) throw createImsError("0155");
}
