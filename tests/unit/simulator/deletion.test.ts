import { Cloud, closeClouds } from "./cloud";

afterEach(closeClouds);

test.each([
	["6309", 400, "ModelArts.6309"],
	["404", 404, "ModelArts.0015"],
	["DELETED", 200, undefined],
] as const)("a deleted instance is answered as the setting says: %s", async (deletedInstance, status, code) => {
	const cloud = await Cloud.start({ deletedInstance });
	const id = cloud.put("STOPPED");
	const response = await cloud.call("DELETE", `${cloud.instances}/${id}`);
	expect(response.json).toEqual({ instance_id: id });
	const after = await cloud.get(id);
	expect([after.status, after.json.error_code]).toEqual([status, code]);
	if (status === 200) expect(after.json.status).toBe("DELETED");
	expect((await cloud.list()).json.instances).toEqual([]);
	expect((await cloud.call("DELETE", `${cloud.instances}/${id}`)).json.error_code).toBe("ModelArts.6309");
});

test("a delete with a duration keeps the name taken until its end", async () => {
	const cloud = await Cloud.start({ durations: { deleteInstance: 4000 } });
	const id = cloud.put("STOPPED");
	await cloud.call("DELETE", `${cloud.instances}/${id}`);
	expect((await cloud.get(id)).json.status).toBe("DELETING");
	expect((await cloud.create()).json.error_code).toBe("ModelArts.6301");
	cloud.clock.advance(4000);
	expect((await cloud.get(id)).json.error_code).toBe("ModelArts.6309");
	expect((await cloud.create()).status).toBe(200);
});
