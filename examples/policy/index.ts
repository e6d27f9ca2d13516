import { PolicyPack } from "@pulumi/policy";
import { findEndlessNotebook, findOwnerlessImage } from "./rules";

new PolicyPack("modelarts", {
	enforcementLevel: "mandatory",
	policies: [
		{
			name: "notebook-stops-by-itself",
			description: "Every notebook stops by itself.",
			configSchema: { properties: { longestHours: { type: "number", minimum: 1, default: 72 } } },
			validateResource: (resource, reportViolation) => {
				const { longestHours } = resource.getConfig<{ longestHours: number }>();
				const complaint = findEndlessNotebook(resource.type, resource.props, longestHours);
				if (complaint) reportViolation(complaint);
			},
		},
		{
			name: "image-has-owner",
			description: "Every cloud image says in its tags whose it is.",
			validateResource: ({ type, props }, reportViolation) => {
				const complaint = findOwnerlessImage(type, props);
				if (complaint) reportViolation(complaint);
			},
		},
	],
});
