/** Pulumi's type of a kind: `pulumi-nodejs:dynamic/modelarts:NotebookInstance`. */
export function toToken({ module, name }: { readonly module: string; readonly name: string }): string {
	return `pulumi-nodejs:dynamic/${module}:${name}`;
}

/** The text that Pulumi runs to get the handler of a kind, the value of `__provider` in every state file: it never changes. */
export function toProviderText({ name }: { readonly name: string }): string {
	return `exports.handler=()=>require("pulumi-modelarts/${name}")`;
}
