import { amount, byName, choice, flag, limit, range, records, strings, stringsOrNull } from "../settings/setting";
import { isInstanceFailure } from "./instance-failures";
import type { InstanceFailure } from "./instance-failures";

/**
 * Durations of the operations. Creating, starting, stopping, restarting and deleting continue after the response; for
 * other operations it is the delay of the response. `startInstance`, `stopInstance` and `restartInstance` are the
 * actions of changeInstanceStatus; null means "as changeInstanceStatus".
 */
export const demanagerDurations = {
	createInstance: [3000, 5000],
	changeInstanceStatus: [1500, 2500],
	startInstance: null,
	stopInstance: null,
	restartInstance: null,
	queueInstance: 0,
	deleteInstance: 0,
	getInstanceList: 0,
	getInstance: 0,
	updateInstance: 0,
	getInstanceToken: 0,
} as const;

/** The operations that can be denied to the account, including each action of changeInstanceStatus. */
export const deniableOperations = [
	"createInstance",
	"getInstanceList",
	"getInstance",
	"updateInstance",
	"deleteInstance",
	"changeInstanceStatus",
	"startInstance",
	"stopInstance",
	"restartInstance",
	"queueInstance",
	"dequeueInstance",
	"getInstanceToken",
] as const;

/** Behaviour that differs between editions of the documents, is not documented, or depends on the account. */
export const demanagerSettings = {
	errorMessageKey: choice("error_msg", ["error_msg", "error_message"]),
	totalCountAsText: flag(false),
	idForm: choice("DE", ["DE", "UUID"]),
	echoAnnotations: flag(true),
	profileForm: choice("echo", ["echo", "uuid"]),
	strictDescription: flag(false),
	refuseUnknownFields: flag(false),
	createShows: choice("CREATING", ["CREATING", "STARTING"]),
	listDefaultWorkspace: choice("0", ["0", null]),
	listDeleted: flag(false),
	listPageMax: limit(null),
	deletedInstance: choice("6309", ["6309", "404", "DELETED"]),
	afterQueue: choice("start", ["start", "wait"]),

	nameScope: choice("workspace", ["workspace", "project", "user", "none"]),
	instanceQuota: limit(null),
	quotaCode: choice("6302", ["6302", "0113", "0118"]),
	profiles: stringsOrNull(null),
	flavors: stringsOrNull(null),
	forbiddenFlavors: strings([]),
	soldOutFlavors: strings([]),
	workspaces: stringsOrNull(null),
	brokenWorkspaces: strings([]),
	evsSizeRange: range([5, 4096]),
	autoStopRange: range([3600, 86400]),
	autoStopSpeed: amount(1),

	lockedParameters: byName<readonly string[]>({}, "an object, status to list of parameters", Array.isArray),
	failures: records<InstanceFailure>([], [], { accepts: isInstanceFailure }),
};
