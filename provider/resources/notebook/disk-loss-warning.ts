/** A replacement deletes the disk; nobody should learn that afterwards. */
export function warnOfDiskLoss(name: string, gigabytes: number): string {
	return (
		`Replacing the notebook ${name} deletes its EVS disk (${gigabytes} GB) with everything on it. ` +
		"Save what is needed before you go on, or keep files on storage of type obs, which stays."
	);
}
