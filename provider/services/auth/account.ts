import type { Backoff } from "../rate-limit/backoff";
import { RateLimiter } from "../rate-limit/rate-limiter";
import { type Clock, systemClock } from "../clock";
import {
	anonymous,
	type Authentication,
	createSignatureAuthentication,
	createTokenAuthentication,
	createPasswordAuthentication,
} from "./authentication";
import { type Client, createClient } from "../http/client";
import { type Credentials, CredentialsError, type PasswordCredentials } from "./credentials";
import { findEndpoint, type ServiceName } from "../config/endpoints";
import type { ClientContext } from "../http/send-once";
import { createIamProjects } from "../iam/projects";
import { createIamTokens, type ProjectScope } from "../iam/tokens";
import { Redactor } from "../http/redact";
import { findProxy } from "../http/proxy";
import type { Configuration } from "../config/configuration";
import { ServiceDate } from "./service-date";
import { toToken, type TokenOptions, TokenStore } from "./token-store";
import { createTransport, type Send } from "../http/transport";

/** What tests replace. */
export interface AccountOptions {
	readonly clock?: Clock;
	/** A number from 0 to 1, as `Math.random` gives it. */
	readonly random?: () => number;
	/** @default first delay: the poll interval, at most a second */
	readonly backoff?: Backoff;
	readonly send?: Send;
}

/** One account: creates clients that authenticate as it, and finds its projects. */
export class Account {
	readonly redactor = new Redactor();
	private readonly clientContext: ClientContext;
	private readonly credentials: Credentials;
	private readonly rateLimiters = new Map<string, RateLimiter>();
	private readonly tokens = new Map<string, TokenStore>();
	private readonly serviceDate: ServiceDate;

	constructor(
		readonly configuration: Configuration,
		private readonly options: AccountOptions,
	) {
		if (configuration.credentials instanceof CredentialsError) throw configuration.credentials;
		this.credentials = configuration.credentials;
		for (const secret of listSecrets(this.credentials)) this.redactor.hide(secret);

		const { clock = systemClock, random, send = createTransport(configuration) } = options;
		const backoff = options.backoff ?? { firstDelay: Math.min(1000, configuration.pollInterval), random };
		this.clientContext = {
			send,
			redactor: this.redactor,
			clock,
			backoff,
			readLag: configuration.readLag,
			knownOrigins: new Set(),
		};
		this.serviceDate = new ServiceDate(clock);
	}

	get clock(): Clock {
		return this.clientContext.clock;
	}

	/** A client for a service in a region that acts for a project. */
	openClient(service: ServiceName, region: string, projectId: string): Client {
		return this.open(service, region, this.authenticateFor(region, projectId), projectId);
	}

	/**
	 * The project to use in a region where none is given: the configured id, if the configuration is for this region; the
	 * token's project; the project of the configured name; the one named after the region.
	 */
	async findProjectId(region: string, options: TokenOptions = {}): Promise<string> {
		const { configuration, credentials } = this;
		const isHome = configuration.region === undefined || region === configuration.region;
		if (isHome && configuration.projectId) return configuration.projectId;

		const name = (isHome ? configuration.projectName : undefined) ?? region;
		if (credentials.kind === "password") {
			const store = this.findTokenStore(region, { name }, credentials);
			const { projectId } = await store.get(options);
			if (projectId) {
				// The same token serves requests that know the project by its id.
				this.tokens.set(describeScope(region, { id: projectId }), store);
				return projectId;
			}
		}
		const client = this.open("iam", region, this.authenticateFor(region));
		return createIamProjects(client).findProject(name, options);
	}

	private authenticateFor(region: string, projectId?: string): Authentication {
		const { credentials } = this;
		switch (credentials.kind) {
			case "access key":
				return createSignatureAuthentication(credentials, { projectId, date: this.serviceDate });
			case "token":
				return createTokenAuthentication(credentials.authToken.reveal());
			case "password":
				return createPasswordAuthentication(
					this.findTokenStore(region, projectId ? { id: projectId } : { name: region }, credentials),
				);
		}
	}

	/** The tokens for one project, shared by all clients. */
	private findTokenStore(region: string, scope: ProjectScope, credentials: PasswordCredentials): TokenStore {
		const now = () => this.clientContext.clock.now();
		const issue = async (options: TokenOptions) => {
			const { createToken } = createIamTokens(this.open("iam", region, anonymous));
			return toToken(await createToken(credentials, scope, options), now());
		};

		const key = describeScope(region, scope);
		const store = this.tokens.get(key) ?? new TokenStore(issue, now);
		this.tokens.set(key, store);
		return store;
	}

	private open(service: ServiceName, region: string, authentication: Authentication, projectId = ""): Client {
		const endpoint = findEndpoint(service, region, this.configuration);
		for (const secret of findProxy(endpoint)?.secrets ?? []) this.redactor.hide(secret);

		const rateLimiter = this.findRateLimiter(service, endpoint, projectId);
		return createClient(
			{
				service,
				endpoint,
				region,
				authentication,
				credentials: this.credentials,
				rateLimiter,
				isExplicit: this.configuration.isExplicit,
			},
			this.clientContext,
		);
	}

	private findRateLimiter(service: ServiceName, endpoint: string, projectId: string): RateLimiter {
		const { clock, random } = { clock: this.clientContext.clock, random: this.options.random };
		const key = JSON.stringify([service, endpoint, projectId]);
		const rateLimiter =
			this.rateLimiters.get(key) ??
			new RateLimiter({ requestsPerSecond: this.configuration.requestsPerSecond, clock, random });
		this.rateLimiters.set(key, rateLimiter);
		return rateLimiter;
	}
}

function describeScope(region: string, scope: ProjectScope): string {
	return JSON.stringify([region, scope]);
}

/** The parts of the credentials that must not be shown. The access key's id is not strictly secret, but never needed. */
function listSecrets(credentials: Credentials): string[] {
	switch (credentials.kind) {
		case "access key":
			return [credentials.accessKey, credentials.secretKey, credentials.securityToken].flatMap(
				(secret) => secret?.reveal() ?? [],
			);
		case "token":
			return [credentials.authToken.reveal()];
		case "password":
			return [credentials.password.reveal()];
	}
}
