import { startSimulator, type Simulator, type SimulatorOptions } from "modelarts-simulator";
import { collectImageIds } from "../../../provider/services/ims/job-report";
import type { Services } from "../../../provider/services/services";
import { isImageNotFound } from "../../../provider/services/modelarts/images";
import { catchError, openServices } from "./support/open-services";

let simulator: Simulator;

afterEach(() => simulator?.close());

/** The simulator checks signatures, bodies and rules by its own reading of the documents. */
async function open(more: Record<string, unknown> = {}, options: SimulatorOptions = {}) {
	simulator = await startSimulator({ speed: 1000, ...options });
	const { accessKey, secretKey, projectId } = simulator;
	return openServices(simulator.url, { accessKey, secretKey, projectId, ...more }).for({});
}

async function finish({ imsJobs }: Services, jobId: string) {
	for (;;) {
		const job = await imsJobs.showJob(jobId);
		if (job.status !== "INIT" && job.status !== "RUNNING") return job;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

test("a custom image is registered, listed, shown and removed with its content", async () => {
	const { modelartsImages } = await open();
	const image = await modelartsImages.registerImage({ swr_path: "swr.example.com/team/pytorch:1.8", description: "é" });
	expect(image).toMatchObject({ name: "pytorch", namespace: "team", tag: "1.8", type: "DEDICATED" });
	expect((await modelartsImages.listImages({ name: "pytorch" })).map(({ id }) => id)).toEqual([image.id]);
	expect((await modelartsImages.listImages({ type: "BUILD_IN" })).length).toBeGreaterThan(0);
	expect(await modelartsImages.showImage(image.id)).toMatchObject({ description: "é" });
	await modelartsImages.deleteImage(image.id, { purge: true });
	expect(isImageNotFound(await catchError(modelartsImages.showImage(image.id)))).toBe(true);
});

test("a cloud image is created, found, updated, tagged and deleted", async () => {
	const cloud = await open();
	const { imsImages, imsTags } = cloud;
	const image_tags = [{ key: "pulumi", value: "x.open" }];
	const jobId = await imsImages.createImage({ name: "sys", image_url: "bucket:sys.qcow2", min_disk: 40, image_tags });
	const job = await finish(cloud, jobId);
	expect(job).toMatchObject({ status: "SUCCESS" });
	const [id = ""] = collectImageIds(job);

	expect(await imsImages.findImage(id)).toMatchObject({ id, name: "sys", status: "active" });
	expect((await imsImages.listImages({ name: "sys", owner: cloud.projectId })).map((image) => image.id)).toEqual([id]);
	const changed = await imsImages.updateImage(id, [
		{ op: "replace", path: "/name", value: "new" },
		{ op: "add", path: "/__description", value: "é" },
	]);
	expect(changed).toMatchObject({ id, name: "new", __description: "é" });

	await imsTags.addTags(id, { a: "1", pulumi: "x.done" });
	expect(await imsTags.findImagesByTag("pulumi", ["x.done"])).toMatchObject([
		{ id, tags: { a: "1", pulumi: "x.done" } },
	]);
	await imsTags.removeTags(id, ["a", "unknown"]);
	expect(await imsTags.listTags(id)).toEqual({ pulumi: "x.done" });

	await imsImages.deleteImage(id);
	while (await imsImages.findImage(id)) await new Promise((resolve) => setTimeout(resolve, 5));
	await expect(imsImages.deleteImage(id)).resolves.toBeUndefined();
	expect(await imsTags.findImagesByTag("pulumi", undefined)).toEqual([]);
});

test("the systems that a region knows", async () => {
	const { imsImages } = await open();
	expect(await imsImages.listOsVersions()).toContain("CentOS 7.0 64bit");
});

/** A token as users get it elsewhere. */
async function fetchToken(): Promise<string> {
	const user = { name: "simulator-user", password: "simulator-password", domain: { name: "simulator" } };
	const identity = { methods: ["password"], password: { user } };
	const body = JSON.stringify({ auth: { identity, scope: { project: { name: "cn-north-4" } } } });
	const headers = { "content-type": "application/json" };
	const answer = await fetch(`${simulator.url}/v3/auth/tokens`, { method: "POST", headers, body });
	return answer.headers.get("x-subject-token") ?? "";
}

test("an image exists with a token for its project; with a token for another project it is not concluded to be deleted", async () => {
	await open();
	const more = { accessKey: "", secretKey: "", authToken: await fetchToken() };
	const right = await openServices(simulator.url, { ...more, projectId: simulator.projectId }).for({});
	expect(await right.imsImages.findImage("i-1")).toBeUndefined();

	const wrong = await openServices(simulator.url, { ...more, projectId: "f".repeat(32) }).for({});
	await expect(wrong.imsImages.findImage("i-1")).rejects.toThrow("belong to another project");
});
