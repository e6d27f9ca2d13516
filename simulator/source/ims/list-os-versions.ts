import type { HttpResponse, OperationRequest } from "../gateway/operation";
import { createImsError } from "./ims-error";
import { osVersions } from "./os-versions";
import type { OsVersion } from "./os-versions";

const armPlatforms = ["CentOS", "Ubuntu", "EulerOS", "Debian", "Fedora", "OpenSUSE", "SUSE", "Other"];

/** Which system runs where is not documented; whatever is 32 bit or Windows runs on x86 only. */
const capabilities: Readonly<Record<string, (os: OsVersion) => boolean>> = {
	x86: () => true,
	bms: ({ os_bit }) => os_bit === 64,
	uefi: ({ os_bit }) => os_bit === 64,
	arm: ({ platform, os_bit }) => os_bit === 64 && armPlatforms.includes(platform),
	kvm: () => true,
};

/** A bare list by platform, of the systems that have all capabilities asked for: each by itself, or with commas between. */
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
