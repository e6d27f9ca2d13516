import { createHash } from "node:crypto";
import type { Core } from "../core";

export interface Project {
	readonly id: string;
	/** Of a region's own project: the region. */
	readonly name: string;
}

export interface User {
	readonly name: string;
	readonly password: string;
	/** Left out: made from the name. */
	readonly id?: string;
	/** The account that owns the user. Left out: any name is taken. */
	readonly domainName?: string;
	/** The projects that the user may enter. Left out: all. */
	readonly projectIds?: readonly string[];
}

export interface AccessKey {
	readonly accessKey: string;
	readonly secretKey: string;
	/** A temporary key: each request must carry this in X-Security-Token. */
	readonly securityToken?: string;
	/** The owner's name. Left out: the first user. */
	readonly user?: string;
}

/** Who sent a request. */
export interface Caller {
	readonly userId: string;
	readonly userName: string;
	readonly domainId: string;
	readonly domainName: string;
	/** A key opens all projects of its user; a token one project, or none. */
	readonly scope: "all" | "none" | { readonly projectId: string };
	/** Left out: all. */
	readonly projectIds?: readonly string[];
}

/** The users, keys and projects of the settings, and how they hang together. */
export class Accounts {
	constructor(private readonly core: Core) {}

	projects(caller?: Pick<Caller, "projectIds">): Project[] {
		const { projects } = this.core.settings.values;
		return projects.filter(({ id }) => caller?.projectIds?.includes(id) ?? true);
	}

	findUser(name: string | undefined): User | undefined {
		const { users } = this.core.settings.values;
		return name === undefined ? users[0] : users.find((user) => user.name === name);
	}

	findKey(accessKey: string): AccessKey | undefined {
		return this.core.settings.values.keys.find((key) => key.accessKey === accessKey);
	}

	/** The region is the name of the project that a request goes to. */
	regionOf(projectId: string): string {
		return this.projects().find(({ id }) => id === projectId)?.name ?? "unknown-region";
	}

	/** Those of the caller's account. */
	users({ domainName }: Pick<Caller, "domainName">): User[] {
		return this.core.settings.values.users.filter((user) => (user.domainName ?? domainName) === domainName);
	}

	idOf({ id, name }: Pick<User, "id" | "name">): string {
		return id ?? digest(`user ${name}`);
	}

	toCaller(user: User | undefined, scope: Caller["scope"], domainName = user?.domainName ?? "simulator"): Caller {
		const userName = user?.name ?? "nobody";
		return {
			userId: this.idOf({ id: user?.id, name: userName }),
			userName,
			domainId: domainIdOf(domainName),
			domainName,
			scope,
			projectIds: user?.projectIds,
		};
	}
}

export function domainIdOf(domainName: string): string {
	return digest(`domain ${domainName}`);
}

function digest(text: string): string {
	return createHash("md5").update(text).digest("hex");
}
