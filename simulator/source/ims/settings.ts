import { choice, flag, limit, range, records, strings, stringsOrNull } from "../settings/setting";
import { isJobFailure } from "./job-failures";
import type { JobFailure } from "./job-failures";

/** The three generations of the documents' page on tags. */
export const tagGenerations = ["2020", "2022", "current"] as const;

/** Creating goes on after the answer, deleting too if it is given time; of the others it is how long the answer takes. */
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

/** Where editions of the documents differ, what they leave open, and what depends on the account. */
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
