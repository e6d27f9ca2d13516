import { closeClouds } from "./cloud";
import { NotebookClient } from "./notebook-client";

afterEach(closeClouds);

const idsOf = (response: { json: { data: { id: string }[] } }) => response.json.data.map(({ id }) => id);

test("a flavor has the documented fields, its memory in KiB", async () => {
	const client = await NotebookClient.start({ soldOutFlavors: ["modelarts.vm.cpu.2u"] });
	const { json } = await client.list("/flavors");
	expect(json.data[0]).toMatchObject({
		id: "modelarts.vm.cpu.2u",
		arch: "x86_64",
		category: "CPU",
		vcpus: 2,
		memory: 8_388_608,
		feature: "NOTEBOOK",
		free: false,
		sold_out: true,
		billing: { code: "modelarts.vm.cpu.2u", unit_num: 1 },
		storages: ["EFS", "EVS"],
	});
	expect(json).toMatchObject({ current: 0, pages: 1, total: json.data.length, flavors: json.data });
});

test.each([
	["?category=CPU&feature=NOTEBOOK", ["modelarts.vm.cpu.2u", "modelarts.vm.cpu.8u"]],
	["?category=ASCEND", ["modelarts.kat1.xlarge"]],
	["?feature=DEFAULT", ["modelarts.vm.cpu.free", "modelarts.vm.gpu.free"]],
	["?limit=1&offset=1", ["modelarts.vm.cpu.8u"]],
])("'%s' lists %j", async (query, expected) => {
	const client = await NotebookClient.start();
	expect(idsOf(await client.list(`/flavors${query}`))).toEqual(expected);
});

test("the setting flavors determines the listed flavors", async () => {
	const client = await NotebookClient.start({ flavors: ["modelarts.vm.cpu.8u"] });
	expect(idsOf(await client.list("/flavors"))).toEqual(["modelarts.vm.cpu.8u"]);
});

test("every switchable flavor of a notebook is accepted by an update, and its own is not listed", async () => {
	const client = await NotebookClient.start();
	const id = client.put("STOPPED");
	const flavors = idsOf(await client.call("GET", id, "/flavors"));
	expect(flavors.length).toBeGreaterThan(1);
	expect(flavors).not.toContain("modelarts.vm.cpu.2u");
	for (const flavor of flavors) expect((await client.call("PUT", id, "", { flavor })).status).toBe(200);
});
