import type { Secret } from "../http/secret";

/** A token that was issued to us for one project. */
export interface Token {
	readonly text: Secret;

	/** The project that it is for. */
	readonly projectId?: string;

	/** When it runs out, by this machine's clock, in milliseconds since 1970. */
	readonly expiresAt: number;

	/** How long it is valid in all, in milliseconds. */
	readonly lifetime: number;
}

/** How long somebody is ready to wait. */
export interface Patience {
	/** In milliseconds since 1970. */
	readonly deadline?: number;
}

/** A token is renewed this long before it runs out, in milliseconds; a short-lived one in its last quarter. */
const AHEAD = 3_600_000;

/** Whether it is time for a new one. */
export function isStale({ expiresAt, lifetime }: Token, now: number): boolean {
	return now >= expiresAt - Math.min(AHEAD, lifetime / 4);
}

/** Keeps the current token for one project, and gets a new one when it is needed: one request, however many wait. */
export class TokenStore {
	private current?: Promise<Token>;
	private token?: Token;

	constructor(
		private readonly issue: (options: Patience) => Promise<Token>,
		private readonly now: () => number,
	) {}

	/** The patience of the first who waits counts for all. */
	get(patience: Patience = {}): Promise<Token> {
		if (this.token && isStale(this.token, this.now())) this.forget();

		this.current ??= this.issue(patience).then(
			(token) => (this.token = token),
			(error: unknown) => {
				this.forget();
				throw error;
			},
		);
		return this.current;
	}

	/** This token was refused. Another one, which somebody may have got meanwhile, is kept. */
	discard(text: string): void {
		if (this.token?.text.reveal() === text) this.forget();
	}

	private forget(): void {
		this.current = undefined;
		this.token = undefined;
	}
}
