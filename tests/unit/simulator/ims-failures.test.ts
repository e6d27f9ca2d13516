import type { SettingsChange } from "modelarts-simulator";
import { closeClouds } from "./cloud";
import { startJob, getJob, listImages, listNames, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, fileWithData, dataVolumes } = requests;
const reason = { errorCode: "IMG.0057", failReason: "The image file is broken." };

test("an injected failure of a job is shown with HTTP 200, its code and its reason, and leaves no image", async () => {
	const cloud = await startIms({ jobFailures: [{ name: "^sys$", ...reason }] });
	const id = await startJob(cloud, server);
	cloud.clock.advance(9_999);
	expect(await getJob(cloud, id)).toMatchObject({ status: "RUNNING", error_code: null, fail_reason: null });
	cloud.clock.advance(1);
	const { status, error_code, fail_reason, entities } = await getJob(cloud, id);
	expect([status, error_code, fail_reason]).toEqual(["FAIL", "IMG.0057", reason.failReason]);
	expect(entities).toMatchObject({ error_code: "IMG.0057", error: reason.failReason });
	expect(entities).not.toHaveProperty("image_id");
	expect(await listImages(cloud)).toEqual([]);
});

test("a failed image remains as killed if the setting says so", async () => {
	const cloud = await startIms({ jobFailures: [{}], failedImage: "killed" });
	await startJob(cloud, server);
	cloud.clock.advance(10_000);
	expect((await listImages(cloud)).map(({ status }) => status)).toEqual(["killed"]);
});

test("a job with a failure after 0.3 of its duration ends early", async () => {
	const cloud = await startIms({ jobFailures: [{ after: 0.3 }] });
	const id = await startJob(cloud, server);
	cloud.clock.advance(3000);
	const { status, end_time, error_code } = await getJob(cloud, id);
	expect([status, end_time, error_code]).toEqual(["FAIL", "2026-01-01T00:00:03.000Z", "IMG.0014"]);
});

test.each([
	["once", [{}], ["FAIL", "SUCCESS", "SUCCESS"]],
	["twice", [{ times: 2 }], ["FAIL", "FAIL", "SUCCESS"]],
	["always", [{ times: null }], ["FAIL", "FAIL", "FAIL"]],
	["by name", [{ name: "b$", times: null }], ["SUCCESS", "FAIL", "SUCCESS"]],
	["by index", [{ image: 1, times: null }], ["SUCCESS", "SUCCESS", "SUCCESS"]],
] as [string, SettingsChange["jobFailures"], string[]][])("jobs fail %s", async (_what, jobFailures, expected) => {
	const cloud = await startIms({ jobFailures });
	const ids = [];
	for (const name of ["a", "b", "c"]) ids.push(await startJob(cloud, { ...server, name }));
	cloud.clock.advance(10_000);
	const jobs = await Promise.all(ids.map((id) => getJob(cloud, id)));
	expect(jobs.map(({ status }) => status as string)).toEqual(expected);
});

test.each([
	["the system image", fileWithData, { image: 0 }, ["FAIL", "SUCCESS", "SUCCESS"], ["data-1", "data-2"]],
	["one data image by index", fileWithData, { image: 2 }, ["SUCCESS", "SUCCESS", "FAIL"], ["data-1", "sys"]],
	["one data image by name", fileWithData, { name: "data-1" }, ["SUCCESS", "FAIL", "SUCCESS"], ["data-2", "sys"]],
	["the data images", fileWithData, { name: "data" }, ["SUCCESS", "FAIL", "FAIL"], ["sys"]],
	["all", fileWithData, {}, ["FAIL", "FAIL", "FAIL"], []],
	["one data disk of a server", dataVolumes, { image: 1 }, ["SUCCESS", "FAIL"], ["data-1"]],
])(
	"a job of several images in which the failure hits %s keeps the other images",
	async (_what, request, scenario, expected, remaining) => {
		const cloud = await startIms({ jobFailures: [{ ...scenario, ...reason }] });
		const id = await startJob(cloud, request);
		cloud.clock.advance(10_000);
		const { status, error_code, fail_reason, entities } = await getJob(cloud, id);
		const subJobs = entities.sub_jobs_result as Record<string, unknown>[];
		expect(subJobs.map((subJob) => subJob["status"])).toEqual(expected);
		const failed = subJobs.filter((subJob) => subJob["status"] === "FAIL");
		expect([status, error_code]).toEqual(["FAIL", "IMG.0014"]);
		expect(fail_reason).toBe(`${failed.length} of ${subJobs.length} sub-jobs failed.`);
		for (const subJob of failed)
			expect(subJob).toMatchObject({ error_code: "IMG.0057", fail_reason: reason.failReason });
		expect((await listNames(cloud)).sort()).toEqual(remaining);
	},
);

test("a job with an early failed sub-job runs until its last sub-job ends", async () => {
	const cloud = await startIms({ jobFailures: [{ image: 1, after: 0.2 }] });
	const id = await startJob(cloud, dataVolumes);
	cloud.clock.advance(5000);
	const { status, entities } = await getJob(cloud, id);
	const subJobs = entities.sub_jobs_result as { status: string }[];
	expect([status, ...subJobs.map((subJob) => subJob.status)]).toEqual(["RUNNING", "RUNNING", "FAIL"]);
});
