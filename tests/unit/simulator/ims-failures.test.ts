import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { begin, job, list, names, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, fileWithData, dataVolumes } = requests;
const reason = { errorCode: "IMG.0057", failReason: "The image file is broken." };

test("a job fails on order with HTTP 200, its code and its reason, and leaves nothing behind", async () => {
	const cloud = await startIms({ jobFailures: [{ name: "^sys$", ...reason }] });
	const id = await begin(cloud, server);
	cloud.clock.advance(9_999);
	expect(await job(cloud, id)).toMatchObject({ status: "RUNNING", error_code: null, fail_reason: null });
	cloud.clock.advance(1);
	const { status, error_code, fail_reason, entities } = await job(cloud, id);
	expect([status, error_code, fail_reason]).toEqual(["FAIL", "IMG.0057", reason.failReason]);
	expect(entities).toMatchObject({ error_code: "IMG.0057", error: reason.failReason });
	expect(entities).not.toHaveProperty("image_id");
	expect(await list(cloud)).toEqual([]);
});

test("what failed can stay in sight as killed", async () => {
	const cloud = await startIms({ jobFailures: [{}], failedImage: "killed" });
	await begin(cloud, server);
	cloud.clock.advance(10_000);
	expect((await list(cloud)).map(({ status }) => status)).toEqual(["killed"]);
});

test("a job can fail before its time is over", async () => {
	const cloud = await startIms({ jobFailures: [{ after: 0.3 }] });
	const id = await begin(cloud, server);
	cloud.clock.advance(3000);
	const { status, end_time, error_code } = await job(cloud, id);
	expect([status, end_time, error_code]).toEqual(["FAIL", "2026-01-01T00:00:03.000Z", "IMG.0014"]);
});

test.each([
	["once", [{}], ["FAIL", "SUCCESS", "SUCCESS"]],
	["twice", [{ times: 2 }], ["FAIL", "FAIL", "SUCCESS"]],
	["always", [{ times: null }], ["FAIL", "FAIL", "FAIL"]],
	["by name", [{ name: "b$", times: null }], ["SUCCESS", "FAIL", "SUCCESS"]],
	["by place", [{ image: 1, times: null }], ["SUCCESS", "SUCCESS", "SUCCESS"]],
] as [string, SettingsChange["jobFailures"], string[]][])("jobs fail %s", async (_what, jobFailures, expected) => {
	const cloud = await startIms({ jobFailures });
	const ids = [];
	for (const name of ["a", "b", "c"]) ids.push(await begin(cloud, { ...server, name }));
	cloud.clock.advance(10_000);
	const jobs = await Promise.all(ids.map((id) => job(cloud, id)));
	expect(jobs.map(({ status }) => status as string)).toEqual(expected);
});

test.each([
	["the system image", fileWithData, { image: 0 }, ["FAIL", "SUCCESS", "SUCCESS"], ["data-1", "data-2"]],
	["one data image by place", fileWithData, { image: 2 }, ["SUCCESS", "SUCCESS", "FAIL"], ["data-1", "sys"]],
	["one data image by name", fileWithData, { name: "data-1" }, ["SUCCESS", "FAIL", "SUCCESS"], ["data-2", "sys"]],
	["the data images", fileWithData, { name: "data" }, ["SUCCESS", "FAIL", "FAIL"], ["sys"]],
	["all", fileWithData, {}, ["FAIL", "FAIL", "FAIL"], []],
	["one data disk of a server", dataVolumes, { image: 1 }, ["SUCCESS", "FAIL"], ["data-1"]],
])("of a job of several images %s fails, and the others stay", async (_what, request, order, expected, left) => {
	const cloud = await startIms({ jobFailures: [{ ...order, ...reason }] });
	const id = await begin(cloud, request);
	cloud.clock.advance(10_000);
	const { status, error_code, fail_reason, entities } = await job(cloud, id);
	const parts = entities.sub_jobs_result as Record<string, unknown>[];
	expect(parts.map((part) => part["status"])).toEqual(expected);
	const failed = parts.filter((part) => part["status"] === "FAIL");
	expect([status, error_code]).toEqual(["FAIL", "IMG.0014"]);
	expect(fail_reason).toBe(`${failed.length} of ${parts.length} sub-jobs failed.`);
	for (const part of failed) expect(part).toMatchObject({ error_code: "IMG.0057", fail_reason: reason.failReason });
	expect((await names(cloud)).sort()).toEqual(left);
});

test("a part that failed early leaves the job running until the last part is over", async () => {
	const cloud = await startIms({ jobFailures: [{ image: 1, after: 0.2 }] });
	const id = await begin(cloud, dataVolumes);
	cloud.clock.advance(5000);
	const { status, entities } = await job(cloud, id);
	const parts = entities.sub_jobs_result as { status: string }[];
	expect([status, ...parts.map((part) => part.status)]).toEqual(["RUNNING", "RUNNING", "FAIL"]);
});
