import { choice, flag, limit, range, records, strings, stringsOrNull } from "../settings/setting";
import { isJobFailure } from "./job-failures";
import type { JobFailure } from "./job-failures";

/** The three versions of the documented tag rules. */
export const tagGenerations = ["2020", "2022", "current"] as const;

/**
 * Durations of the operations. A create continues after the response, a deletion too if its duration is set; for other
 * operations it is the delay of the response.
 */
export const imsDurations = {
	createImage: [3000, 5000],
	showJob: 0,
	showJobProgress: 0,
	listImages: 0,
	glanceShowImage: 0,
	updateImage: 0,
	glanceDeleteImage: 0,
	listImageTags: 0,
	addImageTag: 0,
	batchAddOrDeleteTags: 0,
	deleteImageTag: 0,
	listImagesTags: 0,
	listImageByTags: 0,
	listOsVersions: 0,
	showImageQuota: 0,
} as const;

/** Behaviour that differs between editions of the documents, is not documented, or depends on the account. */
export const imsSettings = {
	imageWhileJobRuns: choice("saving", ["saving", "queued", "hidden"]),
	failedImage: choice("removed", ["removed", "killed"]),
	deletingShows: choice("active", ["active", "pending_delete", "deleted"]),
	listedTags: choice("fresh", ["fresh", "asCreated", "none"]),
	listedTagSign: choice("=", ["=", "."]),
	dataImageTags: choice("kept", ["kept", "dropped"]),
	cloudImageListPageMax: limit(null),
	missingImage: choice("IMG.0027", ["IMG.0027", "404"]),
	missingDelete: choice("404", ["404", "204"]),
	nativeErrors: choice("xml", ["xml", "json"]),

	jobPercent: choice("linear", ["linear", "stages", "absent", "stale"]),
	jobShowsImageId: choice("running", ["running", "end"]),
	systemWithDataIds: choice("both", ["both", "subJobs", "imageId"]),
	subJobs: choice("results", ["results", "list"]),
	subJobOrder: choice("request", ["request", "reverse"]),
	jobLifetime: limit(null),
	unknownJob: choice("IMG.0023", ["IMG.0023", "404"]),
	jobFailures: records<JobFailure>([], [], { accepts: isJobFailure }),

	taskLimit: limit(null),
	imageQuota: limit(null),
	uniqueImageNames: flag(false),
	serverMustBeStopped: flag(false),
	refuseUnknownOsVersions: flag(false),
	systemDiskRange: range([40, 1024]),
	dataDiskRange: range([1, 2048]),
	tagRules: choice("2022", tagGenerations),
	enterpriseProjects: stringsOrNull(null),
	kmsKeys: stringsOrNull(null),
	disabledKmsKeys: strings([]),
};
