import { createHash } from "node:crypto";
import type { Core } from "../core";
import type { AccessKey, Caller, Project, User } from "./identities";

/** The users, keys and projects of the settings, and the relations between them. */
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

	/** The region of a project: its name. */
	getRegion(projectId: string): string {
		return this.projects().find(({ id }) => id === projectId)?.name ?? "unknown-region";
	}

	/** The users of the caller's account. */
	users({ domainName }: Pick<Caller, "domainName">): User[] {
		return this.core.settings.values.users.filter((user) => (user.domainName ?? domainName) === domainName);
	}

	getUserId({ id, name }: Pick<User, "id" | "name">): string {
		return id ?? digest(`user ${name}`);
	}

	toCaller(user: User | undefined, scope: Caller["scope"], domainName = user?.domainName ?? "simulator"): Caller {
		const userName = user?.name ?? "nobody";
		return {
			userId: this.getUserId({ id: user?.id, name: userName }),
			userName,
			domainId: getDomainId(domainName),
			domainName,
			scope,
			projectIds: user?.projectIds,
		};
	}
}

export function getDomainId(domainName: string): string {
	return digest(`domain ${domainName}`);
}

function digest(text: string): string {
	return createHash("md5").update(text).digest("hex");
}
