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
