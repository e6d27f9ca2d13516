import type { Core } from "../core";
import type { ImageSpec } from "./image-spec";
import { writeImageTime } from "./image";
import type { CloudImage, CloudImageRecord } from "./image";

/** Creates an image with the properties that the documented examples show for new private images. */
export function makeImage(core: Core, owner: string, spec: ImageSpec): CloudImage {
	const isDropped = core.settings.values.dataImageTags === "dropped" && isPartOfFile(spec);
	const tags = isDropped ? new Map<string, string>() : spec.tags;
	return { record: makeRecord(core, owner, spec), tags, initialTags: tags };
}

/** Whether the image is a data image of a request for the system image of a file. */
function isPartOfFile({ virtualEnvType, origin }: ImageSpec): boolean {
	return virtualEnvType === "DataImage" && origin.startsWith("file,");
}

function makeRecord(core: Core, owner: string, spec: ImageSpec): CloudImageRecord {
	const { name, description, virtualEnvType, os, maxRam, cmkId, parent, origin } = spec;
	const id = core.random.uuid("cloud image id");
	const now = writeImageTime(core.shownNow());
	const isData = virtualEnvType === "DataImage";
	return {
		id,
		name,
		status: core.settings.values.imageWhileJobRuns === "queued" ? "queued" : "saving",
		owner,
		visibility: "private",
		protected: false,
		min_disk: spec.minDisk,
		min_ram: spec.minRam,
		...(maxRam !== undefined && { max_ram: String(maxRam) }),
		size: 0,
		virtual_size: null,
		checksum: core.random.hex("checksum", 32),
		container_format: "bare",
		disk_format: virtualEnvType === "IsoImage" ? "iso" : "zvhd2",
		created_at: now,
		updated_at: now,
		self: `/v2/images/${id}`,
		file: `/v2/images/${id}/file`,
		schema: "/v2/schemas/image",
		virtual_env_type: virtualEnvType,
		enterprise_project_id: spec.enterpriseProjectId,
		hw_firmware_type: spec.firmware,
		__imagetype: "private",
		__isregistered: "true",
		__os_type: os.os_type,
		...(!isData && { __os_version: os.os_version, __platform: os.platform }),
		__os_bit: String(os.os_bit),
		__image_size: "0",
		__image_source_type: "uds",
		__data_origin: origin,
		...(origin.startsWith("file,") && { __root_origin: "file" }),
		...(parent !== undefined && { __originalimagename: parent }),
		...(description !== undefined && { __description: description }),
		...(cmkId !== undefined && { __system__cmkid: cmkId }),
		...(spec.architecture === "arm" && { __support_arm: "true" }),
		__support_kvm: "true",
	};
}
