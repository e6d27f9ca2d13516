declare module "spdx-satisfies" {
	/** Whether one may do with the expression all that these licences allow. Throws if it is not SPDX. */
	export default function satisfies(expression: string, approved: readonly string[]): boolean;
}
