import type { OperationRequest } from "../../../provider/services/http/operation";
import type { Client } from "../../../provider/services/http/client";
import { createImsQuotas } from "../../../provider/services/ims/quotas";
import { createWorkspaces } from "../../../provider/services/modelarts/workspaces";

/** A service that returns this response to every request. */
function answering(body: Record<string, unknown>): Client {
	const answer = { status: 200, headers: {}, text: "" };
	return { request: async <T>(call: OperationRequest<T>) => call.read(body, answer) as T, readList: (read) => read() };
}

test("quotas are read whether their figures are numbers or text, and what has none is left out", async () => {
	const resources = [
		{ type: "image_shared", used: "1", quota: "2" },
		{ type: "image", used: 3, quota: 20, min: 1, max: 1000 },
		{ type: "image_member", used: null, quota: 20 },
	];
	expect(await createImsQuotas(answering({ quotas: { resources } })).listQuotas()).toEqual([
		{ type: "image_shared", used: 1, quota: 2 },
		{ type: "image", used: 3, quota: 20 },
	]);
});

test.each([
	["nothing", {}],
	["no list", { quotas: {} }],
])("a response with %s is no list of quotas", async (_what, body) => {
	expect(await createImsQuotas(answering(body)).listQuotas()).toBeUndefined();
});

test("a workspace's id may be a number, and its status may be missing", async () => {
	const workspaces = [{ id: 0, name: "default" }, { id: "a1", name: "vision", status: "DELETING" }, { name: "odd" }];
	expect(await createWorkspaces(answering({ workspaces }), "p").listWorkspaces()).toEqual([
		{ id: "0", name: "default", status: "NORMAL" },
		{ id: "a1", name: "vision", status: "DELETING" },
	]);
});
