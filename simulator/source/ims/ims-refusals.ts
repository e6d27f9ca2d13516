import { Refusal } from "../gateway/refusal";
import { imsErrors } from "./error-table";
import type { ImsCode } from "./error-table";

/** What IMS says no with. Almost everything is 400, busy and quota too; a `detail` tells which part of a request it was. */
export function refuseByIms(code: ImsCode, detail?: string, status = 400): Refusal {
	const message = detail === undefined ? imsErrors[code] : `${imsErrors[code]} (${detail})`;
	return new Refusal(status, { error: { message, code: `IMG.${code}` } });
}
