import type { Secret } from "../http/secret";

/** A token as IAM issues it. The times are the service's, in milliseconds since 1970, where it says them. */
export interface IssuedToken {
	readonly text: Secret;

	/** The project that it is for. */
	readonly projectId?: string;

	readonly issuedAt?: number;
	readonly expiresAt?: number;
}

/** A token that was issued to us for one project, with times by this machine's clock. */
export interface Token {
	readonly text: Secret;

	/** The project that it is for. */
	readonly projectId?: string;

	/** When it expires, in milliseconds since 1970. */
	readonly expiresAt: number;

	/** How long it is valid in all, in milliseconds. */
	readonly lifetime: number;
}

/** How long a caller may wait for a token. */
export interface TokenOptions {
	/** In milliseconds since 1970. */
	readonly deadline?: number;
}

/** A token is renewed this long before it expires, in milliseconds; a short-lived one in its last quarter. */
const RENEW_AHEAD = 3_600_000;

/** How long a token is valid if the service does not say. */
const DEFAULT_LIFETIME = 3_600_000;

/** A token's times by this machine's clock: its lifetime is the difference of the service's own two times. */
export function toToken({ text, projectId, issuedAt, expiresAt }: IssuedToken, now: number): Token {
	const lifetime = Math.max(0, (expiresAt ?? 0) - (issuedAt ?? now)) || DEFAULT_LIFETIME;
	return { text, projectId, lifetime, expiresAt: now + lifetime };
}

/** Whether it is time for a new one. */
export function isStale({ expiresAt, lifetime }: Token, now: number): boolean {
	return now >= expiresAt - Math.min(RENEW_AHEAD, lifetime / 4);
}

/** Keeps the current token for one project, and gets a new one when it is needed: one request for all waiters. */
export class TokenStore {
	private current?: Promise<Token>;
	private token?: Token;

	constructor(
		private readonly issue: (options: TokenOptions) => Promise<Token>,
		private readonly now: () => number,
	) {}

	/** The deadline of the first waiter holds for all. */
	get(options: TokenOptions = {}): Promise<Token> {
		if (this.token && isStale(this.token, this.now())) this.forget();

		this.current ??= this.issue(options).then(
			(token) => (this.token = token),
			(error: unknown) => {
				this.forget();
				throw error;
			},
		);
		return this.current;
	}

	/** This token was rejected. A newer one, got meanwhile, is kept. */
	discard(text: string): void {
		if (this.token?.text.reveal() === text) this.forget();
	}

	private forget(): void {
		this.current = undefined;
		this.token = undefined;
	}
}
