import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner";
import { createHash } from "node:crypto";
import {
	buildCanonicalRequest,
	formatDate,
	signRequest,
	type SignableRequest,
} from "../../../provider/services/auth/signature";
import { escapeText } from "../../../provider/services/http/url";

const keys = { accessKey: "AKEXAMPLEFORTESTS001", secretKey: "SKexampleForTestsOnly0123456789abcdefghij" };
const project = "0123456789abcdef0123456789abcdef";
const common = {
	host: "modelarts.cn-north-4.myhuaweicloud.com",
	"X-Project-Id": project,
	"X-Sdk-Date": "20240102T030405Z",
};
const json = { "Content-Type": "application/json" };

const vectors: Record<string, [request: Partial<SignableRequest>, canonicalHash: string, signature: string]> = {
	B: [
		{
			path: `/v1/${project}/images`,
			query: [
				["type", "DEDICATED"],
				["name", "pytorch 1.8+gpu"],
				["sort_key", "name,update_at"],
				["limit", "200"],
				["offset", "0"],
			],
		},
		"d6b9c2fabd7eea97c8a24b378f773217a22eb2a55ee2a71ff63fca2dba55ca06",
		"6022eb7562c163e6321ef7e24173c1c3f4902ade4722e98fc2021b678d97684a",
	],
	C: [
		{
			method: "POST",
			path: `/v1/${project}/demanager/instances`,
			headers: { ...common, ...json },
			body: '{"name":"notebook-instance","description":"","profile_id":"Multi-Engine 1.0 (python3)-cpu","flavor":"modelarts.vm.cpu.2u","spec":{"storage":{"type":"evs","location":{"volume_size":5}},"auto_stop":{"enable":true,"duration":3600}},"workspace":{"id":"0"}}',
		},
		"ef27ac2327d9482d8f6ef1a4ee3a3c02a27f7b998f66e5ba8d7e87591e44e641",
		"de7c774fd3e5018cb6842d981881ed28ee73f93cfc4fff66fae1fdf93ba927bb",
	],
	D: [
		{
			path: `/v1/${project}/demanager/instances/DE-7d558ef8-c73d-11ea-964c-0255ac100033`,
			headers: { ...common, "X-Security-Token": "gQpjbi1ub3J0aC00EXAMPLETOKEN==" },
		},
		"16d968953cfb399f7ea96b6dae68bd733c8f843c916383ed0eb6578766abe078",
		"2cb0d5eba9238a0c139caf05186e6d0853f81665d09cce7be0ebf5f0268dec77",
	],
	E: [
		{
			method: "DELETE",
			path: `/v1/${project}/images/708ca95d-c601-4dc7-86b9-670adfd5e818`,
			query: [["force", "true"]],
			headers: { ...common, ...json },
			body: '{"is_force":true}',
		},
		"b2df23dd10fe09a4ff5c698f7ec9d0a23f71b20a9f3e1179804b924d53955124",
		"b6086df06a97f52d1f2655a10427ed550adf860bf76a123f56bdfe402dab9bbf",
	],
	F: [
		{
			path: "/v3/projects",
			query: [["name", "cn-north-4"]],
			headers: { host: "iam.cn-north-4.myhuaweicloud.com", "x-sdk-date": "20240102T030405Z" },
		},
		"2bc2899d492ff890e3472c6470473dd0233c56cfddb8e6a4b41db12cf2721e12",
		"feba5f609ef6db3733f611022ab8f3e8834571168abbdc991db3690d2bfc4386",
	],
	H: [
		{ path: `/v1/${project}/images`, headers: { ...common, host: "127.0.0.1:8080" } },
		"6e43c64213c600a5e1bc0c87f1a468a5851eb637c53f98acd1ccda53d7ebd0ac",
		"64ed1eda047d229385c9b6d616205c971ac32a9dd99f18158c417e2c01ee9207",
	],
};

test.each(Object.entries(vectors))("vector %s of the documentation comes out as documented", (_name, vector) => {
	const [given, canonicalHash, signature] = vector;
	const request = { method: "GET", path: "/", query: [], headers: common, body: "", ...given };
	expect(createHash("sha256").update(buildCanonicalRequest(request)).digest("hex")).toBe(canonicalHash);
	expect(signRequest(request, keys)).toContain(`Signature=${signature}`);
});

test("the sample that the signing guide prints comes out as printed", () => {
	const request = {
		method: "GET",
		path: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
		query: [
			["limit", "2"],
			["marker", "13551d6b-755d-4757-b956-536f674975c0"],
		] as const,
		headers: { ...json, host: "service.region.example.com", "X-Sdk-Date": "20191115T033655Z" },
		body: "",
	};
	const sample = { accessKey: "QTWAOYTTINDUT2QVKYUC", secretKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" };
	expect(signRequest(request, sample)).toBe(
		"SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
			"Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
	);
});

test("500 random requests are signed as Huawei's own package signs them", () => {
	const draw = createRandom(20240102);
	for (let round = 0; round < 500; round++) {
		const request = drawRequest(draw);
		const theirs = AKSKSigner.sign(asTheirs(request), asCredentials() as never) as Record<string, string>;
		expect({ round, authorization: signRequest(asOurs(request), keys) }).toEqual({
			round,
			authorization: theirs.Authorization,
		});
	}
});

test("a path with an escaped character is encoded once, as documented, where Huawei's own package does it twice", () => {
	const request = { path: "/v1/a%20b/c%2Fd", query: {}, headers: common, method: "GET", data: undefined };
	const theirs = AKSKSigner.sign(asTheirs(request), asCredentials() as never) as Record<string, string>;
	expect(buildCanonicalRequest(asOurs(request))).toContain("GET\n/v1/a%20b/c%2Fd/\n");
	expect(signRequest(asOurs(request), keys)).not.toBe(theirs.Authorization);
	expect(signRequest(asOurs(request), keys)).toBe(signRequest({ ...asOurs(request), path: "/v1/a%20b/c%2fd" }, keys));
});

test("spaces around a header's value are not signed, those within it are", () => {
	const sign = (value: string) =>
		signRequest({ method: "GET", path: "/", query: [], headers: { ...common, "x-a": value }, body: "" }, keys);
	expect(sign("  a  b ")).toBe(sign("a  b"));
	expect(sign("a  b")).not.toBe(sign("a b"));
});

test("nothing is signed without a date", () => {
	expect(() => signRequest({ method: "GET", path: "/", query: [], headers: {}, body: "" }, keys)).toThrow("x-sdk-date");
});

test("dates are written as the signature wants them", () => {
	expect(formatDate(Date.UTC(2024, 0, 2, 3, 4, 5, 678))).toBe("20240102T030405Z");
});

test("everything but letters, digits and four signs is escaped", () => {
	expect(escapeText("aZ09-._~ +,/:*!'()é😀")).toBe("aZ09-._~%20%2B%2C%2F%3A%2A%21%27%28%29%C3%A9%F0%9F%98%80");
});

interface DrawnRequest {
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string>;
	data: unknown;
}

function asOurs({ method, path, query, headers, data }: DrawnRequest): SignableRequest {
	const pairs = Object.entries(query).flatMap(([name, values]) =>
		[values].flat().map((value): [string, string] => [name, value]),
	);
	return { method, path, query: pairs, headers, body: data === undefined ? "" : JSON.stringify(data) };
}

function asTheirs({ method, path, query, headers, data }: DrawnRequest) {
	return { method, endpoint: `https://${headers.host}${path}`, queryParams: query, headers: { ...headers }, data };
}

function asCredentials() {
	return { getAk: () => keys.accessKey, getSk: () => keys.secretKey };
}

/** Numbers below the given one, the same in every run. */
function createRandom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

function drawRequest(draw: (below: number) => number): DrawnRequest {
	const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
	const text = (alphabet: readonly string[], longest: number, shortest = 0) =>
		Array.from({ length: shortest + draw(longest - shortest + 1) }, () => pick(alphabet)).join("");
	const plain = [..."abcXYZ019-_.~"];
	// Node's old URL parser, which their package uses, rewrites spaces, quotes and brackets; % is the known difference.
	const inPath = [...plain, ..."!()*+,;:=@&$", "é", "中", "😀"];
	const anything = [...inPath, ..." %/?#'\"<>[]{}|\\^`\n\t"];
	const count = (below: number) => Array.from({ length: draw(below) });

	const query = count(6).map((): [string, string | string[]] => [
		text(anything, 8, 1),
		draw(4) === 0 ? count(4).map(() => text(anything, 5)) : text(anything, 12),
	]);
	const extra = count(4).map((): [string, string] => [
		`X-${text([..."abcdefgh-"], 6, 1)}1`,
		text([...plain, " ", ":", ";", "=", "/"], 12).trim(),
	]);
	return {
		method: pick(["GET", "POST", "PUT", "DELETE", "PATCH"]),
		path: `/${count(6)
			.map(() => text(inPath, 8))
			.join("/")}${pick(["", "/"])}`,
		query: Object.fromEntries(query.filter(([name]) => name !== "__proto__")),
		headers: { ...common, ...Object.fromEntries(extra), ...(draw(2) ? json : {}) },
		data: pick([
			undefined,
			{},
			{ text: text(anything, 40), list: [1, null, true] },
			{ [text(anything, 5)]: { deep: text(anything, 9) } },
		]),
	};
}
