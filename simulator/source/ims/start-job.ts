import type { ImageSpec } from "./image-spec";
import type { Ims } from "./ims";
import type { Job, SubJob } from "./job";
import { makeImage } from "./make-image";
import type { RequestKind } from "./request-kind";

/** The documented types. Only the first task name is documented, the others follow its pattern. */
const jobKinds: Readonly<Record<RequestKind, readonly [type: string, task: string]>> = {
	server: ["imsCreateImageByInstance", "CreateImageByInstanceTask"],
	volume: ["imsVolumeCreateImageJob", "VolumeCreateImageTask"],
	file: ["imsImportImageJob", "ImportImageTask"],
	dataVolumes: ["imsVolumesToSysDataImagesJob", "CopyVolumeToImageTask"],
};

/** Creates the pending images, and the job that completes them. */
export function startJob(kind: RequestKind, specs: readonly ImageSpec[], projectId: string, ims: Ims): Job {
	const { core, failures, images, jobs } = ims;
	const failing = failures.consume(specs.map(({ name }) => name));
	const subJobs = specs.map((spec, index): SubJob => {
		const image = makeImage(core, projectId, spec);
		const startsAt = core.clock.now();
		const failure = failing[index];
		const endsAt = startsAt + Math.round(core.drawDuration("createImage") * (failure?.after ?? 1));
		const bytes = spec.bytes ?? core.random.between("image size", [300_000_000, 3_000_000_000]);
		image.pendingCreate = { at: endsAt, failed: failure !== undefined, bytes };
		images.add(image);
		const { id: imageId, name: imageName } = image.record;
		const id = core.random.hex("job id", 32);
		return { id, type: spec.jobType, imageId, imageName, startsAt, endsAt, failure };
	});
	const [type, task] = jobKinds[kind];
	const single = specs.length === 1 && kind !== "dataVolumes";
	const layout = single ? "single" : kind === "file" ? "systemAndSubJobs" : "subJobs";
	const isIso = specs[0]?.virtualEnvType === "IsoImage";
	const id = core.random.hex("job id", 32);
	const job: Job = { id, projectId, type: isIso ? "imsImportIsoFileImageJob" : type, task, layout, subJobs };
	jobs.add(job);
	return job;
}
