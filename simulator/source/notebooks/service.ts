import type { Core } from "../core";
import type { Answer, Call, Operation, Service } from "../gateway/operation";
import type { Accounts } from "../iam/accounts";
import type { CustomImages } from "../images/custom-images";
import { checkAccount } from "../modelarts/check-account";
import { isDeleted } from "../objects/project-store";
import { deleteNotebook, startNotebook, stopNotebook } from "./change-power";
import { createNotebook } from "./create-notebook";
import { listFlavors, showSwitchableFlavors } from "./flavor-operations";
import { renewLease, showLease } from "./lease-operations";
import { listNotebooks } from "./list-notebooks";
import { attachDynamicStorage, detachDynamicStorage, listDynamicStorages, showDynamicStorage } from "./mounts";
import { Notebooks } from "./notebooks";
import { putNotebook } from "./put-notebook";
import { createNotebookImage } from "./save-image";
import type { NotebookOperation } from "./settings";
import { createNotebookTags, deleteNotebookTags, showNotebookTags } from "./tags";
import { updateNotebook } from "./update-notebook";

const collection = "/v1/:project_id/notebooks";
const single = `${collection}/:id`;
const family = "notebooks";

type Work = (call: Call, notebooks: Notebooks) => Answer;
type Row = readonly [method: Operation["method"], path: string, name: NotebookOperation, work: Work, lasting?: true];

const rows: readonly Row[] = [
	["POST", collection, "createNotebook", createNotebook, true],
	["GET", collection, "listNotebooks", (call, notebooks) => listNotebooks(call, notebooks, false)],
	["GET", `${collection}/all`, "listAllNotebooks", (call, notebooks) => listNotebooks(call, notebooks, true)],
	["GET", single, "showNotebook", showNotebook],
	["PUT", single, "updateNotebook", updateNotebook, true],
	["DELETE", single, "deleteNotebook", deleteNotebook, true],
	["POST", `${single}/start`, "startNotebook", startNotebook, true],
	["POST", `${single}/stop`, "stopNotebook", stopNotebook, true],
	["GET", `${single}/lease`, "showLease", showLease],
	["PATCH", `${single}/lease`, "renewLease", renewLease],
	["GET", `${collection}/flavors`, "listFlavors", listFlavors],
	["GET", `${single}/flavors`, "showSwitchableFlavors", showSwitchableFlavors],
	["POST", `${single}/create-image`, "createNotebookImage", createNotebookImage, true],
	["POST", `${single}/storage`, "attachDynamicStorage", attachDynamicStorage, true],
	["GET", `${single}/storage`, "listDynamicStorages", listDynamicStorages],
	["GET", `${single}/storage/:storage_id`, "showDynamicStorage", showDynamicStorage],
	["DELETE", `${single}/storage/:storage_id`, "detachDynamicStorage", detachDynamicStorage, true],
	["POST", `${single}/tags/create`, "createNotebookTags", createNotebookTags],
	["DELETE", `${single}/tags/delete`, "deleteNotebookTags", deleteNotebookTags],
	["GET", `${collection}/tags`, "showNotebookTags", showNotebookTags],
];

/** Notebooks as today's regions serve them. */
export function makeNotebookService(core: Core, accounts: Accounts, images: CustomImages): Service {
	const notebooks = new Notebooks(core, accounts, images);
	return {
		name: family,
		operations: rows.map(([method, path, name, work, lasting]) => ({
			name,
			method,
			path,
			family,
			...(lasting && { lasting }),
			run: (call) => {
				checkAccount(name, core, notebooks.refusals);
				return work(call, notebooks);
			},
		})),
		show: () => ({
			notebooks: notebooks.store
				.all()
				.filter((notebook) => !isDeleted(notebook))
				.map((notebook) => notebooks.showToAdmin(notebook)),
		}),
		reset: () => notebooks.store.reset(),
		shelves: [notebooks.store],
		objects: { notebooks: (item) => putNotebook(item, notebooks) },
	};
}

/** A deleted one is unknown, in the words that the setting wants, or shown as DELETED. */
function showNotebook(call: Call, notebooks: Notebooks): Answer {
	const notebook = notebooks.lookUp(call);
	if (!notebook) throw notebooks.refuseUnknown(call.params["id"]);
	return { status: 200, body: notebooks.show(notebook) };
}
