import { randomBytes } from "node:crypto";
import type { Core } from "../core";
import type { Caller } from "./identities";

export interface Token {
	readonly text: string;
	readonly caller: Caller;
	readonly issuedAt: number;
	readonly expiresAt: number;
}

/** The issued tokens. A new token does not revoke older ones. */
export class Tokens {
	private readonly issued = new Map<string, Token>();

	constructor(private readonly core: Core) {}

	issue(caller: Caller): Token {
		const issuedAt = this.core.shownNow();
		const expiresAt = issuedAt + this.core.settings.values.tokenLifetime;
		// Real tokens are several kilobytes long. Unlike ids they are not seeded, because they must not be guessable.
		const token = { text: `MII${randomBytes(1152).toString("base64url")}`, caller, issuedAt, expiresAt };
		this.issued.set(token.text, token);
		return token;
	}

	find(text: string): { readonly token: Token; readonly expired: boolean } | undefined {
		const token = this.issued.get(text);
		return token && { token, expired: token.expiresAt <= this.core.shownNow() };
	}

	/** The number of tokens; their texts are secret. */
	count(): number {
		return this.issued.size;
	}

	reset(): void {
		this.issued.clear();
	}
}
