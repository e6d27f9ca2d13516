import { isDeepStrictEqual } from "node:util";
import { valueAt } from "../../definition/unknown";
import { type Properties, UNKNOWN } from "../../lifecycle/contract";
import type * as OsVersions from "./os-versions";

/** Once an image is made of a file, there is nothing to be said about the file's name any more. */
const OF_FILE = ["imageUrl", "type", "isQuickImport", "dataImages"];

/** Forms of a disk that quick import does not read: that wants RAW or ZVHD2, under whatever name. */
const NOT_FOR_QUICK_IMPORT = new Set(["iso", "ova", "qcow", "qcow2", "qed", "vdi", "vhd", "vhdx", "vmdk", "zvhd"]);

/** What is not wrong for sure. */
export function findWarnings(inputs: Properties, old: Properties | undefined): string[] {
	const { osVersion, imageUrl } = inputs;
	const isNew = imageUrl !== undefined && OF_FILE.some((name) => !isDeepStrictEqual(old?.[name], inputs[name]));
	const hints = isNew ? findFileHints(inputs) : [];
	if (typeof osVersion !== "string" || osVersion === "" || osVersion === UNKNOWN) return hints;
	return [...hints, ...(require("./os-versions") as typeof OsVersions).findOsVersionHints(osVersion)];
}

/** What the names of files tell that does not fit the other inputs: most likely a mistake, but the service decides. */
function findFileHints(inputs: Properties): string[] {
	const { imageUrl, type, isQuickImport, dataImages } = inputs;
	const hints = [...findFormatHints("imageUrl", imageUrl, isQuickImport)];
	const ending = readEnding(imageUrl);
	if (ending === "iso" && type !== "IsoImage" && type !== UNKNOWN) {
		hints.push(
			'imageUrl: the file is named like an ISO; is `type: "IsoImage"` meant? As any other type the service wants the image of a disk.',
		);
	}
	if (ending !== undefined && ending !== "iso" && type === "IsoImage") {
		hints.push('type: "IsoImage" is for an ISO, and the file in imageUrl is not named like one (.iso).');
	}

	for (const [at, image] of (Array.isArray(dataImages) ? dataImages : []).entries()) {
		const url = valueAt(image, ["imageUrl"]);
		const path = `dataImages[${at}].imageUrl`;
		if (readEnding(url) === "iso") hints.push(`${path}: the file is named like an ISO, which is no data disk.`);
		else hints.push(...findFormatHints(path, url, valueAt(image, ["isQuickImport"])));
	}
	return hints;
}

function findFormatHints(path: string, url: unknown, isQuickImport: unknown): string[] {
	const ending = readEnding(url);
	if (isQuickImport !== true || ending === undefined || !NOT_FOR_QUICK_IMPORT.has(ending)) return [];
	return [`${path}: quick import reads files of the formats RAW and ZVHD2, and this one is named .${ending}.`];
}

/** Lower case; never shown unless it is one that we know: the whole may be a secret. */
function readEnding(url: unknown): string | undefined {
	if (typeof url !== "string" || url === UNKNOWN) return undefined;
	return /\.([A-Za-z0-9]{1,8})$/.exec(url)?.[1]?.toLowerCase();
}
