import {
	about,
	cloudImagesOf,
	countOf,
	customImage,
	customImagesOf,
	everyKind,
	makeImage,
	markerOf,
	quickly,
} from "../support/images";
import { newestSdk, sdks } from "../support/quick-start";
import { shareProvider } from "../support/world";
import { isFull } from "../support/full";

describe.each((isFull ? sdks : newestSdk).map((sdk) => [sdk] as const))("with %s", (sdk) => {
	const at = shareProvider({ sdk, ...quickly });

	describe.each(everyKind)("an image of %s", (_title, given, count) => {
		test("is created, and returns every input unchanged, its ids and its location", async () => {
			const { inputs, outputs, id } = await makeImage(at.provider, given);
			const ids = cloudImagesOf(at.world).map((image) => image.id);
			expect(ids).toHaveLength(count);
			expect(id).toBe((inputs.instanceId ?? inputs.volumeId ?? inputs.imageUrl) ? ids[0] : ids.join(","));
			expect(outputs).toMatchObject({
				...inputs,
				imageId: ids[0],
				imageIds: ids,
				status: "active",
				region: "cn-north-4",
			});
			expect(outputs.jobId).toMatch(/^[0-9a-f]{32}$/);
			expect(outputs).not.toHaveProperty("unfinished");
			for (const image of cloudImagesOf(at.world))
				expect(markerOf(image)).toMatch(/^0123456789abc0123456\.[0-9a-f]{8}\.done$/);
		});

		test("is read unchanged, without a difference", async () => {
			const { id, inputs, outputs } = await makeImage(at.provider, given);
			expect(await at.provider.read(id, outputs, about(given))).toEqual({ id, inputs, outputs });
			expect(await at.provider.check(given, inputs, about(given))).toEqual({ inputs, failures: [] });
			expect(await at.provider.diff(id, outputs, inputs, about(given))).toMatchObject({
				changes: "none",
				replaces: [],
			});
		});

		test("is updated in place, and read with the new values", async () => {
			const { id, inputs, outputs } = await makeImage(at.provider, given);
			const news = { ...inputs, name: "other", description: "new", tags: { stage: "lab" } };
			expect(await at.provider.diff(id, outputs, news, about(given))).toMatchObject({ replaces: [] });
			const updated = await at.provider.update(id, outputs, news, about(given));
			expect(updated).toMatchObject({ ...news, imageIds: outputs.imageIds, status: "active" });
			expect((await at.provider.read(id, updated, about(given))).inputs).toEqual(news);
			expect(countOf(at.world, "createImage")).toBe(1);
		});

		test("is deleted with all parts, and then read as deleted; a second deletion succeeds", async () => {
			const { id, outputs } = await makeImage(at.provider, given);
			await at.provider.delete(id, outputs, about(given));
			expect(cloudImagesOf(at.world)).toEqual([]);
			expect(await at.provider.read(id, outputs, about(given))).toMatchObject({ id: "", inputs: {} });
			await at.provider.delete(id, outputs, about(given));
		});
	});

	describe("a custom image", () => {
		const given = customImage({ arch: "X86_64", resourceCategory: ["CPU"], purgeOnDelete: true });

		test("is registered, and read unchanged, without a difference", async () => {
			const { id, inputs, outputs } = await makeImage(at.provider, given);
			expect(customImagesOf(at.world)).toMatchObject([{ id, status: "ACTIVE" }]);
			expect(outputs).toMatchObject({ ...inputs, status: "ACTIVE", name: "pytorch", tag: "2.4", region: "cn-north-4" });
			expect(await at.provider.read(id, outputs, about(given))).toEqual({ id, inputs, outputs });
			expect(await at.provider.diff(id, outputs, inputs, about(given))).toMatchObject({
				changes: "none",
				replaces: [],
			});
		});

		test("is replaced by every change except of inputs for its deletion only", async () => {
			const { id, inputs, outputs } = await makeImage(at.provider, given);
			const other = { ...inputs, description: "new" };
			expect(await at.provider.diff(id, outputs, other, about(given))).toMatchObject({ replaces: ["description"] });
			const later = { ...inputs, purgeOnDelete: false, timeouts: { delete: 5 } };
			expect(await at.provider.diff(id, outputs, later, about(given))).toMatchObject({ changes: "none" });
		});

		test.each([["404"], ["6404"], ["DELETED"]] as const)("is deleted, and read as deleted (%s)", async (gone) => {
			at.world.set({ deletedCustomImage: gone });
			const { id, outputs } = await makeImage(at.provider, given);
			await at.provider.delete(id, outputs, about(given));
			expect(customImagesOf(at.world)).toEqual([]);
			expect(await at.provider.read(id, outputs, about(given))).toMatchObject({ id: "" });
			await at.provider.delete(id, outputs, about(given));
		});
	});

	test("image methods print nothing", () => {
		expect([at.provider.stdout, at.provider.stderr]).toEqual(["", ""]);
	});
});
