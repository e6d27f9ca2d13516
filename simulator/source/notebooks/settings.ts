import { amount, byName, choice, flag, limit, range, records, stringsOrNull } from "../settings/setting";
import { isNotebookFailure } from "./notebook-failures";
import type { NotebookFailure } from "./notebook-failures";

/**
 * Durations of the operations. For an asynchronous operation it is the work after the response (updateNotebook: growing
 * the disk; createNotebookImage: the image and the SNAPSHOTTING); for other operations the delay of the response.
 */
export const notebookDurations = {
	createNotebook: [3000, 5000],
	startNotebook: [1500, 2500],
	stopNotebook: [1500, 2500],
	deleteNotebook: [500, 1000],
	updateNotebook: [1000, 2000],
	createNotebookImage: [3000, 5000],
	attachDynamicStorage: [500, 1000],
	detachDynamicStorage: [500, 1000],
	listNotebooks: 0,
	listAllNotebooks: 0,
	showNotebook: 0,
	showLease: 0,
	renewLease: 0,
	listFlavors: 0,
	showSwitchableFlavors: 0,
	listDynamicStorages: 0,
	showDynamicStorage: 0,
	createNotebookTags: 0,
	deleteNotebookTags: 0,
	showNotebookTags: 0,
} as const;

export type NotebookOperation = keyof typeof notebookDurations;
export const notebookOperations = Object.keys(notebookDurations) as NotebookOperation[];

const updatable = ["name", "description", "flavor", "image_id", "endpoints", "storage_new_size", "hooks"];

/** Behaviour that differs between editions of the documents, is not documented, or depends on the account. */
export const notebookSettings = {
	notebookCreateShows: choice("CREATING", ["CREATING", "INIT"]),
	missingNotebook: choice("6309", ["6309", "6404", "404", "DELETED"]),
	powerConflicts: choice("own", ["own", "6357"]),
	deleteWhileBusy: flag(true),
	readsNeedRunning: flag(false),
	otherSuccessCodes: flag(false),
	progressText: choice("description", ["description", "step_description"]),
	showHooks: flag(false),
	notebookListPageMax: limit(null),
	firstNotebookPage: amount(0),
	notebookPageSizes: choice("any", ["any", "sdk"]),

	leaseRange: range([3_600_000, 259_200_000]),
	endlessLease: flag(true),
	startLease: choice("kept", ["kept", "default"]),
	lockedNotebookParameters: byName<readonly string[]>(
		{
			RUNNING: ["flavor", "image_id", "endpoints"],
			INIT: updatable,
			CREATING: updatable,
			STARTING: updatable,
			STOPPING: updatable,
			SNAPSHOTTING: updatable,
			DELETING: updatable,
		},
		"an object, status to list of parameters",
		Array.isArray,
	),
	efsDefaultSize: amount(50),
	notebookQuota: limit(null),
	keyPairs: stringsOrNull(null),

	mountLimit: limit(10),
	mountsAfterStop: choice("kept", ["kept", "gone"]),
	unmountedStorage: choice("gone", ["gone", "UNMOUNTED"]),
	notebookTagLimit: limit(20),
	imageNeedsName: flag(true),

	notebookFailures: records<NotebookFailure>([], [], { accepts: isNotebookFailure }),
};
