import { ErrorResponse } from "../gateway/error-response";

/** An error response in the shape of IAM's keystone operations. */
export function createKeystoneError(status: number, message: string): ErrorResponse {
	const titles: Record<number, string> = {
		400: "Bad Request",
		401: "Unauthorized",
		403: "Forbidden",
		404: "Not Found",
	};
	return new ErrorResponse(status, { error: { code: status, message, title: titles[status] ?? "Error" } });
}
