import { closeClouds } from "./cloud";
import type { Cloud } from "./cloud";
import { startJob, getJob, listImages, errorOf, requests, startIms } from "./ims-client";

afterEach(closeClouds);

const { server, volume, file, iso, quick, fileWithData, dataVolumes } = requests;

const progress = async (cloud: Cloud, id: string) =>
	(await cloud.call("GET", `/v1/cloudimages/job/${id}`)).json as Record<string, unknown> & {
		entities: Record<string, unknown>;
	};

test("a job goes from INIT over RUNNING to SUCCESS, and its percentage rises with time", async () => {
	const cloud = await startIms();
	const id = await startJob(cloud, server);
	const seen = [];
	for (const step of [0, 500, 4500, 4999, 1]) {
		cloud.clock.advance(step);
		const { status, entities, end_time } = await getJob(cloud, id);
		seen.push([status, entities.process_percent, end_time]);
	}
	expect(seen).toEqual([
		["INIT", 0, ""],
		["RUNNING", 0.05, ""],
		["RUNNING", 0.5, ""],
		["RUNNING", 0.99, ""],
		["SUCCESS", 1, "2026-01-01T00:00:10.000Z"],
	]);
});

test("both query operations show the same job, the newer one also a sub-job", async () => {
	const cloud = await startIms();
	const id = await startJob(cloud, server);
	cloud.clock.advance(5000);
	const { entities, ...rest } = await progress(cloud, id);
	const { subJobId, ...others } = entities;
	expect(subJobId).toMatch(/^[0-9a-f]{32}$/);
	expect(await getJob(cloud, id)).toEqual({ ...rest, entities: others });
	expect({ ...rest, entities: others }).toEqual({
		job_id: id,
		job_type: "imsCreateImageByInstance",
		begin_time: "2026-01-01T00:00:00.000Z",
		end_time: "",
		status: "RUNNING",
		error_code: null,
		fail_reason: null,
		entities: {
			image_name: "sys",
			image_id: expect.any(String),
			process_percent: 0.5,
			current_task: "CreateImageByInstanceTask",
		},
	});
	expect(cloud.simulator.admin.requests().map(({ operation }) => operation)).toEqual([
		"createImage",
		"showJobProgress",
		"showJob",
	]);
});

test.each([
	["server", server, "imsCreateImageByInstance", []],
	["volume", volume, "imsVolumeCreateImageJob", []],
	["file", file, "imsImportImageJob", []],
	["quick import", quick, "imsImportImageJob", []],
	["ISO", iso, "imsImportIsoFileImageJob", []],
	[
		"file with data",
		fileWithData,
		"imsImportImageJob",
		["imsGoofysImportImageWithoutconfigJob", "imsImportDataImageJob", "imsImportDataImageJob"],
	],
	["data disks", dataVolumes, "imsVolumesToSysDataImagesJob", ["imsCopyVolumeToImageJob", "imsCopyVolumeToImageJob"]],
])("a job and its sub-jobs have the documented types: %s", async (_kind, request, type, types) => {
	const cloud = await startIms();
	const id = await startJob(cloud, request);
	cloud.clock.advance(10_000);
	const { job_type, entities } = await getJob(cloud, id);
	const below = (entities.sub_jobs_result ?? []) as { job_type: string; job_id: string }[];
	expect([job_type, below.map((subJob) => subJob.job_type)]).toEqual([type, types]);
	expect(entities.sub_jobs_list ?? []).toEqual(below.map((subJob) => subJob.job_id));
});

test("the image ids of data disks are only in the sub-jobs, even for one disk", async () => {
	const cloud = await startIms();
	const id = await startJob(cloud, { data_images: [{ name: "d", volume_id: "v" }] });
	cloud.clock.advance(10_000);
	const { entities } = await getJob(cloud, id);
	const [image] = await listImages(cloud);
	expect(entities).not.toHaveProperty("image_id");
	expect(entities.sub_jobs_result).toEqual([
		expect.objectContaining({ status: "SUCCESS", entities: { image_name: "d", image_id: image.id } }),
	]);
});

test.each([
	["both", true, 3],
	["subJobs", false, 3],
	["imageId", true, 0],
] as const)(
	"the image ids of a file with data disks are where the setting says: %s",
	async (systemWithDataIds, top, below) => {
		const cloud = await startIms({ systemWithDataIds });
		const id = await startJob(cloud, fileWithData);
		cloud.clock.advance(10_000);
		const { entities } = await getJob(cloud, id);
		const [system] = await listImages(cloud, "?name=sys");
		expect(entities.image_id).toBe(top ? system.id : undefined);
		expect(entities.sub_jobs_result ?? []).toHaveLength(below);
		if (below > 0) expect(entities.sub_jobs_result[0].entities.image_id).toBe(system.id);
	},
);

test("sub-jobs are listed by id in the configured order, and shown one by one", async () => {
	const cloud = await startIms({ subJobs: "list", subJobOrder: "reverse" });
	const { entities } = await getJob(cloud, await startJob(cloud, dataVolumes));
	cloud.clock.advance(10_000);
	expect(entities).not.toHaveProperty("sub_jobs_result");
	const subJobs = [];
	for (const id of entities.sub_jobs_list) subJobs.push(await getJob(cloud, id as string));
	expect(subJobs.map((subJob) => [subJob.status, subJob.entities.image_name])).toEqual([
		["SUCCESS", "data-2"],
		["SUCCESS", "data-1"],
	]);
});

test.each([
	["running", [false, true, true]],
	["end", [false, false, true]],
] as const)("a job shows its image id from the time of the setting: %s", async (jobShowsImageId, expected) => {
	const cloud = await startIms({ jobShowsImageId });
	const id = await startJob(cloud, server);
	const seen = [];
	for (const step of [0, 5000, 5000]) {
		cloud.clock.advance(step);
		seen.push("image_id" in (await getJob(cloud, id)).entities);
	}
	expect(seen).toEqual(expected);
});

test.each([
	["linear", [0.15, 0.35, 0.65, 0.96, 1]],
	["stages", [0.05, 0.5, 0.5, 0.9, 1]],
	["stale", [0.2, 0.2, 0.2, 0.2, 0.2]],
	["absent", [undefined, undefined, undefined, undefined, undefined]],
] as const)("the percentage of a job is %s", async (jobPercent, expected) => {
	const cloud = await startIms({ jobPercent });
	const id = await startJob(cloud, server);
	const seen = [];
	for (const step of [1500, 2000, 3000, 3100, 400]) {
		cloud.clock.advance(step);
		seen.push((await getJob(cloud, id)).entities.process_percent);
	}
	expect(seen).toEqual(expected);
});

test.each([
	["IMG.0023", 400],
	["404", 404],
] as const)("an unknown job is answered as the setting says: %s", async (unknownJob, status) => {
	const cloud = await startIms({ unknownJob, jobLifetime: 60_000 });
	const id = await startJob(cloud, server);
	cloud.clock.advance(70_000);
	expect((await getJob(cloud, id)).status).toBe("SUCCESS");
	cloud.clock.advance(1);
	const path = `/v1/${cloud.simulator.projectId}/jobs/${id}`;
	expect(errorOf(await cloud.call("GET", path))).toEqual([status, "IMG.0023"]);
});

test("the jobs of another project are not found", async () => {
	const projects = [
		{ id: "one", name: "cn-north-4" },
		{ id: "two", name: "cn-east-3" },
	];
	const cloud = await startIms({ projects });
	const id = await startJob(cloud, server);
	expect((await cloud.call("GET", `/v1/one/jobs/${id}`)).status).toBe(200);
	expect((await cloud.call("GET", `/v1/two/jobs/${id}`)).status).toBe(400);
	const headers = { "x-project-id": "two" };
	expect((await cloud.call("GET", `/v1/cloudimages/job/${id}`, undefined, { headers })).status).toBe(400);
});

test("a clock offset moves the shown times of a job only", async () => {
	const cloud = await startIms();
	const id = await startJob(cloud, server);
	cloud.clock.advance(10_000);
	cloud.simulator.admin.changeSettings({ clockOffset: 60_000 });
	const { status, begin_time, end_time } = await getJob(cloud, id);
	expect([status, begin_time, end_time]).toEqual(["SUCCESS", "2026-01-01T00:01:00.000Z", "2026-01-01T00:01:10.000Z"]);
});
