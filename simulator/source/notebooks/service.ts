import type { Core } from "../core";
import type { HttpResponse, OperationRequest, Operation, Service } from "../gateway/operation";
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

type Handler = (request: OperationRequest, notebooks: Notebooks) => HttpResponse;
type Route = readonly [
	method: Operation["method"],
	path: string,
	name: NotebookOperation,
	handler: Handler,
	asynchronous?: true,
];

const routes: readonly Route[] = [
	["POST", collection, "createNotebook", createNotebook, true],
	["GET", collection, "listNotebooks", (request, notebooks) => listNotebooks(request, notebooks, false)],
	["GET", `${collection}/all`, "listAllNotebooks", (request, notebooks) => listNotebooks(request, notebooks, true)],
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

/** The notebook service of current regions. */
export function makeNotebookService(core: Core, accounts: Accounts, images: CustomImages): Service {
	const notebooks = new Notebooks(core, accounts, images);
	return {
		name: family,
		operations: routes.map(([method, path, name, handler, asynchronous]) => ({
			name,
			method,
			path,
			family,
			...(asynchronous && { asynchronous }),
			run: (request) => {
				checkAccount(name, core, notebooks.errors);
				return handler(request, notebooks);
			},
		})),
		show: () => ({
			notebooks: notebooks.store
				.all()
				.filter((notebook) => !isDeleted(notebook))
				.map((notebook) => notebooks.showToAdmin(notebook)),
		}),
		reset: () => notebooks.store.reset(),
		stores: [notebooks.store],
		objects: { notebooks: (item) => putNotebook(item, notebooks) },
	};
}

/** Shows a notebook. A deleted one is answered with the configured not-found error, or shown as DELETED. */
function showNotebook(request: OperationRequest, notebooks: Notebooks): HttpResponse {
	const notebook = notebooks.find(request);
	if (!notebook) throw notebooks.createNotFoundError(request.params["id"]);
	return { status: 200, body: notebooks.show(notebook) };
}
