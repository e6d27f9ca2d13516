import { Redactor } from "../../../provider/services/http/redact";

const hide = (...values: string[]) => {
	const redactor = new Redactor();
	for (const value of values) redactor.hide(value);
	return redactor;
};

test.each([
	["as it is", "the key k+y/1 here", "the key *** here"],
	["twice", "k+y/1k+y/1", "******"],
	["next to something like it", "k+y/2 k+y/1 kXy/1", "k+y/2 *** kXy/1"],
])("a known secret is hidden %s", (_how, text, expected) => {
	expect(hide("k+y/1").redact(text)).toBe(expected);
});

test.each([
	["as JSON", JSON.stringify('Pass "wörd" 123')],
	["as JSON within JSON", JSON.stringify(JSON.stringify('Pass "wörd" 123'))],
	["percent-encoded", encodeURIComponent('Pass "wörd" 123')],
	["percent-encoded twice", encodeURIComponent(encodeURIComponent('Pass "wörd" 123'))],
	["in HTML", "Pass &quot;w&ouml;rd&quot; 123"],
	["with other quotes", "Pass 'wörd' 123"],
])("a password is hidden %s", (_how, text) => {
	expect(hide('Pass "wörd" 123').redact(`it is ${text} there`)).toMatch(/^it is \S*\*\*\*\S* there$/);
});

test("a secret that begins another one leaves nothing of it visible", () => {
	expect(hide("abcd", "abcdefgh").redact("abcdefgh abcd")).toBe("*** ***");
});

test("a password of three letters does not make everything unreadable", () => {
	expect(hide("the").redact("the end")).toBe("the end");
});

test("tokens in a printed canonical request are hidden by name", () => {
	const text = "canonicalRequest:GET|/v1/||host:h|x-sdk-date:1|x-security-token:abc+/==|| X-Auth-Token: tok";
	expect(hide().redact(text)).toBe(
		"canonicalRequest:GET|/v1/||host:h|x-sdk-date:1|x-security-token:***|| X-Auth-Token: ***",
	);
});

test("what a server sends becomes one line of bounded length without control characters", () => {
	expect(hide().redact(" a\r\n\u001b[31mb\u0007 ")).toBe("a [31mb");
	expect(hide().redact("x".repeat(100_000))).toHaveLength(1500);
});
