/** A message without the line breaks for a terminal: tests compare texts, not line ends. */
export function joinLines(text: string): string {
	return text.replace(/\n\s*/g, " ");
}
