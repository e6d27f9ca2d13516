/** One entry of the list of operating systems. */
export interface OsVersion {
	readonly platform: string;
	readonly os_version_key: string;
	readonly os_version: string;
	readonly os_bit: number;
	readonly os_type: string;
}

/** Families with their versions, spelled exactly as in the documents of 2022. `V` is replaced by each version. */
const families: readonly (readonly [platform: string, pattern: string, versions: string])[] = [
	["Windows", "Windows V 64bit", "10"],
	["Windows", "Windows Server V 64bit", "2019 Standard, 2019 Datacenter, 2016 Standard, 2016 Datacenter"],
	["Windows", "Windows Server 2012 V 64bit", "R2 Standard, Essentials R2, R2 Datacenter, Datacenter, Standard"],
	["Windows", "Windows Server 2008 R2 V 64bit", "WEB, Standard, Enterprise, Datacenter"],
	[
		"SUSE",
		"SUSE Linux Enterprise Server V 64bit",
		"15 SP1, 15, 12 SP5, 12 SP4, 12 SP3, 12 SP2, 12 SP1, 11 SP4, 11 SP3",
	],
	["SUSE", "SUSE Linux Enterprise Server V 32bit", "11 SP3"],
	[
		"Oracle Linux",
		"Oracle Linux Server release V 64bit",
		"7.6, 7.5, 7.4, 7.3, 7.2, 7.1, 7.0, 6.10, 6.9, 6.8, 6.7, 6.5",
	],
	[
		"RedHat",
		"Redhat Linux Enterprise V 64bit",
		"8.0, 7.6, 7.5, 7.4, 7.3, 7.2, 7.1, 7.0, 6.10, 6.9, 6.8, 6.7, 6.6, 6.5, 6.4",
	],
	["RedHat", "Redhat Linux Enterprise V 32bit", "6.6, 6.4"],
	[
		"Ubuntu",
		"Ubuntu V server 64bit",
		"19.04, 18.04.2, 18.04.1, 18.04, 16.04.6, 16.04.5, 16.04.4, 16.04.3, 16.04.2, 16.04, 14.04.5, 14.04.4, 14.04.3, 14.04.1, 14.04",
	],
	["Ubuntu", "Ubuntu V server 32bit", "14.04.4, 14.04.3, 14.04.1, 14.04"],
	["OpenSUSE", "openSUSE V 64bit", "42.3, 42.2, 42.1, 15.0, 13.2, 11.3"],
	["CentOS", "CentOS V 64bit", "8.0, 7.7, 7.6, 7.5, 7.4, 7.3, 7.2, 7.1, 7.0, 6.10, 6.9, 6.8, 6.7, 6.6, 6.5, 6.4, 6.3"],
	["CentOS", "CentOS V 32bit", "7.0, 6.10, 6.7, 6.6, 6.5, 6.4, 6.3"],
	[
		"Debian",
		"Debian GNU/Linux V 64bit",
		"10.0.0, 9.3.0, 9.0.0, 8.10.0, 8.8.0, 8.7.0, 8.6.0, 8.5.0, 8.4.0, 8.2.0, 8.1.0",
	],
	["Fedora", "Fedora V 64bit", "30, 29, 28, 27, 26, 25, 24, 23, 22"],
	["EulerOS", "EulerOS V 64bit", "2.9, 2.5, 2.3, 2.2, 2.1"],
	["Other", "openEuler V 64bit", "20.03"],
	["Other", "NeoKylin V 64bit", "7.4, Server release 5.0 U2, Linux Advanced Server release 7.0 U5"],
];

export const osVersions: readonly OsVersion[] = families.flatMap(([platform, pattern, versions]) =>
	versions.split(", ").map((version) => describeOs(pattern.replace("V", version), platform)),
);

/**
 * The properties of an operating system. One that is not listed is `Other`, and Linux unless its name starts with
 * Windows.
 */
export function readOs(version: string, type?: string | null): OsVersion {
	const known = osVersions.find(({ os_version }) => os_version === version);
	const described = known ?? describeOs(version, version.startsWith("Windows") ? "Windows" : "Other");
	return type ? { ...described, os_type: type } : described;
}

function describeOs(version: string, platform: string): OsVersion {
	return {
		platform,
		os_version_key: version,
		os_version: version,
		os_bit: /32 ?bit/.test(version) ? 32 : 64,
		os_type: platform === "Windows" ? "Windows" : "Linux",
	};
}
