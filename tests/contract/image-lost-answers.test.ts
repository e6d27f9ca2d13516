import {
	about,
	cloudImage,
	cloudImagesOf,
	cluster,
	countOf,
	customImage,
	customImagesOf,
	disks,
	makeImage,
	markerOf,
	quickly,
} from "../support/images";
import { fewLostAnswers, lostAnswers } from "../support/lost-answers";
import type { ProviderError } from "../support/provider-error";
import { catchError, openWorlds, shareProvider } from "../support/world";
import { isFull } from "../support/full";

// A wait after a lost response lasts some poll intervals.
const at = shareProvider({ ...quickly, config: { "huaweicloud:pollInterval": "1ms" } });
const openWorld = openWorlds();

const several = [
	["a system image", cloudImage(), 1],
	["a file with data disks", cluster, 3],
	["data disks", disks, 2],
] as const;

describe.each(isFull ? lostAnswers : fewLostAnswers)("a response that was lost by %s", (_what, action) => {
	test.each(several)("after the job was started: %s is found and not duplicated", async (_kind, given, count) => {
		at.world.admin.addFault({ match: { operation: "createImage" }, action, afterEffect: true });
		const { id, outputs } = await makeImage(at.provider, given);
		const ids = cloudImagesOf(at.world).map((image) => image.id);
		expect(ids).toHaveLength(count);
		expect(outputs).toMatchObject({ imageIds: ids, status: "active" });
		expect(ids).toContain(id.split(",")[0]);
		expect(countOf(at.world, "createImage")).toBe(1);
	});

	test("before the job was started: the image is created once", async () => {
		at.world.admin.addFault({ match: { operation: "createImage" }, action });
		const { id } = await makeImage(at.provider, cloudImage());
		expect(cloudImagesOf(at.world)).toMatchObject([{ id }]);
	});

	test("after a path was registered: the image is found and not duplicated", async () => {
		at.world.set({ uniqueSwrPaths: false });
		at.world.admin.addFault({ match: { operation: "registerImage" }, action, afterEffect: true });
		const { id, outputs } = await makeImage(at.provider, customImage());
		expect(customImagesOf(at.world)).toMatchObject([{ id }]);
		expect(outputs.status).toBe("ACTIVE");
		expect(countOf(at.world, "registerImage")).toBe(1);
	});

	test("before a path was registered: it is registered once", async () => {
		at.world.admin.addFault({ match: { operation: "registerImage" }, action });
		const { id } = await makeImage(at.provider, customImage({ description: "my own" }));
		expect(customImagesOf(at.world)).toMatchObject([{ id, description: "my own" }]);
	});
});

describe("a service that hides images until their job is done", () => {
	const hidden = { imageWhileJobRuns: "hidden", jobShowsImageId: "end", durations: { createImage: 150 } } as const;

	test.each(isFull ? several : several.slice(1, 2))(
		"shows %s after a lost response, without a duplicate",
		async (_kind, given, count) => {
			const world = await openWorld();
			world.set(hidden);
			world.admin.addFault({ match: { operation: "createImage" }, action: { reset: true }, afterEffect: true });
			const { outputs } = await makeImage(await world.start(), given);
			expect(outputs).toMatchObject({ status: "active", imageIds: cloudImagesOf(world).map(({ id }) => id) });
			expect(outputs.imageIds).toHaveLength(count);
			expect(countOf(world, "createImage")).toBe(1);
		},
	);

	test("shows the killed run's image to the next run, which waits for it", async () => {
		const world = await openWorld();
		world.set(hidden);
		world.admin.addFault({ match: { operation: "createImage" }, action: { hold: true }, afterEffect: true });
		const killed = await world.start();
		const dying = catchError(makeImage(killed, cloudImage()));
		await world.until(() => world.admin.held().length > 0, "the job");
		killed.kill();
		await dying;

		const { id } = await makeImage(await world.start(), cloudImage());
		expect(cloudImagesOf(world)).toMatchObject([{ id }]);
		expect(countOf(world, "createImage")).toBe(1);
	});
});

test("a user's own description is no obstacle: an image registered since is ours", async () => {
	at.world.admin.addFault({ match: { operation: "registerImage" }, action: { reset: true }, afterEffect: true });
	const { id } = await makeImage(at.provider, customImage({ description: "my own" }));
	expect(customImagesOf(at.world)).toMatchObject([{ id, description: "my own" }]);
	expect(countOf(at.world, "registerImage")).toBe(1);
});

test("a resume is reported on the resource", async () => {
	at.world.admin.addFault({ match: { operation: "createImage" }, action: { reset: true }, afterEffect: true });
	const { id } = await makeImage(at.provider, cloudImage());
	const { urn } = about(cloudImage());
	await at.world.until(() => at.provider.engine.warnings(urn).length > 0, "a warning");
	expect(at.provider.engine.warnings(urn)).toEqual([expect.stringMatching(`Resumed.*${id}`)]);
});

test("a resumed image ends with its marker completed and all inputs applied", async () => {
	at.world.admin.addFault({ match: { operation: "createImage" }, action: { reset: true }, afterEffect: true });
	await makeImage(at.provider, disks);
	for (const image of cloudImagesOf(at.world)) {
		expect(image.tags).toEqual(expect.arrayContaining([{ key: "team", value: "vision" }]));
		expect(markerOf(image)).toMatch(/\.done$/);
	}
});

const killed = [
	["a cloud image", cloudImage({ description: "my own" }), "createImage"],
	["data disks", disks, "createImage"],
	["a custom image", customImage(), "registerImage"],
] as const;

// `faults/kill-create` has the other kinds.
test.each(isFull ? killed : killed.slice(1, 2))(
	"a create after a kill -9 resumes %s of the killed run",
	async (_what, given, operation) => {
		const world = await openWorld();
		world.set({ durations: { createImage: 150, registerImage: 400 } });
		const killed = await world.start();
		const dying = catchError(makeImage(killed, given));
		const isMaking = () => /showJob|showImage/.test(world.operations().at(-1) ?? "");
		await world.until(isMaking, "a poll of the pending image");
		killed.kill();
		await dying;

		const { outputs } = await makeImage(await world.start(), given);
		expect(String(outputs.status).toLowerCase()).toBe("active");
		expect(countOf(world, operation)).toBe(1);
	},
);

test("the image to be replaced is never resumed as the new one", async () => {
	const old = await makeImage(at.provider, cloudImage());
	at.world.admin.addFault({ match: { operation: "createImage" }, action: { reset: true } });
	const { id } = await makeImage(at.provider, cloudImage({ rebuild: "2" }));
	expect(id).not.toBe(old.id);
	expect(cloudImagesOf(at.world)).toHaveLength(2);
});

test("a path registered by somebody else is not touched; the error names its id and `adopt`", async () => {
	const { swrPath } = customImage();
	const { customImages } = at.world.admin.putObjects({ customImages: [{ create: { swr_path: swrPath } }] });
	const { id, create_at: time } = customImages?.[0] as { id: string; create_at: number };
	const error = await catchError<ProviderError>(makeImage(at.provider, customImage()));
	expect(error.message).toContain(`is registered already (image ${id}, made ${new Date(time).toISOString()})`);
	expect(error.message).toContain(`adopt: "${id}"`);
	expect(error.halfCreated).toBeUndefined();
	expect(customImagesOf(at.world)).toMatchObject([{ id }]);
});
