import type { JobResponse } from "../../../provider/services/ims/jobs";
import { readJobId } from "../../../provider/resources/cloud-image/image-set";
import { searchImages } from "../../../provider/resources/cloud-image/recovery/search";
import { FailedJobError, waitForJob } from "../../../provider/resources/cloud-image/wait";
import { SimulatedImages } from "../support/simulated-images";
import { disks } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

const running = (entities: JobResponse["entities"] = {}): JobResponse => ({ status: "RUNNING", entities });
const wait = (record: (imageIds: readonly string[]) => void = () => {}) =>
	waitForJob("j1", { marker: "m.open", count: 1 }, record, ims.context());

test.each<[string, JobResponse, string]>([
	["percent and task", running({ process_percent: 0.4, current_task: "CreateImageTask:" }), "40 % CreateImageTask"],
	["percent as text", running({ process_percent: "0.05", current_task: "T" }), "5 % T"],
	["percent that is a percentage", running({ process_percent: 55, current_task: "T" }), "55 % T"],
	["the task alone", running({ current_task: "CreateImageTask" }), "CreateImageTask"],
	["the percent alone, and the status", running({ process_percent: 0 }), "0 % RUNNING"],
	["the status alone", { status: "INIT" }, "INIT"],
	["nothing", { job_id: "j1" }, "waiting"],
	["a percentage that is none", running({ process_percent: "soon" }), "RUNNING"],
])("a job that tells %s is shown as such", async (_what, job, shown) => {
	ims.answerJob(job, { status: "SUCCESS" });
	await wait();
	expect(ims.shown).toEqual([shown, "100 %"]);
});

test("progress is shown when it changes, and only then", async () => {
	const at = (process_percent: number) => running({ process_percent, current_task: "T" });
	ims.answerJob(at(0.1), at(0.1), at(0.5), at(0.5), { status: "SUCCESS" });
	await wait();
	expect(ims.shown).toEqual(["10 % T", "50 % T", "100 %"]);
});

test("every look is noted, so that an interruption keeps what is known", async () => {
	const observed: unknown[] = [];
	ims.answerJob(running(), running({ image_id: "i" }), { status: "SUCCESS" });
	await wait((ids) => observed.push(...ids));
	expect(observed).toEqual(["i"]);
});

test("a status that nobody knows means: wait", async () => {
	ims.answerJob({ status: "PAUSED" }, { status: "SUCCESS" });
	expect(await wait()).toMatchObject({ job: { value: { status: "SUCCESS" } } });
});

test.each<[string, JobResponse, string]>([
	[
		"its code and reason",
		{ status: "FAIL", error_code: "IMG.0057", fail_reason: "file missing" },
		"IMG.0057 file missing",
	],
	["the reason of what it is about", { status: "FAIL", entities: { error_code: "IMG.1", error: "bad" } }, "IMG.1 bad"],
	[
		"its parts' own reasons",
		{
			status: "FAIL",
			error_code: "IMG.0014",
			fail_reason: "1 of 2 failed",
			entities: {
				sub_jobs_result: [
					{ status: "SUCCESS", entities: { image_name: "one" } },
					{ status: "FAIL", error_code: "IMG.0120", fail_reason: "no such disk", entities: { image_name: "two" } },
				],
			},
		},
		'IMG.0014 1 of 2 failed; image "two": IMG.0120 no such disk',
	],
	["nothing", { status: "FAIL" }, "the service gives no reason"],
])("a job that failed with %s says so word for word", async (_what, job, message) => {
	ims.answerJob(running(), job);
	const error = await wait().catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(FailedJobError);
	expect(error).toMatchObject({ message, job });
});

test("a job that the service has forgotten is no error", async () => {
	expect(await wait()).toMatchObject({ job: { value: "unknown" } });
});

test("any other error ends the wait", async () => {
	ims.refuse("showJob", 403, "IMG.0026");
	await expect(wait()).rejects.toThrow("403 IMG.0026");
});

test.each<[string, JobResponse, Record<string, JobResponse>, number, string[]]>([
	["in the job", { entities: { image_id: "a" } }, {}, 1, ["a"]],
	[
		"in the job and its parts, each once",
		{
			entities: { image_id: "a", sub_jobs_result: [{ entities: { image_id: "a" } }, { entities: { image_id: "b" } }] },
		},
		{},
		2,
		["a", "b"],
	],
	["in its parts", { entities: { sub_jobs_result: [{ entities: { image_id: "b" } }] } }, {}, 1, ["b"]],
	[
		"in the jobs that it lists",
		{ entities: { sub_jobs_list: ["k"] } },
		{ k: { entities: { image_id: "c" } } },
		1,
		["c"],
	],
	[
		"in itself, and the rest in the jobs that it lists",
		{ entities: { image_id: "a", sub_jobs_list: ["k", "l"] } },
		{ k: { entities: { image_id: "a" } }, l: { entities: { image_id: "d" } } },
		2,
		["a", "d"],
	],
	["in the one job that it names", { entities: { subJobId: "k" } }, { k: { entities: { image_id: "e" } } }, 1, ["e"]],
	[
		"in the undocumented place",
		{ entities: { __data_images: '["5b41c1a0-7b3a-4c60-9d3b-1c2d3e4f5a6b"]' } },
		{},
		1,
		["5b41c1a0-7b3a-4c60-9d3b-1c2d3e4f5a6b"],
	],
	["nowhere, as the jobs that it lists are forgotten", { entities: { sub_jobs_list: ["x"] } }, {}, 1, []],
	["nowhere", {}, {}, 1, []],
])("ids of images are found %s", async (_where, job, others, desired, ids) => {
	for (const [id, other] of Object.entries(others)) {
		const body = { status: "SUCCESS", ...other };
		ims.admin.addFault({ match: { path: `/jobs/${id}$` }, action: { status: 200, body } });
	}
	const inputs = { ...disks, dataImages: Array.from({ length: desired }, () => ({ volumeId: "v" })) };
	const { matches } = await searchImages({ inputs, by: ["job"], job }, ims.context());
	expect(matches).toEqual(ids.map((id) => ({ image: { id }, evidence: "job" })));
});

test.each<[string, string | undefined]>([
	["job:ff80", "ff80"],
	["877a2cda-ba63-4e1e-b95f-e67e48b6129a", undefined],
	["a,b", undefined],
])("the id %s names the job %s", (id, jobId) => {
	expect(readJobId(id)).toBe(jobId);
});
