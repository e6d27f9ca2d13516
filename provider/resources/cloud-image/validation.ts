import { z } from "zod";
import { type Violation, collectValidationErrors } from "../../definition/previous/validation";
import {
	hiddenInputs,
	objectOf,
	objectOfTexts,
	oneOf,
	locationInputs,
	text,
	textOf,
	wholeNumberOf,
	yesOrNo,
} from "../../definition/previous/schema";
import type { ValidationError, Properties } from "../../lifecycle/contract";
import type { Inputs } from "./properties";
import { findSourceViolations } from "./source-rules";
import { findImageTagViolations } from "./tag-rules";

const name = textOf(
	"1 to 128 letters, digits, Chinese characters, spaces, `.` `_` `-`, no space at either end",
	/^(?! )[A-Za-z0-9._ \-\u4E00-\u9FFF]{1,128}$(?<! )/,
);
const description = textOf("up to 1024 characters in one line, none of < >", /^[^\r\n<>]{0,1024}$/u);
const imageUrl = textOf(
	"bucket:object without blanks, such as images:centos7.qcow2",
	/^[^\s:/]{3,63}:(?!\/)[^\s]{1,1024}$/,
);
const megabytes = wholeNumberOf(0, 1024 * 1024 * 64, "MB");

const shape = {
	name,
	description: description.optional(),
	tags: objectOfTexts.optional(),
	enterpriseProjectId: textOf('"0" or the id of an enterprise project').optional(),
	minRam: megabytes.optional(),
	maxRam: megabytes.optional(),
	instanceId: text.optional(),
	volumeId: text.optional(),
	imageUrl: imageUrl.optional(),
	minDisk: wholeNumberOf(1, 1024, "GB; many regions want 40 at least").optional(),
	osVersion: text.optional(),
	osType: oneOf("Linux", "Windows", "Other").optional(),
	isConfig: yesOrNo.optional(),
	cmkId: text.optional(),
	type: oneOf("ECS", "BMS", "FusionCompute", "Ironic", "IsoImage").optional(),
	isQuickImport: yesOrNo.optional(),
	architecture: oneOf("x86", "arm").optional(),
	hwFirmwareType: oneOf("bios", "uefi").optional(),
	dataImages: z
		.array(
			objectOf({
				name: name.optional(),
				description: description.optional(),
				tags: objectOfTexts.optional(),
				volumeId: text.optional(),
				imageUrl: imageUrl.optional(),
				minDisk: wholeNumberOf(1, 2048, "GB").optional(),
				isQuickImport: yesOrNo.optional(),
			}),
			{ error: "a list of data images" },
		)
		.min(1, { error: "at least one data image" })
		.optional(),
	rebuild: text.optional(),
	...locationInputs,
	adopt: textOf("the id of an existing image").optional(),
	...hiddenInputs,
} satisfies Record<keyof Inputs, z.ZodType>;

const schema = objectOf(shape);

/** All that is wrong with inputs whose defaults are filled in. */
export function validate(inputs: Properties): ValidationError[] {
	return collectValidationErrors(schema, inputs, findViolations(inputs));
}

function* findViolations(inputs: Properties): Iterable<Violation> {
	yield* findSourceViolations(inputs);
	yield* findImageTagViolations(inputs, ["tags"]);
	for (const at of Array.isArray(inputs.dataImages) ? inputs.dataImages.keys() : []) {
		yield* findImageTagViolations(inputs, ["dataImages", at, "tags"]);
	}

	const { minRam, maxRam } = inputs;
	if (typeof minRam === "number" && typeof maxRam === "number" && maxRam > 0 && minRam > maxRam) {
		yield { path: ["maxRam"], expected: `at least minRam, ${minRam} (MB)` };
	}
}
