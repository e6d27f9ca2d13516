import type { Services } from "../../services/services";
import type { CloudImageResponse } from "../../services/ims/images";
import { collectImageIds, readPercent } from "../../services/ims/job-report";
import { isJobNotFound, type JobResponse } from "../../services/ims/jobs";
import type { RequestOptions } from "../../services/http/operation";
import { perServices } from "../../lifecycle/polling/per-services";
import { ObjectList, type Waiting } from "../../lifecycle/polling/object-list";
import type { Reading } from "../../lifecycle/polling/reading";
import { BatchPoller } from "../../lifecycle/polling/batch-poller";
import { readUntilVisible } from "../../services/read-until-visible";
import { MARKER_KEY } from "../../lifecycle/create-safety/ownership-marker";
import { countPages, listOwnImages } from "./poll";

/** A job that makes images, as far as anybody has looked. */
export interface SeenJob {
	/**
	 * When it was last asked for itself. `unknown`: the service cannot tell, no document says how long it remembers;
	 * `undefined`: nobody asked it yet.
	 */
	readonly job?: Reading<JobResponse | "unknown">;

	/** All of its images, if a list showed them. */
	readonly images?: readonly CloudImageResponse[];
}

/** What the images of a job are known by. */
export interface JobImages {
	/** The value of their marker. */
	readonly marker: string;

	/** How many there are to be. */
	readonly count: number;
}

/** One whose progress can be shown is looked at so often alone, in poll intervals, however well a list shows it. */
const SHOW_PROGRESS = 15;

/** Lists show images, but not why a job fails. */
const LOOK_FOR_FAILURE = 600;

const IN_THE_MAKING = ["saving", "queued"];

/** What a job looks like now; `undefined` if the service cannot tell: no document says how long it remembers. */
export function getJob(
	jobId: string,
	options: RequestOptions & { readonly services: Services },
): Promise<JobResponse | undefined> {
	const { services, ...call } = options;
	async function ask(): Promise<JobResponse | undefined> {
		try {
			return await services.imsJobs.showJob(jobId, call);
		} catch (error) {
			if (isJobNotFound(error)) return undefined;
			throw error;
		}
	}
	return readUntilVisible(`job:${jobId}`, ask, options);
}

/**
 * Whoever waits for a job. The list of all images shows many jobs at once by what they make; a job is asked for itself
 * when the list cannot tell, and seldom besides, for its percent.
 */
export const watchJobs = perServices(
	(services: Services) =>
		new BatchPoller<SeenJob, JobImages>(
			{
				async one(id, limits) {
					const job = (await getJob(id, { ...limits, services })) ?? "unknown";
					return { job: { value: job, at: services.clock.now() } };
				},
				list: listOfJobs(services),
				readProgress: readFraction,
			},
			services,
		),
);

/** What the list of all images shows of jobs. */
function listOfJobs(services: Services): ObjectList<SeenJob, JobImages> {
	async function send(limits: RequestOptions, waiting: readonly Waiting<SeenJob, JobImages>[]) {
		const listed = await listOwnImages(services, limits);
		const batch = { waiting: waiting.length, unit: services.pollInterval, now: services.clock.now() };
		const shown = waiting.flatMap((one): [string, SeenJob][] => {
			const observed = tellByList(one, batch, listed);
			return observed ? [[one.id, observed]] : [];
		});
		return { observed: new Map(shown), requests: countPages(listed) };
	}
	return new ObjectList({ send }, services);
}

/** The job, as far as the service can tell it. */
export function toJob({ job }: SeenJob): JobResponse | undefined {
	return job?.value === "unknown" ? undefined : job?.value;
}

function readFraction(observed: SeenJob): Reading<number> | undefined {
	const job = toJob(observed);
	const percent = job && readPercent(job);
	return observed.job && percent !== undefined ? { value: percent / 100, at: observed.job.at } : undefined;
}

/** What a list says of a job; `undefined` if the job itself has to be asked. */
export function tellByList(
	{ observed, startedAt, about }: Pick<Waiting<SeenJob, JobImages>, "observed" | "startedAt" | "about">,
	{ waiting, unit, now }: { readonly waiting: number; readonly unit: number; readonly now: number },
	listed: readonly CloudImageResponse[],
): SeenJob | undefined {
	const job = observed && toJob(observed);
	const named = job ? collectImageIds(job) : [];
	const images = listed.filter((image) => named.includes(image.id) || isMarked(image, about.marker));
	if (images.length !== about.count) return undefined;

	if (images.every(({ status }) => status === "active")) return { ...observed, images };
	if (!images.every(({ status = "" }) => status === "active" || IN_THE_MAKING.includes(status))) return undefined;

	const again = job && readPercent(job) === undefined ? LOOK_FOR_FAILURE : SHOW_PROGRESS * Math.sqrt(waiting);
	// Nothing is known of its progress yet: that is wanted soon.
	const patience = job === undefined ? waiting / 5 : again;
	return now - (observed?.job?.at ?? startedAt) < patience * unit ? { ...observed, images } : undefined;
}

/** Lists have tags as one text each, in changing forms. */
function isMarked({ tags = [] }: CloudImageResponse, value: string): boolean {
	return ["=", "."].some((sign) => tags.includes(`${MARKER_KEY}${sign}${value}`));
}
