import {
	about,
	cloudImage,
	cloudImagesOf,
	cluster,
	countOf,
	customImage,
	disks,
	makeImage,
	quickly,
} from "../support/images";
import type { ProviderError } from "../support/provider-error";
import { catchError, shareProvider } from "../support/world";

const at = shareProvider(quickly);

const page = { headers: { "content-type": "text/html" }, body: "<html>login</html>" };

/** Responses without information about the image. */
const silent = [
	["403", { status: 403, body: { error_code: "IMG.0026", error_msg: "You are not authorized." } }],
	["a page", { status: 200, ...page }],
	["a gateway's 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist." } }],
	["a page with 404", { status: 404, ...page }],
	["a failing service", { status: 500 }],
	["a text that is no JSON", { malformed: true }],
	["an object without images", { status: 200, body: {} }],
] as const;

describe.each(silent)("a read with the response %s", (_what, action) => {
	test.each([
		["a cloud image", cloudImage({ timeouts: { read: 0.1 } }), "listImages"],
		["data disks", { ...disks, timeouts: { read: 0.1 } }, "listImages"],
		["a custom image", customImage({ timeouts: { read: 0.1 } }), "showImage"],
	] as const)("fails, and never reports %s as deleted", async (_kind, given, operation) => {
		const { id, outputs } = await makeImage(at.provider, given);
		at.world.admin.addFault({ match: { operation }, times: null, action });
		const error = await catchError<ProviderError>(at.provider.read(id, outputs, about(given)));
		expect(error.message).not.toBe("");
	});

	test("fails for tags as well: they never count as removed", async () => {
		const given = cloudImage({ tags: { team: "vision" }, timeouts: { read: 0.1 } });
		const { id, outputs } = await makeImage(at.provider, given);
		for (const operation of ["listImageTags", "listImageByTags"])
			at.world.admin.addFault({ match: { operation }, times: null, action });
		await catchError<ProviderError>(at.provider.read(id, outputs, about(given)));
	});

	test("fails for the job of an unfinished image as well", async () => {
		at.world.set({ durations: { createImage: 60_000 }, imageWhileJobRuns: "hidden", jobShowsImageId: "end" });
		const given = cloudImage({ timeouts: { create: 0.05, read: 0.1 } });
		const { halfCreated } = await catchError<ProviderError>(makeImage(at.provider, given));
		at.world.admin.addFault({ match: { operation: "showJob" }, times: null, action });
		const { id = "", properties = {} } = halfCreated ?? {};
		await catchError<ProviderError>(at.provider.read(id, properties, about(given)));
	});
});

test("several images of which one was deleted are replaced, and the others are removed", async () => {
	for (const given of [cluster, disks]) {
		const { id, inputs, outputs } = await makeImage(at.provider, given);
		const [, second] = outputs.imageIds as string[];
		at.world.admin.putObjects({ cloudImages: [{ id: second, remove: true }] });
		const read = await at.provider.read(id, outputs, about(given));
		const { replaces } = await at.provider.diff(read.id, read.outputs, inputs, about(given));
		expect(replaces).toEqual(["dataImages"]);
		await at.provider.delete(read.id, read.outputs, about(given));
		expect(cloudImagesOf(at.world)).toEqual([]);
	}
});

test("data images without their system image are replaced, and are removed", async () => {
	const { id, inputs, outputs } = await makeImage(at.provider, cluster);
	at.world.admin.putObjects({ cloudImages: [{ id, remove: true }] });
	const read = await at.provider.read(id, outputs, about(cluster));
	expect(read.id).not.toBe("");
	const difference = await at.provider.diff(read.id, read.outputs, inputs, about(cluster));
	expect(difference).toMatchObject({ changes: "some", replaces: ["status"] });
	await at.provider.delete(read.id, read.outputs, about(cluster));
	expect(cloudImagesOf(at.world)).toEqual([]);
});

test("a value in the service's own spelling is no difference", async () => {
	const source = { instanceId: undefined, imageUrl: "images:a.qcow2", minDisk: 40, osVersion: "CentOS 7.0 64bit" };
	const given = cloudImage({ ...source, type: "ECS", minRam: 1024, maxRam: 4096, enterpriseProjectId: "0", tags: {} });
	at.world.admin.putObjects({ files: [{ path: "images/a.qcow2", osVersion: "Ubuntu 18.04 server 64bit" }] });
	const { id, inputs, outputs } = await makeImage(at.provider, given);
	const read = await at.provider.read(id, outputs, about(given));
	expect(read.inputs).toEqual(inputs);
	expect(read.outputs.detectedOsVersion).toBe("Ubuntu 18.04 server 64bit");
	expect(await at.provider.diff(id, read.outputs, inputs, about(given))).toMatchObject({ changes: "none" });
});

test.each([
	["description", { __description: "by hand" }, { description: "by hand" }],
	["memory", { min_ram: 2048, max_ram: "8192" }, { minRam: 2048 }],
	["name", { name: "other" }, { name: "other" }],
] as const)("a drifted %s is read, differs, and is corrected by update", async (_what, patch, read) => {
	const given = cloudImage({ description: "as declared", minRam: 1024 });
	const { id, inputs, outputs } = await makeImage(at.provider, given);
	at.world.admin.putObjects({ cloudImages: [{ id, patch }] });
	const seen = await at.provider.read(id, outputs, about(given));
	expect(seen).toMatchObject({ inputs: { ...inputs, ...read }, outputs: read });
	expect(await at.provider.diff(id, seen.outputs, inputs, about(given))).toMatchObject({ changes: "unknown" });
	await at.provider.update(id, seen.outputs, inputs, about(given));
	expect(cloudImagesOf(at.world)).toMatchObject([{ name: "base", __description: "as declared", min_ram: 1024 }]);
});

test("an update of a deleted image says what to do", async () => {
	const { id, inputs, outputs } = await makeImage(at.provider, cloudImage());
	at.world.admin.putObjects({ cloudImages: [{ id, remove: true }] });
	const update = at.provider.update(id, outputs, { ...inputs, description: "new" }, about(inputs));
	expect((await catchError<ProviderError>(update)).message).toMatch(/does not exist any more.*pulumi refresh/);
});

test("a delete that times out says so, and the next one resumes", async () => {
	const { id, outputs } = await makeImage(at.provider, cloudImage({ timeouts: { delete: 0.05 } }));
	at.world.set({ durations: { glanceDeleteImage: 300 }, deletingShows: "pending_delete" });
	const error = await catchError<ProviderError>(at.provider.delete(id, outputs, about(cloudImage())));
	expect(error.message).toMatch(/is not deleted yet.*next run resumes the deletion/);
	await at.provider.delete(id, { ...outputs, timeouts: { delete: 10 } }, about(cloudImage()));
	expect(cloudImagesOf(at.world)).toEqual([]);
	expect(countOf(at.world, "glanceDeleteImage")).toBeGreaterThan(0);
});
