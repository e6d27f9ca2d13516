import { startSimulator, type Simulator, type SimulatorOptions } from "modelarts-simulator";
import { isNotFound } from "../../../provider/services/modelarts/instances";
import { catchError, openServices } from "./support/open-services";

let simulator: Simulator;

afterEach(() => simulator?.close());

/** The simulator checks signatures by its own reading of the documents. */
async function open(more: Record<string, unknown> = {}, options: SimulatorOptions = {}) {
	simulator = await startSimulator({ speed: 1000, ...options });
	const { accessKey, secretKey, projectId } = simulator;
	return openServices(simulator.url, { accessKey, secretKey, projectId, ...more }).for({});
}

const lab = {
	name: "lab",
	profile_id: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	spec: { storage: { type: "evs", location: { volume_size: 5 } } },
	workspace: { id: "0" },
};

test("a notebook is created, listed, updated, opened and deleted with signed requests", async () => {
	const { demanager } = await open();
	const { id } = await demanager.createInstance({ ...lab, description: "mé 中 😀" });
	expect(await demanager.getInstance(id)).toMatchObject({ id, name: "lab", description: "mé 中 😀" });
	expect((await demanager.listInstances({ show_self: false })).map((one) => one.id)).toEqual([id]);
	expect(await demanager.updateInstance(id, { description: "new" })).toMatchObject({ description: "new" });
});

test("an id that needs escaping is signed as the simulator expects it", async () => {
	const { demanager } = await open();
	const error = await catchError(demanager.getInstance("DE 1/é*'()"));
	expect(error).toMatchObject({ status: 400, code: "ModelArts.6309" });
	expect(isNotFound(error)).toBe(true);
});

test("wrong keys, a wrong project and a wrong password are one sentence each", async () => {
	const wrongKey = await open({ secretKey: "wrong" });
	await expect(wrongKey.demanager.listInstances({})).rejects.toThrow(/secret key does not belong to the access key/);
	await simulator.close();

	const wrongProject = await open({ projectId: "other" });
	await expect(wrongProject.demanager.listInstances({})).rejects.toThrow(
		/403 ModelArts.0210.*belong to another project/,
	);
	await simulator.close();

	const user = { accessKey: "", secretKey: "", userName: "simulator-user", password: "wrong", domainName: "d" };
	const wrongPassword = await open(user);
	await expect(wrongPassword.demanager.listInstances({})).rejects.toThrow(/IAM answered 401.*huaweicloud:password/);
});

test("a user's token serves as well as signatures, and the project is found with either", async () => {
	const user = { userName: "simulator-user", password: "simulator-password", domainName: "simulator" };
	for (const more of [{}, { accessKey: "", secretKey: "", ...user }]) {
		const cloud = await open({ ...more, projectId: "" });
		expect(cloud.projectId).toBe(simulator.projectId);
		expect(await cloud.demanager.listInstances({})).toEqual([]);
		await simulator.close();
	}
});
