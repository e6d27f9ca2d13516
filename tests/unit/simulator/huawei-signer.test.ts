import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner";
import fc from "fast-check";
import { isSignedBy, listCanonicalRequests, readSignatureHeader } from "../../../simulator/source/auth/signature";

type SignerCredentials = Parameters<typeof AKSKSigner.sign>[1];

const credentials = { getAk: () => "AK", getSk: () => "SK" } as unknown as SignerCredentials;

/** Path segments without escaped characters, for which Huawei's signer differs from the documents. */
const segment = fc.stringMatching(/^[A-Za-z0-9\-_.~]{1,12}$/).filter((text) => !/^\.+$/.test(text));
const someText = fc.string({ unit: "binary", maxLength: 12 });
const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const requests = fc.record({
	method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
	path: fc.array(segment, { minLength: 1, maxLength: 5 }),
	query: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), someText, { maxKeys: 4, noNullPrototype: true }),
	headers: fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), headerValue, { maxKeys: 3, noNullPrototype: true }),
	data: fc.option(fc.dictionary(fc.string(), someText, { minKeys: 1, noNullPrototype: true }), { nil: undefined }),
});

test("a signature of Huawei's own package is accepted, and rejected with another body", () => {
	const check = ({ method, path, query, headers, data }: typeof requests extends fc.Arbitrary<infer T> ? T : never) => {
		const endpoint = `https://modelarts.example.com/${path.join("/")}`;
		const asked = {
			method,
			endpoint,
			queryParams: query,
			headers: { ...headers, "content-type": "application/json" },
			data,
		};
		const signed: Record<string, string> = AKSKSigner.sign(asked, credentials);
		const received = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
		const header = readSignatureHeader(received["authorization"] ?? "");
		const wire = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
		const accepts = (body: string) => {
			const request = {
				method,
				path: `/${path.join("/")}`,
				query: wire.join("&"),
				headers: received,
				body: Buffer.from(body),
			};
			const canonical = listCanonicalRequests(request, header?.signedHeaders ?? []);
			return isSignedBy("SK", received["x-sdk-date"] ?? "", canonical, header?.signature ?? "");
		};
		const body = data === undefined ? "" : JSON.stringify(data);
		expect(accepts(body)).toBe(true);
		expect(accepts(`${body} `)).toBe(false);
	};
	fc.assert(fc.property(requests, check), { numRuns: 500 });
});
