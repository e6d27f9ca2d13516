import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.mts";

/** An entry of package-lock.json, as far as it matters here. */
export interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly link?: boolean;
	readonly optional?: boolean;
	readonly dependencies?: Record<string, string>;
	readonly optionalDependencies?: Record<string, string>;
}

/** All entries by place: `node_modules/got`, `node_modules/got/node_modules/type-fest`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

export function readLockedPackages(): LockedPackages {
	const text = readFileSync(join(root, "package-lock.json"), "utf8");
	return (JSON.parse(text) as { packages: LockedPackages }).packages;
}

/** Places of all that is installed with our package, besides the Pulumi SDK, which its users have anyway. */
export function listInstalledWithUs(packages: LockedPackages): string[] {
	const found = new Set<string>();
	const visit = (name: string, from: string): void => {
		const place = findPlace(packages, name, from);
		if (place === undefined || found.has(place)) return;
		found.add(place);
		for (const inner of Object.keys(packages[place]?.dependencies ?? {})) visit(inner, place);
	};
	for (const name of Object.keys(packages[""]?.dependencies ?? {})) visit(name, "");
	return [...found].sort();
}

/**
 * The licence that each package declares, as SPDX text. The binaries for other platforms are not installed here, and the
 * lock file may know nothing of them but their version: they are under the licence of the package that wants them.
 */
export function listLicences(packages: LockedPackages): { place: string; licence: string | undefined }[] {
	const entries = Object.entries(packages).filter(([place, { link }]) => place.includes("node_modules/") && !link);
	return entries.map(([place, { license, optional }]) => {
		const absent = optional && license === undefined && !existsSync(join(root, place));
		return { place, licence: absent ? licenceOfOwner(packages, place) : license };
	});
}

function licenceOfOwner(packages: LockedPackages, place: string): string | undefined {
	const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
	return Object.values(packages).find(({ optionalDependencies }) => optionalDependencies?.[name])?.license;
}

/** Where Node finds a package from a place: in that, then in each that it is in. */
function findPlace(packages: LockedPackages, name: string, from: string): string | undefined {
	const place = `${from && `${from}/`}node_modules/${name}`;
	if (packages[place] || from === "") return packages[place] && place;
	return findPlace(packages, name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))));
}
