import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { createImsError } from "./ims-error";
import { osVersions } from "./os-versions";
import type { OsVersion } from "./os-versions";

const armPlatforms = ["CentOS", "Ubuntu", "EulerOS", "Debian", "Fedora", "OpenSUSE", "SUSE", "Other"];

/**
 * The systems that support each capability. It is not documented; 32-bit systems and Windows are assumed to need x86.
 */
const capabilities: Readonly<Record<string, (os: OsVersion) => boolean>> = {
	x86: () => true,
	bms: ({ os_bit }) => os_bit === 64,
	uefi: ({ os_bit }) => os_bit === 64,
	arm: ({ platform, os_bit }) => os_bit === 64 && armPlatforms.includes(platform),
	kvm: () => true,
};

/**
 * A bare array by platform of the systems with all requested capabilities, given as repeated or comma-separated tags.
 */
export function listOsVersions({ query }: OperationRequest): HttpResponse {
	const required = query
		.getAll("tag")
		.flatMap((tags) => tags.split(","))
		.map((tag) => {
			const has = Object.hasOwn(capabilities, tag) ? capabilities[tag] : undefined;
			if (!has) throw createImsError("0017", "tag");
			return has;
		});
	const found = osVersions.filter((os) => required.every((has) => has(os)));
	const platforms = [...new Set(found.map(({ platform }) => platform))];
	const body = platforms.map((platform) => ({
		platform,
		version_list: found.filter((os) => os.platform === platform),
	}));
	return { status: 200, body };
}
