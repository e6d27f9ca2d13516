import { closest, distance } from "fastest-levenshtein";

/** `<pattern with V> : <versions>`, as the API page "Values of Related Parameters" lists them; regions have more. */
const FAMILIES: readonly [string, string][] = [
	["Windows V 64bit", "10,Server 2019 Standard,Server 2019 Datacenter,Server 2016 Standard,Server 2016 Datacenter"],
	["Windows Server 2012 V 64bit", "R2 Standard,Essentials R2,R2 Datacenter,Datacenter,Standard"],
	["Windows Server 2008 R2 V 64bit", "WEB,Standard,Enterprise,Datacenter"],
	["SUSE Linux Enterprise Server V 64bit", "15 SP1,15,12 SP5,12 SP4,12 SP3,12 SP2,12 SP1,11 SP4,11 SP3"],
	["SUSE Linux Enterprise Server V 32bit", "11 SP3"],
	["Oracle Linux Server release V 64bit", "7.6,7.5,7.4,7.3,7.2,7.1,7.0,6.10,6.9,6.8,6.7,6.5"],
	["Redhat Linux Enterprise V 64bit", "8.0,7.6,7.5,7.4,7.3,7.2,7.1,7.0,6.10,6.9,6.8,6.7,6.6,6.5,6.4"],
	["Redhat Linux Enterprise V 32bit", "6.6,6.4"],
	["Ubuntu V server 32bit", "14.04.4,14.04.3,14.04.1,14.04"],
	[
		"Ubuntu V server 64bit",
		"19.04,18.04.2,18.04.1,18.04,16.04.6,16.04.5,16.04.4,16.04.3,16.04.2,16.04,14.04.5,14.04.4,14.04.3,14.04.1,14.04",
	],
	["openSUSE V 64bit", "42.3,42.2,42.1,15.0,13.2,11.3"],
	["CentOS V 64bit", "8.0,7.7,7.6,7.5,7.4,7.3,7.2,7.1,7.0,6.10,6.9,6.8,6.7,6.6,6.5,6.4,6.3"],
	["CentOS V 32bit", "7.0,6.10,6.7,6.6,6.5,6.4,6.3"],
	["Debian GNU/Linux V 64bit", "10.0.0,9.3.0,9.0.0,8.10.0,8.8.0,8.7.0,8.6.0,8.5.0,8.4.0,8.2.0,8.1.0"],
	["Fedora V 64bit", "30,29,28,27,26,25,24,23,22"],
	["EulerOS V 64bit", "2.9,2.5,2.3,2.2,2.1"],
	["openEuler V 64bit", "20.03"],
	["NeoKylin V 64bit", "7.4,Server release 5.0 U2,Linux Advanced Server release 7.0 U5"],
];

const KNOWN = FAMILIES.flatMap(([pattern, versions]) =>
	versions.split(",").map((version) => pattern.replace("V", version)),
);

/** `CentOS V 64bit` in letters that tell only the families apart. */
const readFamily = (osVersion: string) => osVersion.replace(/[\d.]+/g, "").toLowerCase();

const KNOWN_FAMILIES = new Set(KNOWN.map(readFamily));

/** Whether it is of a family that the documents list, in whatever version: new versions come all the time. */
export function isKnownFamily(osVersion: string): boolean {
	return osVersion.length <= 100 && KNOWN_FAMILIES.has(readFamily(osVersion));
}

/** A known value that this one is nearly; regions know more than the documents list, so it is only a hint. */
export function suggestOsVersion(osVersion: string): string | undefined {
	if (osVersion.length > 100 || KNOWN.includes(osVersion)) return undefined;
	const nearest = closest(osVersion, KNOWN);
	// Another version number is not a slip of the pen.
	const isFamily = readFamily(nearest) === readFamily(osVersion);
	if (isFamily && nearest.toLowerCase() !== osVersion.toLowerCase()) return undefined;
	return distance(osVersion.toLowerCase(), nearest.toLowerCase()) <= 4 ? nearest : undefined;
}

/** What is probably a mistake in an OS version, but not for sure. */
export function findOsVersionHints(osVersion: string): string[] {
	const nearest = suggestOsVersion(osVersion);
	if (nearest)
		return [`osVersion is none that the documents list; did you mean "${nearest}"? The service is strict about it.`];
	if (isKnownFamily(osVersion)) return [];
	return [
		"osVersion is none that the documents list; the region may know it all the same. " +
			'The service is strict about the spelling: "CentOS 7.0 64bit", "Ubuntu 18.04 server 64bit".',
	];
}
