import { ServiceError } from "../../../provider/services/http/errors";
import type { Context } from "../../../provider/lifecycle/contract";
import { applyMounts, type MountPlan } from "../../../provider/resources/notebook/mounts";
import type { Tracked } from "../../../provider/resources/notebook/drive-to";
import type { Plan } from "../../../provider/resources/notebook/plan";
import { createFakeClock } from "../rate-limit/fake-clock";

const mount = { storagePath: "obs://sets/a/", mountDirectory: "/data/a/" };

test("a mount that is interrupted in the pause after its request was throttled tells of that request", async () => {
	const attempted = { operation: "attachDynamicStorage", object: "it", purpose: "mount it", isReadOnly: false };
	const throttled = new ServiceError("Could not mount it: throttled.", attempted, "unlikely");
	const controller = new AbortController();
	const mountStorage = jest.fn(() => {
		controller.abort(new Error("interrupted"));
		return Promise.reject(throttled);
	});
	const clock = createFakeClock();
	const context = {
		services: { clock, readLag: 1000, notebookMounts: { mountStorage, listMounts: () => Promise.resolve([]) } },
		signal: controller.signal,
		deadline: Infinity,
		pollInterval: 1000,
	} as unknown as Context;
	const plan: MountPlan = { declared: [mount], due: [mount], obsolete: [], added: [] };
	const work = { begin: () => {} } as unknown as Plan;
	const notebook = { observed: { id: "n1" } } as unknown as Tracked;

	await expect(applyMounts(notebook, plan, work, context)).rejects.toBe(throttled);
	expect(mountStorage).toHaveBeenCalledTimes(1);
});
