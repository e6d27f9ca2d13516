import type { RemediationContext, RemediationRule } from "./remediation-rule";

const describeMissingRight = ({ source, permission }: RemediationContext) =>
	`The account from ${source} may not do this, or its real name has not been verified. Ask its administrator for ${permission ? `the permission ${permission}` : "the permission"}.`;

/** What users can do about error responses of the image APIs, by the codes of IMS and of ModelArts. */
export const imageRules: readonly RemediationRule[] = [
	{ code: /^IMG\.0026$/, doubtsCredentials: true, describe: describeMissingRight },
	{ status: 400, code: /^ModelArts\.6407$/, doubtsCredentials: true, describe: describeMissingRight },
	{
		code: /^IMG\.0030$/,
		doubtsCredentials: true,
		describe: ({ source }) =>
			`The credentials from ${source} belong to another project: use those of the project in question, or set huaweicloud:projectId (HW_PROJECT_ID).`,
	},
	{
		code: /^IMG\.0015$/,
		describe: ({ region }) =>
			`The quota of private images in ${region} is used up: delete images that are no longer needed, or ask the cloud for more.`,
	},
	{ code: /^IMG\.0009$/, describe: () => "Choose another name: an image of this name exists already." },
	{
		code: /^IMG\.0(057|072|121)$/,
		describe: () =>
			"Check imageUrl, <bucket>:<object>: the file has to be there, not empty, of a supported format and in the storage class Standard, and the user needs the right to read it.",
	},
	{
		code: /^IMG\.0058$/,
		describe: ({ region }) => `Copy the file to a bucket in ${region}: bucket and image have to be in one region.`,
	},
	{
		code: /^IMG\.0(068|069|109)$/,
		describe: () => "Check the bucket in imageUrl, <bucket>:<object>, and that the user may read it.",
	},
	{
		code: /^IMG\.0059$/,
		describe: () => "For more than 128 GB, use isQuickImport with a file of the format RAW or ZVHD2.",
	},
	{ code: /^IMG\.0(159|166)$/, describe: () => "Set osVersion: ISO files and quick imports need it." },
	{ code: /^IMG\.0175$/, describe: () => "Rename the file in OBS: neither its name nor its folders may hold blanks." },
	{
		code: /^IMG\.0(028|091)$/,
		describe: () =>
			"The image is protected, and the API cannot change that: end the protection in the console, or take the resource out of the state (pulumi state delete).",
	},
	{
		code: /^IMG\.0(047|092|106)$/,
		describe: () =>
			"The image belongs to another account, and only the owner may do this: take the resource out of the state (pulumi state delete).",
	},
	{ code: /^IMG\.0090$/, describe: () => "The image is still being created: wait for that to end, then try again." },
	{ code: /^IMG\.0148$/, describe: () => "The image is being exported: wait for that to end, then try again." },
	{
		code: /^IMG\.0(010|136)$/,
		describe: () => "Something else is going on with the server: wait for that to end, then try again.",
	},
	{ code: /^IMG\.0046$/, describe: () => "Only an image whose status is active can be used or changed." },
	{
		code: /^IMG\.0(060|149|187)$/,
		describe: () => "Too many images are being created at once: try again when some of them are finished.",
	},
	{
		code: /^IMG\.0005$/,
		describe: ({ region }) => `Check instanceId: the server has to be in ${region}, in the same project.`,
	},
	{ code: /^IMG\.0008$/, describe: () => "Stop the server, then try again." },
	{ code: /^IMG\.0120$/, describe: () => "Check volumeId: it has to be a data disk of a server in the same project." },
	{ code: /^IMG\.0140$/, describe: () => "Give the disks of each server a resource of their own." },
	{
		code: /^IMG\.0(095|097|099)$/,
		describe: () => "Check cmkId: the key has to be there and enabled, and the user needs the right to use it.",
	},
	{ code: /^IMG\.0118$/, describe: () => "Leave out cmkId: here an image for BMS cannot be encrypted." },
	{
		code: /^IMG\.011[56]$/,
		describe: () => "Check tags, and huaweicloud:defaultTags, which come on top of them.",
	},
	{
		code: /^IMG\.0168$/,
		describe: () => "The image is one of a data disk: only its name and description can be changed.",
	},
	{
		code: /^IMG\.015[456]$/,
		describe: () => "Check enterpriseProjectId, and the user's rights in that enterprise project.",
	},
	{ code: /^IMG\.0(238|239|241|242)$/, describe: () => "See the account's billing and real-name verification." },
	{
		code: /^IMG\.(0014|0018|0023|0061|1075)$/,
		describe: () => "This is a fault of the service: try again later, or open a ticket and quote this message.",
	},
	{
		code: /^ModelArts\.6737$/,
		describe: () =>
			"The path is registered already: use another tag, adopt the existing image (`adopt`), or delete it first.",
	},
	{ code: /^ModelArts\.6771$/, describe: () => "Make the container image smaller, and push it to SWR again." },
	{
		code: /^ModelArts\.6404$/,
		describe: ({ region }) => `There is nothing of that id or path in ${region}, or not any more: check both.`,
	},
];
