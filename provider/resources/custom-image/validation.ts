import { z } from "zod";
import { collectValidationErrors } from "../../definition/validation";
import {
	hiddenInputs,
	objectOf,
	oneOf,
	oneOfInAnyCase,
	locationInputs,
	text,
	textOf,
	workspaceId,
	yesOrNo,
} from "../../definition/schema";
import type { ValidationError, Properties } from "../../lifecycle/contract";
import type { Inputs } from "./properties";

const PATH = "a path such as swr.region.myhuaweicloud.com/namespace/image:tag, 16 to 2048 characters";

const shape = {
	swrPath: textOf(PATH, /^(?=[^]{16,2048}$)([^\s/]+\/)?[^\s/:@]+(\/[^\s/:@]+)+:\w[\w.-]{0,127}$/),
	// The service itself answers in lower case.
	arch: oneOfInAnyCase("X86_64", "AARCH64").optional(),
	description: textOf("up to 512 characters", /^[^]{0,512}$/u),
	origin: oneOf("CUSTOMIZE", "IMAGE_SAVE").optional(),
	resourceCategory: listOf(oneOf("CPU", "GPU", "ASCEND")).optional(),
	serviceType: oneOf("COMMON", "INFERENCE", "TRAIN", "DEV", "UNKNOWN").optional(),
	services: listOf(oneOf("NOTEBOOK", "SSH", "AI_FLOW", "MA_STUDIO", "TENSOR_BOARD", "WEB_IDE")).optional(),
	visibility: oneOf("PRIVATE", "PUBLIC", "HIDDEN").optional(),
	workspaceId: workspaceId.optional(),
	flavorType: oneOf("ASCEND_SNT9", "ASCEND_SNT9B", "ASCEND_SNT3").optional(),
	swrInstanceId: textOf("the id of an enterprise registry").optional(),
	readMe: textOf("up to 3000 characters", /^[^]{0,3000}$/u).optional(),
	purgeOnDelete: yesOrNo.optional(),
	rebuild: text.optional(),
	...locationInputs,
	adopt: textOf("the id of a registered image").optional(),
	...hiddenInputs,
} satisfies Record<keyof Inputs, z.ZodType>;

const schema = objectOf(shape);

function listOf<Item extends z.ZodType>(item: Item) {
	return z.array(item, { error: "a list" }).min(1, { error: "a list of at least one" });
}

/** All that is wrong with inputs whose defaults are filled in. */
export function validate(inputs: Properties): ValidationError[] {
	return collectValidationErrors(schema, inputs, []);
}
