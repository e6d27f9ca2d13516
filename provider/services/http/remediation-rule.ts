import type { Credentials } from "../auth/credentials";

/** What a remediation may depend on. */
export interface RemediationContext {
	readonly status: number;
	readonly code: string;
	readonly serviceMessage: string;
	/** As users know it: `ModelArts`. */
	readonly service: string;
	/** The address of the request, without path. */
	readonly origin: string;
	readonly region: string;
	/** How the request was authenticated. */
	readonly credentials: Credentials["kind"];
	/** Where the credentials are from: `the environment`. */
	readonly source: string;
	/** They come with an explicit provider. */
	readonly isInState?: boolean;
	/** The permission that the operation needs, such as `modelarts:notebook:create`. */
	readonly permission?: string;
	/** The resource that needs this API, and the one that does without it. */
	readonly alternative?: { readonly missing: string; readonly use: string };
}

export interface RemediationRule {
	readonly status?: number;
	/** Compared with the code, whose prefix `APIG.` is taken for `APIGW.`. */
	readonly code?: RegExp;
	readonly message?: RegExp;
	/** The credentials may be the wrong ones: their source is named as well. */
	readonly doubtsCredentials?: boolean;
	readonly describe: (context: RemediationContext) => string;
}
