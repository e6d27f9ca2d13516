/** `45 s`, `12 min`. */
export function writeDuration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}
