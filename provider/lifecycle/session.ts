/** What the provider's configuration says of inputs that the program does not give. */
export interface Defaults {
	readonly tags?: Record<string, string>;
	readonly enterpriseProjectId?: string;
}

/**
 * One run of a program, as far as this process serves it. What is remembered of the program's resources belongs to this
 * object, and goes with it.
 */
export interface Session {
	readonly readDefaults: () => Defaults;
}

/** One of something for each session, made when it is first needed. */
export function perSession<T>(make: () => T): (session: Session) => T {
	const made = new WeakMap<Session, { readonly value: T }>();
	return (session) => {
		const own = made.get(session) ?? { value: make() };
		made.set(session, own);
		return own.value;
	};
}
