/** What people are told, without the line breaks for their terminal: tests say what is said, not where lines end. */
export function joinLines(text: string): string {
	return text.replace(/\n\s*/g, " ");
}
