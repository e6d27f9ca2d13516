import type { AccountOptions } from "../../../../provider/services/auth/account";
import { type ServiceRegistry, createServiceRegistry } from "../../../../provider/services/service-registry";
import { resolveConfiguration } from "../../../../provider/services/config/configuration";

export const project = "0123456789abcdef0123456789abcdef";

/** Settings of a user with an access key, for a service at that address. */
export function configure(url: string, more: Record<string, unknown> = {}) {
	const config = {
		region: "cn-north-4",
		projectId: project,
		accessKey: "AKEXAMPLEFORTESTS001",
		secretKey: "SKexampleForTestsOnly0123456789abcdefghij",
		endpoints: { iam: url, modelarts: url, ims: url },
		pollInterval: "1ms",
		readLag: "20ms",
		...more,
	};
	return resolveConfiguration({ environment: {}, config });
}

/** Access to a service at that address, with pauses of a millisecond. */
export function openServices(
	url: string,
	more: Record<string, unknown> = {},
	options: AccountOptions = {},
): ServiceRegistry {
	return createServiceRegistry(configure(url, more), { backoff: { firstDelay: 1, maxDelay: 2 }, ...options });
}

/** The error with which a promise ends; fails the test if it does not. */
export async function catchError(promise: Promise<unknown>): Promise<Error> {
	return promise.then(
		() => Promise.reject(new Error("expected an error")),
		(error: unknown) => error as Error,
	);
}
