export interface Project {
	readonly id: string;
	/** For a region's own project, the name of the region. */
	readonly name: string;
}

export interface User {
	readonly name: string;
	readonly password: string;
	/** Default: derived from the name. */
	readonly id?: string;
	/** The account that owns the user. Default: any account name is accepted. */
	readonly domainName?: string;
	/** The projects that the user has access to. Default: all. */
	readonly projectIds?: readonly string[];
}

export interface AccessKey {
	readonly accessKey: string;
	readonly secretKey: string;
	/** A temporary key: each request must carry this in X-Security-Token. */
	readonly securityToken?: string;
	/** The owner's name. Default: the first user. */
	readonly user?: string;
}

/** The authenticated sender of a request. */
export interface Caller {
	readonly userId: string;
	readonly userName: string;
	readonly domainId: string;
	readonly domainName: string;
	/** A key gives access to all projects of its user; a token to one project or to none. */
	readonly scope: "all" | "none" | { readonly projectId: string };
	/** Default: all. */
	readonly projectIds?: readonly string[];
}
