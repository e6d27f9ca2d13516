import type { Credentials } from "../auth/credentials";

/** What advice may need to know to be exact. */
export interface RemediationContext {
	readonly status: number;
	readonly code: string;
	readonly serviceMessage: string;
	/** As users know it: `ModelArts`. */
	readonly service: string;
	/** The address that was asked, without path. */
	readonly origin: string;
	readonly region: string;
	/** What we prove who we are with. */
	readonly credentials: Credentials["kind"];
	/** Where the credentials are from: `the environment`. */
	readonly source: string;
	/** They come with an explicit provider. */
	readonly isInState?: boolean;
	/** The permission that the call needs, such as `modelarts:notebook:create`. */
	readonly permission?: string;
	/** The resource that needs this API, and the one that does without it. */
	readonly alternative?: { readonly missing: string; readonly use: string };
}

export interface RemediationRule {
	readonly status?: number;
	/** Compared with the code, whose prefix `APIG.` is taken for `APIGW.`. */
	readonly code?: RegExp;
	readonly message?: RegExp;
	/** The credentials may be the wrong ones. */
	readonly doubtsCredentials?: boolean;
	readonly describe: (context: RemediationContext) => string;
}
