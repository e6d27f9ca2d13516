import { bindOperations } from "../../../provider/services/http/bind-operations";
import type { Client } from "../../../provider/services/http/client";
import { operation, type OperationRequest, type RequestOptions } from "../../../provider/services/http/operation";
import { operations as iamProjects } from "../../../provider/services/iam/projects";
import { operations as iamTokens } from "../../../provider/services/iam/tokens";
import { operations as imsImages } from "../../../provider/services/ims/images";
import { operations as imsJobs } from "../../../provider/services/ims/jobs";
import { operations as imsQuotas } from "../../../provider/services/ims/quotas";
import { operations as imsTags } from "../../../provider/services/ims/tags";
import { operations as notebookFlavors } from "../../../provider/services/modelarts/flavors";
import { operations as modelartsImages } from "../../../provider/services/modelarts/images";
import { operations as demanager } from "../../../provider/services/modelarts/instances";
import { operations as notebookMounts } from "../../../provider/services/modelarts/notebook-mounts";
import { operations as notebookTags } from "../../../provider/services/modelarts/notebook-tags";
import { operations as notebooks } from "../../../provider/services/modelarts/notebooks";
import { operations as modelartsQuotas } from "../../../provider/services/modelarts/quotas";
import { operations as workspaces } from "../../../provider/services/modelarts/workspaces";

const disk = {
	name: "showDisk",
	verb: "read",
	kind: "read",
	method: "GET",
	path: "/v1/{project_id}/disks/{id}",
	permission: "disks:get",
} as const;

const operations = {
	showDisk: operation({
		...disk,
		request: (id: string) => ({ object: `disk ${id}`, ids: { id } }),
		read: ({ size }) => (typeof size === "number" ? size : undefined),
	}),
	resizeDisk: operation({
		...disk,
		name: "resizeDisk",
		verb: "change",
		kind: "write",
		method: "POST",
		request: (id: string, size: number) => ({
			object: `disk ${id}`,
			verb: "resize",
			ids: { id },
			query: { size, force: undefined },
			body: { size },
		}),
		successProperty: "size",
	}),
};

/** A client that gives every request this response; what it is asked is in `sent`. */
function respondWith(body: Record<string, unknown>) {
	const sent: { request: OperationRequest<unknown>; options?: RequestOptions }[] = [];
	const client: Client = {
		async request<T>(request: OperationRequest<T>, options?: RequestOptions) {
			sent.push({ request, options });
			const result = request.read(body, { status: 200, headers: {}, text: "" });
			return result ?? Promise.reject(new Error("unreadable"));
		},
		readList: (read) => read(),
	};
	return { sent, ...bindOperations(client, { projectId: "p" }, operations) };
}

test("an operation's ids are encoded into its path, and its result is what it reads", async () => {
	const { sent, showDisk } = respondWith({ size: 5 });
	expect(await showDisk("a/b c")).toBe(5);
	expect(sent[0]?.request).toMatchObject({ ...disk, object: "disk a/b c", path: "/v1/p/disks/a%2Fb%20c" });
});

test.each(["", ".", "..", undefined])("the id %j is rejected before anything is sent", async (id) => {
	const { sent, showDisk } = respondWith({ size: 5 });
	await expect(showDisk(id as string)).rejects.toThrow("nothing was sent");
	expect(sent).toEqual([]);
});

test("options follow an operation's arguments", async () => {
	const { sent, showDisk, resizeDisk } = respondWith({ size: 5 });
	await showDisk("d", { deadline: 1 });
	await resizeDisk("d", 6, { deadline: 2 });
	expect(sent.map(({ options }) => options?.deadline)).toEqual([1, 2]);
});

test("a request can have a verb of its own, and leaves out parameters without a value", async () => {
	const { sent, resizeDisk } = respondWith({});
	await resizeDisk("d", 6);
	expect(sent[0]?.request).toMatchObject({ verb: "resize", query: [["size", "6"]], body: { size: 6 } });
});

test.each([
	["nothing", {}, true],
	["an error", { error_code: "D.1", error_msg: "no" }, false],
	["an object that has an error of its own", { size: 6, error_code: "D.1", error_msg: "no" }, true],
])("an operation without a result accepts %s: %s", async (_what, body, isAccepted) => {
	const { sent, resizeDisk } = respondWith(body);
	if (isAccepted) expect(await resizeDisk("d", 6)).toBeUndefined();
	else await expect(resizeDisk("d", 6)).rejects.toThrow("unreadable");
	expect(sent[0]?.request.mayBeEmpty).toBe(true);
});

const sets = {
	demanager,
	iamProjects,
	iamTokens,
	imsImages,
	imsJobs,
	imsQuotas,
	imsTags,
	modelartsImages,
	modelartsQuotas,
	notebookFlavors,
	notebookMounts,
	notebooks,
	notebookTags,
	workspaces,
};
const all = Object.entries(sets).flatMap(([set, declared]) =>
	Object.entries(declared).map(([name, declaration]) => ({ title: `${set}.${name}`, ...declaration })),
);

test("every GET is a read, and every operation that creates is a POST", () => {
	expect(all.length).toBeGreaterThan(30);
	expect(all.filter(({ method, kind }) => method === "GET" && kind !== "read")).toEqual([]);
	expect(all.filter(({ method, kind }) => kind === "create" && method !== "POST")).toEqual([]);
});
