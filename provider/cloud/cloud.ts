import type { Demanager } from "./demanager";

/** The services as typed functions, in one region and project, with one set of credentials. */
export interface Cloud {
	readonly region: string;
	readonly projectId: string;

	/** ModelArts notebook instances ("development environment"). */
	readonly demanager: Demanager;
}
