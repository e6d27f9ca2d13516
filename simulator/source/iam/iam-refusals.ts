import { Refusal } from "../gateway/refusal";

/** IAM's keystone calls have a shape of their own. */
export function refuseByKeystone(status: number, message: string): Refusal {
	const titles: Record<number, string> = {
		400: "Bad Request",
		401: "Unauthorized",
		403: "Forbidden",
		404: "Not Found",
	};
	return new Refusal(status, { error: { code: status, message, title: titles[status] ?? "Error" } });
}
