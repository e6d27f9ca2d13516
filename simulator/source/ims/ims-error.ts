import { ErrorResponse } from "../gateway/error-response";
import { imsErrors } from "./error-table";
import type { ImsCode } from "./error-table";

/**
 * An error response of IMS. Almost all are 400, including busy and quota errors; `detail` names the part of the
 * request.
 */
export function createImsError(code: ImsCode, detail?: string, status = 400): ErrorResponse {
	const message = detail === undefined ? imsErrors[code] : `${imsErrors[code]} (${detail})`;
	return new ErrorResponse(status, { error: { message, code: `IMG.${code}` } });
}
