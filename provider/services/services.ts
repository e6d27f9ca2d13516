import type { Clock } from "./clock";
import type { Demanager } from "./modelarts/instances";
import type { ImsImages } from "./ims/images";
import type { ImsJobs } from "./ims/jobs";
import type { ImsTags } from "./ims/tags";
import type { ModelartsImages } from "./modelarts/images";
import type { NotebookExtras } from "./modelarts/notebook-extras";
import type { Notebooks } from "./modelarts/notebooks";
import type { RecentlyCreated } from "./recently-created";

/** The services as typed functions, in one region and project, with one set of credentials. */
export interface Services {
	readonly region: string;
	readonly projectId: string;

	/** An address that tells one cloud from another: see `findCloudAddress`. */
	readonly endpoint: string;

	/** The shortest time between two looks at the same thing, in milliseconds. */
	readonly pollInterval: number;

	/** Time, as everybody in here sees it. */
	readonly clock: Clock;

	/** How long after a write reads may show what was before it, in milliseconds. */
	readonly readLag: number;

	/** What was made a short while ago, and may not be shown yet. */
	readonly recentlyCreated: RecentlyCreated;

	/** How many looks a second are allowed, of all requests. */
	readonly pollsPerSecond: number;

	/** ModelArts notebook instances ("development environment"). */
	readonly demanager: Demanager;

	/** ModelArts images: containers that are registered for notebooks and jobs. */
	readonly modelartsImages: ModelartsImages;

	/** ModelArts notebooks of the current API. */
	readonly notebooks: Notebooks;

	/** Their tags and mounted storages. */
	readonly notebookExtras: NotebookExtras;

	/** IMS images: disks for servers. */
	readonly imsImages: ImsImages;

	/** The jobs that make IMS images. */
	readonly imsJobs: ImsJobs;

	/** The tags of IMS images. */
	readonly imsTags: ImsTags;
}
