import { randomBytes } from "node:crypto";
import type { Core } from "../core";
import type { Caller } from "./identities";

export interface Token {
	readonly text: string;
	readonly caller: Caller;
	readonly issuedAt: number;
	readonly expiresAt: number;
}

/** The tokens handed out. A new one does not end an older one. */
export class Tokens {
	private readonly issued = new Map<string, Token>();

	constructor(private readonly core: Core) {}

	issue(caller: Caller): Token {
		const issuedAt = this.core.shownNow();
		const expiresAt = issuedAt + this.core.settings.values.tokenLifetime;
		// Real ones are several kilobytes long; truly random, since they are the one thing here that must not be guessed.
		const token = { text: `MII${randomBytes(1152).toString("base64url")}`, caller, issuedAt, expiresAt };
		this.issued.set(token.text, token);
		return token;
	}

	find(text: string): { readonly token: Token; readonly expired: boolean } | undefined {
		const token = this.issued.get(text);
		return token && { token, expired: token.expiresAt <= this.core.shownNow() };
	}

	/** How many there are; what they are is nobody's business. */
	count(): number {
		return this.issued.size;
	}

	reset(): void {
		this.issued.clear();
	}
}
