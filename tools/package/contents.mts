import { execFileSync } from "node:child_process";
import { root } from "../build/root.mts";

/** The files that `npm publish` would send. */
export interface Contents {
	/** Bytes of the tarball. */
	readonly size: number;
	/** Bytes of what is in it. */
	readonly unpackedSize: number;
	readonly files: readonly { readonly path: string }[];
}

/** Maximum bytes, and numbers of files and packages: more is a bug. */
export const LIMITS = { size: 475_000, unpackedSize: 1_900_000, files: 700, dependencies: 40 };

/** Lists the contents by npm, without running the scripts before it. */
export function readContents(): Contents {
	const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--silent"];
	const [contents] = JSON.parse(
		execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: "pipe" }),
	) as Contents[];
	if (!contents) throw new Error("npm pack says nothing of the package.");
	return contents;
}

/** Files that do not belong in the package; one line each. */
export function findUnexpectedFiles({ files }: Pick<Contents, "files">): string[] {
	const code = /^dist\/[a-z0-9-]+(\/[a-z0-9-]+)*\.(js|d\.ts)$/;
	// Messages name pages of docs/, and the first page links to them.
	const text =
		/^(docs\/(README|[a-z0-9-]+(\/[a-z0-9-]+)*)\.md|(README|CHANGELOG|SECURITY)\.md|LICENSE|package\.json|schema\.json)$/;
	const foreign = /(^|\/)(simulator|tests?|bench|tools|examples)\//;
	return files.flatMap(({ path }) => ((code.test(path) || text.test(path)) && !foreign.test(path) ? [] : [path]));
}
