import {
	collectFailureCodes,
	collectImageIds,
	collectSubJobIds,
	explainJobFailure,
	readPercent,
	readTask,
} from "../../../provider/services/ims/job-report";
import { isJobNotFound, type JobResponse } from "../../../provider/services/ims/jobs";
import { catchError, openServices, project } from "./support/open-services";
import { type Service, startService } from "./support/service";

let service: Service;

async function show(body: unknown, status = 200) {
	service = await startService([{ status, body }]);
	const { imsJobs } = await openServices(service.url).for({});
	return imsJobs.showJob("j-1", { deadline: Date.now() + 5 });
}

afterEach(() => service?.close());

const idOf = (digit: number) => `${String(digit).repeat(8)}-0000-0000-0000-000000000000`;
const part = (image_id: string, more: object = {}) => ({
	status: "SUCCESS",
	job_id: `j-${image_id}`,
	entities: { image_id },
	...more,
});

test("a job is read in its project", async () => {
	expect(await show({ status: "INIT" })).toEqual({ status: "INIT" });
	expect(service.requests[0]).toMatchObject({ method: "GET", url: `/v1/${project}/jobs/j-1` });
});

test.each([
	["a status alone", { status: "RUNNING" }, { status: "RUNNING" }],
	["an id alone", { job_id: "j-1" }, { job_id: "j-1" }],
	["null in all places", { status: "INIT", error_code: null, entities: null }, { status: "INIT" }],
	[
		"null among its parts",
		{ status: "INIT", entities: { sub_jobs_result: [null] } },
		{ status: "INIT", entities: { sub_jobs_result: [] } },
	],
	[
		"a failure of its own",
		{ status: "FAIL", error_code: "IMG.0057", fail_reason: "no" },
		{ status: "FAIL", error_code: "IMG.0057", fail_reason: "no" },
	],
])("a job with %s is a job", async (_what, body, expected) => {
	expect(await show(body)).toEqual(expected);
});

test.each([
	["an empty object", {}],
	["an error with 200", { error_code: "IMG.0023", error_msg: "no" }],
])("%s is no job", async (_what, body) => {
	await expect(show(body)).rejects.toThrow("Could not read image job j-1");
});

test.each([
	["the query that failed", 400, "IMG.0023", true],
	["the service's 404", 404, "IMG.0023", true],
	["a gateway's 404", 404, "APIGW.0101", false],
	["no permission", 403, "IMG.0026", false],
	["a wrong project", 400, "IMG.0030", false],
])("a job is unknown or not: %s", async (_what, status, code, unknown) => {
	const error = await catchError(show({ error: { message: "no", code } }, status));
	expect(isJobNotFound(error)).toBe(unknown);
});

const jobs: [what: string, entities: unknown, ids: string[]][] = [
	["nothing yet", undefined, []],
	["one image", { image_id: "a" }, ["a"]],
	["an id that is empty", { image_id: "" }, []],
	["data disks", { sub_jobs_result: [part("b"), part("c")] }, ["b", "c"]],
	[
		"a system image with data disks",
		{ image_id: "a", sub_jobs_result: [part("b"), part("a"), part("c")] },
		["a", "b", "c"],
	],
	["parts that have none yet", { sub_jobs_result: [{ status: "INIT" }, {}, part("b")] }, ["b"]],
	["parts without results", { sub_jobs_list: ["j-2"] }, []],
	["the old form, as text", { __data_images: `${idOf(1)},${idOf(2)}` }, [idOf(1), idOf(2)]],
	["the old form, as a list", { __data_images: [{ id: idOf(1) }, idOf(1)] }, [idOf(1)]],
	["the old form beside a newer one", { image_id: "a", __data_images: idOf(1) }, ["a"]],
	["no list where one belongs", { sub_jobs_result: "oops", sub_jobs_list: {} }, []],
];

test.each(jobs)("the images of a job with %s", (_what, entities, ids) => {
	expect(collectImageIds({ entities } as JobResponse)).toEqual(ids);
});

test.each([
	["none", {}, []],
	["a list", { sub_jobs_list: ["x", "y", "x", ""] }, ["x", "y"]],
	["results and a list", { sub_jobs_list: ["x"], sub_jobs_result: [part("b")] }, ["x", "j-b"]],
	["the other query form", { subJobId: "x" }, ["x"]],
])("the jobs within a job with %s", (_what, entities, ids) => {
	expect(collectSubJobIds({ entities })).toEqual(ids);
});

const failures: [what: string, job: unknown, reason: string][] = [
	["no reason", { status: "FAIL" }, "the service gives no reason"],
	["a code and a reason", { error_code: "IMG.0057", fail_reason: "The file is empty." }, "IMG.0057 The file is empty."],
	["a code alone", { error_code: "IMG.0057", fail_reason: "" }, "IMG.0057"],
	["a reason that is no text", { fail_reason: { why: 1 } }, '{"why":1}'],
	["the reason in another place", { entities: { error_code: "IMG.0014", error: "oops" } }, "IMG.0014 oops"],
	[
		"the same reason twice",
		{ error_code: "IMG.0014", fail_reason: "oops", entities: { error_code: "IMG.0014", error: "oops" } },
		"IMG.0014 oops",
	],
	[
		"more to say",
		{ fail_reason: "oops", entities: { addition_error_code: "IMG.0058", addition_error_msg: "bucket" } },
		"oops; IMG.0058 bucket",
	],
	[
		"reasons of its parts",
		{
			error_code: "IMG.0014",
			fail_reason: "2 of 4 failed",
			entities: {
				sub_jobs_result: [
					part("a"),
					{
						status: "FAIL",
						job_id: "j-2",
						error_code: "IMG.0121",
						fail_reason: "no file",
						entities: { image_name: "d1" },
					},
					{ status: "FAIL", job_id: "j-3", fail_reason: "too large" },
					{ status: "FAIL", fail_reason: "unknown" },
				],
			},
		},
		'IMG.0014 2 of 4 failed; image "d1": IMG.0121 no file; job j-3: too large; a part of it: unknown',
	],
];

test.each(failures)("a failure with %s", (_what, job, reason) => {
	expect(explainJobFailure(job as JobResponse)).toBe(reason);
});

test("the codes of a failure are those of the job and of its parts", () => {
	const entities = {
		error_code: "IMG.0014",
		sub_jobs_result: [{ error_code: "IMG.0121" }, { error_code: "IMG.0121" }],
	};
	expect(collectFailureCodes({ error_code: "IMG.0014", entities })).toEqual(["IMG.0014", "IMG.0121"]);
});

test.each([
	[undefined, undefined],
	[0, 0],
	[0.2, 20],
	[0.405, 41],
	[1, 100],
	["0.4", 40],
	[73, 73],
	[250, 100],
	["", undefined],
	["soon", undefined],
	[-1, undefined],
	[NaN, undefined],
])("a job that says %j is at %j percent", (process_percent, percent) => {
	expect(readPercent({ entities: process_percent === undefined ? {} : { process_percent } })).toBe(percent);
});

test.each([
	["CreateImageTask:", "CreateImageTask"],
	["", ""],
	[undefined, undefined],
	[{ name: "CreateImageTask" }, undefined],
])("a job that does %j shows it as %j", (task, shown) => {
	expect(readTask({ entities: { current_task: task as string } })).toBe(shown);
});

test("an account that may not read a job is shown which permission it needs", async () => {
	await expect(show({ error_code: "IMG.0026", error_msg: "no" }, 403)).rejects.toThrow(
		/read image job j-1: IMS answered 403 IMG\.0026.* the permission ims:images:get\./,
	);
});
