import { buildCanonicalRequest, sha256 } from "../../../simulator/source/auth/canonical-request";
import type { SignedRequest } from "../../../simulator/source/auth/canonical-request";
import { computeSignature, listCanonicalRequests } from "../../../simulator/source/auth/signature";

const secretKey = "SKexampleForTestsOnly0123456789abcdefghij";
const project = "0123456789abcdef0123456789abcdef";
const host = "modelarts.cn-north-4.myhuaweicloud.com";
const date = "20240102T030405Z";
const defaultHeaders = { host, "x-project-id": project, "x-sdk-date": date };
const json = { "content-type": "application/json" };
const createBody =
	`{"name":"notebook-instance","description":"","profile_id":"Multi-Engine 1.0 (python3)-cpu",` +
	`"flavor":"modelarts.vm.cpu.2u","spec":{"storage":{"type":"evs","location":{"volume_size":5}},` +
	`"auto_stop":{"enable":true,"duration":3600}},"workspace":{"id":"0"}}`;

interface Vector {
	readonly name: string;
	readonly request: Partial<Omit<SignedRequest, "body">> & { readonly path: string; readonly body?: string };
	readonly headers: Readonly<Record<string, string>>;
	readonly secret?: string;
	readonly canonicalHash: string;
	readonly signature: string;
}

const vectors: readonly Vector[] = [
	{
		name: "the sample of the signing guide",
		request: {
			path: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
			query: "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
		},
		headers: { ...json, host: "service.region.example.com", "x-sdk-date": "20191115T033655Z" },
		secret: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc",
		canonicalHash: "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a",
		signature: "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
	},
	{
		name: "a query to be sorted and encoded",
		request: {
			path: `/v1/${project}/images`,
			query: "type=DEDICATED&name=pytorch%201.8%2bgpu&sort_key=name,update_at&limit=200&offset=0",
		},
		headers: defaultHeaders,
		canonicalHash: "d6b9c2fabd7eea97c8a24b378f773217a22eb2a55ee2a71ff63fca2dba55ca06",
		signature: "6022eb7562c163e6321ef7e24173c1c3f4902ade4722e98fc2021b678d97684a",
	},
	{
		name: "a POST with a body",
		request: { method: "POST", path: `/v1/${project}/demanager/instances`, body: createBody },
		headers: { ...json, ...defaultHeaders },
		canonicalHash: "ef27ac2327d9482d8f6ef1a4ee3a3c02a27f7b998f66e5ba8d7e87591e44e641",
		signature: "de7c774fd3e5018cb6842d981881ed28ee73f93cfc4fff66fae1fdf93ba927bb",
	},
	{
		name: "a security token among the headers",
		request: { path: `/v1/${project}/demanager/instances/DE-7d558ef8-c73d-11ea-964c-0255ac100033` },
		headers: { ...defaultHeaders, "x-security-token": "gQpjbi1ub3J0aC00EXAMPLETOKEN==" },
		canonicalHash: "16d968953cfb399f7ea96b6dae68bd733c8f843c916383ed0eb6578766abe078",
		signature: "2cb0d5eba9238a0c139caf05186e6d0853f81665d09cce7be0ebf5f0268dec77",
	},
	{
		name: "a DELETE with a body",
		request: {
			method: "DELETE",
			path: `/v1/${project}/images/708ca95d-c601-4dc7-86b9-670adfd5e818`,
			query: "force=true",
			body: `{"is_force":true}`,
		},
		headers: { ...json, ...defaultHeaders },
		canonicalHash: "b2df23dd10fe09a4ff5c698f7ec9d0a23f71b20a9f3e1179804b924d53955124",
		signature: "b6086df06a97f52d1f2655a10427ed550adf860bf76a123f56bdfe402dab9bbf",
	},
	{
		name: "the project lookup",
		request: { path: "/v3/projects", query: "name=cn-north-4" },
		headers: { host: "iam.cn-north-4.myhuaweicloud.com", "x-sdk-date": date },
		canonicalHash: "2bc2899d492ff890e3472c6470473dd0233c56cfddb8e6a4b41db12cf2721e12",
		signature: "feba5f609ef6db3733f611022ab8f3e8834571168abbdc991db3690d2bfc4386",
	},
	{
		name: "a host with a port",
		request: { path: `/v1/${project}/images` },
		headers: { ...defaultHeaders, host: "127.0.0.1:8080" },
		canonicalHash: "6e43c64213c600a5e1bc0c87f1a468a5851eb637c53f98acd1ccda53d7ebd0ac",
		signature: "64ed1eda047d229385c9b6d616205c971ac32a9dd99f18158c417e2c01ee9207",
	},
];

test.each(vectors)("the signature matches the published values for $name", (vector) => {
	const request = { method: "GET", query: "", ...vector.request, headers: vector.headers };
	const received = { ...request, body: Buffer.from(vector.request.body ?? "") };
	const [canonical = ""] = listCanonicalRequests(received, Object.keys(vector.headers).sort());
	expect(sha256(canonical)).toBe(vector.canonicalHash);
	const signed = vector.headers["x-sdk-date"] ?? "";
	expect(computeSignature(vector.secret ?? secretKey, signed, canonical)).toBe(vector.signature);
});

test("the canonical request of a POST is as documented, line by line", () => {
	const body = Buffer.from(createBody);
	const request = {
		method: "POST",
		path: `/v1/${project}/demanager/instances`,
		query: "",
		headers: { ...json, ...defaultHeaders },
		body,
	};
	const names = ["content-type", "host", "x-project-id", "x-sdk-date"];
	expect(buildCanonicalRequest(request, names, sha256(body)).split("\n")).toEqual([
		"POST",
		`/v1/${project}/demanager/instances/`,
		"",
		"content-type:application/json",
		`host:${host}`,
		`x-project-id:${project}`,
		`x-sdk-date:${date}`,
		"",
		names.join(";"),
		"796719f56f0c99ec7be8bbc72df339b283b29021a3fc478420f09ca3e5595bc0",
	]);
});

const spellings: [what: string, path: string, query: string, canonical: string][] = [
	["a space, however it is written", "/a b/c%20d", "", "/a%20b/c%20d/\n"],
	["letters escaped without need", "/%61%2Db", "%78=%79", "/a-b/\nx=y"],
	[
		"the five characters that encodeURIComponent leaves alone",
		"/!'()*",
		"q=!'()*",
		"/%21%27%28%29%2A/\nq=%21%27%28%29%2A",
	],
	["a plus sign, which is not a space", "/a+b", "q=a+b", "/a%2Bb/\nq=a%2Bb"],
	["Unicode", "/ü%C3%BC", "q=%E4%B8%AD", "/%C3%BC%C3%BC/\nq=%E4%B8%AD"],
	["an escaped slash, which stays one segment", "/a%2Fb", "q=a/b", "/a%2Fb/\nq=a%2Fb"],
	["parameters without value or of one name", "/p", "b&a=2&a=1&c=", "/p/\na=1&a=2&b=&c="],
	["a lone percent sign", "/100%", "", "/100%25/\n"],
	["a path that ends in a slash", "/p/", "", "/p/\n"],
];

test.each(spellings)("the canonical request has one spelling for %s", (_, path, query, canonical) => {
	const request = { method: "get", path, query, headers: {}, body: Buffer.alloc(0) };
	expect(buildCanonicalRequest(request, [], "hash")).toBe(`GET\n${canonical}\n\n\nhash`);
});

test("an unsigned payload replaces the hash of the body, and both forms are accepted for an empty body", () => {
	const headers = { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" };
	const request = { method: "PUT", path: "/p", query: "", headers, body: Buffer.from("data") };
	const lastLines = (names: string[], body: Buffer) =>
		listCanonicalRequests({ ...request, body }, names).map((text) => text.split("\n").at(-1));
	const empty = Buffer.alloc(0);
	expect(lastLines(["x-sdk-content-sha256"], request.body)).toEqual(["UNSIGNED-PAYLOAD"]);
	expect(lastLines(["x-sdk-content-sha256"], empty)).toEqual(["UNSIGNED-PAYLOAD", sha256(empty)]);
	expect(lastLines([], request.body)).toEqual([sha256(request.body)]);
});
