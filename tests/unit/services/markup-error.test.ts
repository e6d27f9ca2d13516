import { parseMarkupError } from "../../../provider/services/http/markup-error";

const page = (body: string) =>
	`<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>${body}</body></html>`;

const table: [what: string, text: string, code: string, message: string][] = [
	[
		"XML",
		"<?xml version='1.0'?><error><code>IMG.0027</code><message>gone &amp; lost</message></error>",
		"IMG.0027",
		"gone & lost",
	],
	["XML whose code is the status", "<itemNotFound><code>404</code><message>gone</message></itemNotFound>", "", "gone"],
	["XML with an attribute", '<itemNotFound code="404">\n <message>gone</message></itemNotFound>', "", "gone"],
	[
		"a page",
		page("<h1>404 Not Found</h1>\nNo image found with ID i-1<br /><br />\n"),
		"",
		"No image found with ID i-1",
	],
	["a page that only repeats the status", page("<h1>404 Not Found</h1>"), "", ""],
	["a page with a script", page("<script>alert('<p>')</script><style>p{}</style><p>gone</p><!-- x -->"), "", "gone"],
	["a fragment that is cut off", "<html><bo", "", ""],
	["plain text", "gone", "", ""],
	["JSON of no known shape", '["<message>gone</message>"]', "", ""],
	["nothing", "", "", ""],
];

test.each(table)("%s is read", (_what, text, code, message) => {
	expect(parseMarkupError(text)).toEqual({ code, message });
});

test("a long page is cut short", () => {
	expect(parseMarkupError(page(`<p>${"word ".repeat(1000)}</p>`)).message).toHaveLength(301);
});
