import { askUntilShown } from "../../services/read-until-shown";
import type { Cloud } from "../../services/services";
import { type CloudImageAnswer, PAGE_SIZE } from "../../services/ims/images";
import { collectImageIds, readPercent } from "../../services/ims/job-report";
import { isJobUnknown, type Job } from "../../services/ims/jobs";
import type { CallOptions } from "../../services/http/operation";
import { followListed } from "../../lifecycle/polling/list-source";
import type { Waiting } from "../../lifecycle/polling/poll-source";
import { perOwner } from "../../lifecycle/polling/per-services";
import { Reader } from "../../lifecycle/polling/batch-reader";
import type { Reading } from "../../lifecycle/polling/reading";
import { Watcher } from "../../lifecycle/polling/batch-poller";
import { MARK_KEY } from "./tag-rules";

/** A job that makes images, as far as anybody has looked. */
export interface SeenJob {
	/**
	 * When it was last asked for itself. `unknown`: the service cannot tell, no document says how long it remembers;
	 * `undefined`: nobody asked it yet.
	 */
	readonly job?: Reading<Job | "unknown">;

	/** All of its images, if a list showed them. */
	readonly images?: readonly CloudImageAnswer[];
}

/** What the images of a job are known by. */
export interface JobImages {
	/** The value of their mark. */
	readonly mark: string;

	/** How many there are to be. */
	readonly wanted: number;
}

/** One whose progress can be shown is looked at so often alone, in poll intervals, however well a list shows it. */
const SHOW_PROGRESS = 15;

/** Lists show images, but not why a job fails. */
const LOOK_FOR_FAILURE = 600;

const IN_THE_MAKING = ["saving", "queued"];

/** What a job looks like now; `undefined` if the service cannot tell: no document says how long it remembers. */
export function lookAtJob(jobId: string, options: CallOptions & { readonly cloud: Cloud }): Promise<Job | undefined> {
	const { cloud, ...call } = options;
	async function ask(): Promise<Job | undefined> {
		try {
			return await cloud.imsJobs.showJob(jobId, call);
		} catch (error) {
			if (isJobUnknown(error)) return undefined;
			throw error;
		}
	}
	return askUntilShown(`job:${jobId}`, ask, options);
}

/** What an image looks like now; `undefined` if it is gone. */
export function lookAtImage(
	id: string,
	options: CallOptions & { readonly cloud: Cloud },
): Promise<CloudImageAnswer | undefined> {
	const { cloud, ...call } = options;
	return askUntilShown(id, () => cloud.imsImages.findImage(id, call), options);
}

/**
 * Whoever waits for a job. The list of all images shows many jobs at once by what they make; a job is asked for itself
 * when the list cannot tell, and seldom besides, for its percent.
 */
export const watchJobs = perOwner(
	(cloud: Cloud) =>
		new Watcher<SeenJob, JobImages>(
			{
				async one(id, limits) {
					const job = (await lookAtJob(id, { ...limits, cloud })) ?? "unknown";
					return { job: { value: job, at: cloud.clock.now() } };
				},
				async many(waiting, limits) {
					const listed = await listOwnImages(cloud, limits);
					const crowd = { waiting: waiting.length, unit: cloud.pollInterval, now: cloud.clock.now() };
					const told = waiting.flatMap((one): [string, SeenJob][] => {
						const seen = tellByList(one, crowd, listed);
						return seen ? [[one.id, seen]] : [];
					});
					return { seen: new Map(told), requests: countPages(listed) };
				},
				readProgress: ({ job }) => readFraction(job),
			},
			cloud,
		),
);

/** Whoever waits for an image to change or to go, or reads one; one that is gone is `deleted`. */
export const cloudImages = followListed({
	one: async (cloud: Cloud, id, limits) => (await lookAtImage(id, { ...limits, cloud })) ?? { id, status: "deleted" },
	all: (cloud, _workspaceId, limits) => listOwnImages(cloud, limits),
	pageSize: () => PAGE_SIZE,
});

/** Whoever reads the tags of an image: one question shows those of all images with a mark of ours. */
export const readerOfTags = perOwner(
	(cloud: Cloud) =>
		new Reader<Readonly<Record<string, string>>>(
			{
				one: (id, limits) => cloud.imsTags.listTags(id, limits),
				async all(limits) {
					const marked = await cloud.imsTags.findImagesByTag(MARK_KEY, undefined, limits);
					return { seen: new Map(marked.map(({ id, tags }) => [id, tags])), requests: countPages(marked) };
				},
			},
			cloud,
		),
);

function readFraction(job: SeenJob["job"]): Reading<number> | undefined {
	const percent = job === undefined || job.value === "unknown" ? undefined : readPercent(job.value);
	return job && percent !== undefined ? { value: percent / 100, at: job.at } : undefined;
}

function listOwnImages(cloud: Cloud, limits: CallOptions): Promise<CloudImageAnswer[]> {
	return cloud.imsImages.listImages({ __imagetype: "private" }, limits);
}

function countPages(images: readonly unknown[]): number {
	return Math.ceil((images.length + 1) / PAGE_SIZE);
}

/** What a list says of a job; `undefined` if the job itself has to be asked. */
export function tellByList(
	{ seen, begun, about }: Pick<Waiting<SeenJob, JobImages>, "seen" | "begun" | "about">,
	{ waiting, unit, now }: { readonly waiting: number; readonly unit: number; readonly now: number },
	listed: readonly CloudImageAnswer[],
): SeenJob | undefined {
	const job = seen?.job?.value === "unknown" ? undefined : seen?.job?.value;
	const named = job ? collectImageIds(job) : [];
	const images = listed.filter((image) => named.includes(image.id) || hasMark(image, about.mark));
	if (images.length !== about.wanted) return undefined;

	if (images.every(({ status }) => status === "active")) return { ...seen, images };
	if (!images.every(({ status = "" }) => status === "active" || IN_THE_MAKING.includes(status))) return undefined;

	const again = job && readPercent(job) === undefined ? LOOK_FOR_FAILURE : SHOW_PROGRESS * Math.sqrt(waiting);
	// Nothing is known of its progress yet: that is wanted soon.
	const patience = job === undefined ? waiting / 5 : again;
	return now - (seen?.job?.at ?? begun) < patience * unit ? { ...seen, images } : undefined;
}

/** Lists have tags as one text each, in changing forms. */
function hasMark({ tags = [] }: CloudImageAnswer, value: string): boolean {
	return ["=", "."].some((sign) => tags.includes(`${MARK_KEY}${sign}${value}`));
}
