import type { SettingsChange } from "modelarts-simulator";
import { about, cloudImage, cloudImagesOf, cluster, countOf, disks, makeImage, quickly } from "../support/images";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider(quickly);

const places: readonly (readonly [string, SettingsChange])[] = [
	["the job and its sub-jobs", { systemWithDataIds: "both" }],
	["the sub-jobs alone", { systemWithDataIds: "subJobs" }],
	["the job alone, for the system image", { systemWithDataIds: "imageId" }],
	["sub-jobs that have to be read one by one", { subJobs: "list" }],
	["sub-jobs one by one, with none named by the job", { subJobs: "list", systemWithDataIds: "subJobs" }],
	["sub-jobs in another order", { subJobOrder: "reverse" }],
	["sub-jobs in another order, with none named by the job", { subJobOrder: "reverse", systemWithDataIds: "subJobs" }],
	["the job, only at its end", { jobShowsImageId: "end", imageWhileJobRuns: "hidden" }],
	[
		"the job, only for the system image, and the data images have no tags",
		{ systemWithDataIds: "imageId", dataImageTags: "dropped" },
	],
	["the job, while lists show old tags", { listedTags: "none", imageWhileJobRuns: "queued" }],
];

describe.each(places)("with the ids in %s", (_where, settings) => {
	beforeEach(() => at.world.set(settings));

	test("a file with data disks has the system image's id, and all ids in the order of the request", async () => {
		const { id, outputs } = await makeImage(at.provider, cluster);
		const ids = ["base", "base-1", "base-2"].map(
			(name) => cloudImagesOf(at.world).find((image) => image.name === name)?.id,
		);
		expect(id).toBe(ids[0]);
		expect(outputs).toMatchObject({ imageId: ids[0], imageIds: ids, dataImageIds: ids.slice(1) });
	});

	test("data disks have all ids in the order of the request", async () => {
		const { id, outputs } = await makeImage(at.provider, disks);
		const ids = ["base-1", "second"].map((name) => cloudImagesOf(at.world).find((image) => image.name === name)?.id);
		expect(id).toBe(ids.join(","));
		expect(outputs).toMatchObject({ imageId: ids[0], dataImageIds: ids });
	});
});

describe.each([["IMG.0023"], ["404"]] as const)("a job that the service forgets at once (%s)", (unknownJob) => {
	test.each([
		["a system image", cloudImage(), 1],
		["a file with data disks", cluster, 3],
		["data disks", disks, 2],
	] as const)("causes no duplicate: %s is found by its marker", async (_what, given, count) => {
		at.world.set({ jobLifetime: 0, unknownJob });
		const { outputs } = await makeImage(at.provider, given);
		expect(outputs).toMatchObject({ status: "active", imageIds: cloudImagesOf(at.world).map(({ id }) => id) });
		expect(outputs.imageIds).toHaveLength(count);
		expect(countOf(at.world, "createImage")).toBe(1);
	});
});

test.each([["stages"], ["absent"], ["stale"]] as const)("a job with the percent %s completes", async (jobPercent) => {
	at.world.set({ jobPercent });
	expect((await makeImage(at.provider, cloudImage())).outputs.status).toBe("active");
});

test.each([["PAUSED"], ["success "], [null]] as const)("a job with the status %j is waited for", async (status) => {
	const body = { job_id: "1", job_type: "imsCreateImageByInstance", status, entities: {} };
	at.world.admin.addFault({ match: { operation: "showJob" }, times: 5, action: { status: 200, body } });
	expect((await makeImage(at.provider, cloudImage())).outputs.status).toBe("active");
	expect(countOf(at.world, "showJob")).toBeGreaterThan(5);
});

test("wrong responses about the job delay the create, and change nothing else", async () => {
	const html = { status: 502, headers: { "content-type": "text/html" }, body: "<html>bad gateway</html>" };
	const bad = [{ status: 500 }, html, { reset: true }, { truncate: true }, { malformed: true }, { status: 429 }];
	bad.forEach((action, index) => at.world.admin.addFault({ match: { operation: "showJob", nth: index + 1 }, action }));
	expect((await makeImage(at.provider, cloudImage())).outputs.status).toBe("active");
	expect(countOf(at.world, "createImage")).toBe(1);
});

test("a limit of concurrent jobs (HTTP 400 IMG.0060) is waited for", async () => {
	const body = { error: { code: "IMG.0060", message: "The flow control limit has been reached." } };
	at.world.admin.addFault({ match: { operation: "createImage" }, times: 2, action: { status: 400, body } });
	expect((await makeImage(at.provider, cloudImage())).outputs.status).toBe("active");
	expect(cloudImagesOf(at.world)).toHaveLength(1);
	expect(countOf(at.world, "createImage")).toBe(3);
});

describe("a partial failure of images", () => {
	const failReason = 'Object "b.qcow2" is broken: <unexpected end> at 93%; IMG says no.';

	test.each([
		["the system image", 0],
		["a data image", 1],
	] as const)("reports the reason of %s verbatim and removes the others", async (_what, image) => {
		at.world.set({ jobFailures: [{ image, errorCode: "IMG.0072", failReason, after: 0.5 }] });
		const error = await catchError<ProviderError>(makeImage(at.provider, cluster));
		expect(error.message).toContain(`IMG.0072 ${failReason}`);
		expect(error.message).toMatch(/\(job [0-9a-f]{32}\).*Nothing was left behind\.$/);
		expect(error.halfCreated).toBeUndefined();
		expect(cloudImagesOf(at.world)).toEqual([]);
		expect(countOf(at.world, "glanceDeleteImage")).toBe(2);
	});

	test("keeps an image that cannot be removed in the state, with a message, and the next up replaces it", async () => {
		at.world.set({ jobFailures: [{ image: 1, failReason }] });
		const body = { error_code: "IMG.0026", error_msg: "You are not authorized." };
		const denied = { match: { operation: "glanceDeleteImage" }, times: null, action: { status: 403, body } };
		at.world.admin.addFault(denied);
		const { inputs } = await at.provider.check(cluster, {}, about(cluster));
		const { halfCreated } = await catchError<ProviderError>(at.provider.create(inputs, about(cluster)));
		const left = cloudImagesOf(at.world).map(({ id }) => id);
		expect(left).toHaveLength(2);
		for (const id of left) expect(halfCreated?.reasons.join()).toContain(id);
		expect(halfCreated?.reasons.join()).toContain(failReason);

		const { id = "", properties = {} } = halfCreated ?? {};
		const difference = { changes: "some", replaces: ["status"] };
		expect(await at.provider.diff(id, properties, inputs, about(cluster))).toMatchObject(difference);
		const read = await at.provider.read(id, properties, about(cluster));
		expect(await at.provider.diff(read.id, read.outputs, inputs, about(cluster))).toMatchObject(difference);
		at.world.admin.clearFaults();
		await at.provider.delete(read.id, read.outputs, about(cluster));
		expect(cloudImagesOf(at.world)).toEqual([]);
	});
});
