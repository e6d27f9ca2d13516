const pulumi = require("@pulumi/pulumi");

/**
 * The properties that the class of pulumi-modelarts declares besides its inputs, so that users' programs do the same
 * work.
 */
const OUTPUTS = [
	"name description profileId flavor storage extendStorage autoStop annotations workspaceId pool aiProjectId",
	"desiredState region projectId adopt status url profile flavorDetails user createdAt updatedAt stopsAt remainSeconds",
	"failedReasons queuing",
]
	.join(" ")
	.split(" ");

/** The same shape as `NotebookInstance`, without an implementation. */
exports.NotebookInstance = class NotebookInstance extends pulumi.CustomResource {
	constructor(name, args, options) {
		const outputs = Object.fromEntries(OUTPUTS.map((output) => [output, undefined]));
		const provider = 'exports.handler=()=>require("empty-provider/NotebookInstance")';
		super(
			"pulumi-nodejs:dynamic/modelarts:NotebookInstance",
			name,
			{ ...outputs, ...args, __provider: provider },
			options,
		);
	}
};
