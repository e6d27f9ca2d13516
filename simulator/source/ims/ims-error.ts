import { ErrorResponse } from "../gateway/error-response";
import { imsErrors } from "./error-table";
import type { ImsCode } from "./error-table";

/** What IMS says no with. Almost everything is 400, busy and quota too; a `detail` tells which part of a request it was. */
export function createImsError(code: ImsCode, detail?: string, status = 400): ErrorResponse {
	const message = detail === undefined ? imsErrors[code] : `${imsErrors[code]} (${detail})`;
	return new ErrorResponse(status, { error: { message, code: `IMG.${code}` } });
}
