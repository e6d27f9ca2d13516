import { build } from "./build.mts";
import { findUnexpectedFiles, LIMITS, readContents } from "./package/contents.mts";
import { findUnfreePackages } from "./package/licences.mts";
import { lintPackage } from "./package/linters.mts";
import { listInstalledWithUs, readLockedPackages } from "./package/lock.mts";

/**
 * `npm run package`: the contents of the package, its size and its dependencies; fails on unexpected files, a
 * restrictive licence, or any finding of publint or "are the types wrong".
 */
await build();
const contents = readContents();
const packages = readLockedPackages();
const figures = {
	size: contents.size,
	unpackedSize: contents.unpackedSize,
	files: contents.files.length,
	dependencies: listInstalledWithUs(packages).length,
};

process.stdout.write(
	`tarball ${figures.size} bytes, unpacked ${figures.unpackedSize} bytes, ${figures.files} files, ` +
		`${figures.dependencies} packages installed with it besides the Pulumi SDK\n`,
);

const exceeded = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).filter((name) => figures[name] > LIMITS[name]);
const validationErrors = [
	...exceeded.map((name) => `${name}: ${figures[name]}, at most ${LIMITS[name]}`),
	...findUnexpectedFiles(contents).map((path) => `${path}: does not belong in the package`),
	...findUnfreePackages(packages),
	...(await lintPackage()),
];
for (const error of validationErrors) process.stderr.write(`${error}\n`);
process.exitCode = validationErrors.length > 0 ? 1 : 0;
