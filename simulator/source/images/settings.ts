import { amount, choice, flag, limit, records } from "../settings/setting";
import { isCustomImageFailure } from "./custom-image-failures";
import type { CustomImageFailure } from "./custom-image-failures";

/**
 * A registration continues after its response; with a duration of 0 it is complete at once, as in the documented
 * samples.
 */
export const customImageDurations = {
	registerImage: 0,
	listImage: 0,
	showImage: 0,
	deleteImage: 0,
	listImageGroups: 0,
};

/** Behaviour that differs between editions of the documents or is not documented. */
export const customImageSettings = {
	registerShows: choice("INIT", ["INIT", "CREATING"]),
	registerStatus: choice("200", ["200", "201"]),
	lowerCaseArch: flag(true),
	uniqueSwrPaths: flag(true),
	maxCustomImageSize: limit(null),
	deletedCustomImage: choice("404", ["404", "6404", "DELETED"]),
	deleteCustomImageStatus: choice("200", ["200", "204"]),
	builtInImages: amount(6),
	customImageListDefaults: choice("none", ["none", "sdk"]),
	customImageListPageMax: limit(null),
	firstCustomImagePage: amount(0),
	customImageFailures: records<CustomImageFailure>([], [], { accepts: isCustomImageFailure }),
};
