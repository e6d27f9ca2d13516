import type { ErrorBody } from "./error-body";

/** Pages can be long; the beginning says what they are. */
const LONGEST_PAGE = 20_000;
const LONGEST_MESSAGE = 300;

/**
 * Reads an error in XML or HTML, which the components behind the native paths give, and gateways and proxies as well:
 * the message is what is written in `message`, otherwise all that is written below the headings, which only repeat the
 * status. The code is that of an XML `code`, unless it is the status once more.
 */
export function parseMarkupError(page: string): ErrorBody {
	const text = page.slice(0, LONGEST_PAGE);
	if (!text.trimStart().startsWith("<")) return { code: "", message: "" };

	const code = /<code>\s*([A-Za-z]\w*\.\w+)\s*<\/code>/i.exec(text)?.[1] ?? "";
	const said = /<message>([^]*?)<\/message>/i.exec(text)?.[1];
	const message = readText(said ?? dropHeadings(text));
	return { code, message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message };
}

function dropHeadings(text: string): string {
	return text.replace(/<!--[^]*?-->/g, " ").replace(/<(head|title|h1|style|script|code)\b[^>]*>[^]*?<\/\1>/gi, " ");
}

function readText(markup: string): string {
	const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", nbsp: " " };
	return markup
		.replace(/<!\[CDATA\[([^]*?)\]\]>/g, "$1")
		.replace(/<[^>]*(>|$)/g, " ")
		.replace(/&(\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
		.replace(/\s+/g, " ")
		.trim();
}
