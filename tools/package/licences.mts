import satisfies from "spdx-satisfies";
import { listLicences, type LockedPackages } from "./lock.mts";

/** What ours, Apache-2.0, may be built on without asking anything of its users. The last four are of data and texts. */
const FREE = [
	"MIT",
	"ISC",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"Apache-2.0",
	"BlueOak-1.0.0",
	"0BSD",
	"Python-2.0",
	"CC0-1.0",
	"CC-BY-3.0",
	"CC-BY-4.0",
];

/** What names no licence in the form of SPDX, read by us. */
const READ: Readonly<Record<string, string>> = {
	// Its file LICENSE is the text of MIT. The Pulumi SDK brings it.
	"node_modules/@logdna/tail-file": "MIT",
};

/** Packages whose licence is none of the free ones, or that name none; one line each. */
export function findUnfreePackages(packages: LockedPackages): string[] {
	return listLicences(packages).flatMap(({ place, licence }) => {
		const read = READ[place] ?? licence;
		return read !== undefined && isFree(read) ? [] : [`${place}: ${licence ?? "no licence"}`];
	});
}

function isFree(licence: string): boolean {
	try {
		return satisfies(licence, FREE);
	} catch {
		return false; // not SPDX
	}
}
