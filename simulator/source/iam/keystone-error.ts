import { ErrorResponse } from "../gateway/error-response";

/** IAM's keystone calls have a shape of their own. */
export function createKeystoneError(status: number, message: string): ErrorResponse {
	const titles: Record<number, string> = {
		400: "Bad Request",
		401: "Unauthorized",
		403: "Forbidden",
		404: "Not Found",
	};
	return new ErrorResponse(status, { error: { code: status, message, title: titles[status] ?? "Error" } });
}
