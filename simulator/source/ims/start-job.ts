import type { Blueprint } from "./blueprint";
import type { Ims } from "./ims";
import type { Job, JobPart } from "./job";
import { makeImage } from "./make-image";
import type { RequestKind } from "./request-kind";

/** Types as the documents have them. Of the tasks the first one's name is from a document, the others are made like it. */
const jobKinds: Readonly<Record<RequestKind, readonly [type: string, task: string]>> = {
	server: ["imsCreateImageByInstance", "CreateImageByInstanceTask"],
	volume: ["imsVolumeCreateImageJob", "VolumeCreateImageTask"],
	file: ["imsImportImageJob", "ImportImageTask"],
	dataVolumes: ["imsVolumesToSysDataImagesJob", "CopyVolumeToImageTask"],
};

/** Puts the images into the world, unfinished, and the job that finishes them. */
export function startJob(kind: RequestKind, blueprints: readonly Blueprint[], projectId: string, ims: Ims): Job {
	const { core, failures, images, jobs } = ims;
	const failing = failures.take(blueprints.map(({ name }) => name));
	const parts = blueprints.map((blueprint, index): JobPart => {
		const image = makeImage(core, projectId, blueprint);
		const beginsAt = core.clock.now();
		const failure = failing[index];
		const endsAt = beginsAt + Math.round(core.drawDuration("createImage") * (failure?.after ?? 1));
		const bytes = blueprint.bytes ?? core.random.between("image size", [300_000_000, 3_000_000_000]);
		image.birth = { at: endsAt, failed: failure !== undefined, bytes };
		images.add(image);
		const { id: imageId, name: imageName } = image.record;
		const id = core.random.hex("job id", 32);
		return { id, type: blueprint.jobType, imageId, imageName, beginsAt, endsAt, failure };
	});
	const [type, task] = jobKinds[kind];
	const single = blueprints.length === 1 && kind !== "dataVolumes";
	const shape = single ? "single" : kind === "file" ? "systemAndParts" : "parts";
	const isIso = blueprints[0]?.virtualEnvType === "IsoImage";
	const id = core.random.hex("job id", 32);
	const job: Job = { id, projectId, type: isIso ? "imsImportIsoFileImageJob" : type, task, shape, parts };
	jobs.add(job);
	return job;
}
