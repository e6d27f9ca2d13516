import { createHash, createHmac } from "node:crypto";

export interface BucketOwner {
	/** Address of the server, such as `http://127.0.0.1:7070`. */
	readonly url: string;
	readonly region: string;
	readonly access: string;
	readonly secret: string;
}

/** Permits another key to list a bucket and read its objects, and nothing else. Signed as S3 has it (SigV4). */
export async function letRead(owner: BucketOwner, bucket: string, reader: string): Promise<void> {
	const objects = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
	const allowed = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Principal: { AWS: [reader] } };
	const body = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...allowed, Resource: objects }] });
	const headers = sign(owner, `/${bucket}`, "policy=", body);
	const response = await fetch(`${owner.url}/${bucket}?policy=`, { method: "PUT", headers, body });
	if (!response.ok) throw new Error(`The bucket's policy was refused: ${response.status} ${await response.text()}`);
}

function sign({ url, region, access, secret }: BucketOwner, path: string, query: string, body: string) {
	const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
	const headers = { host: new URL(url).host, "x-amz-content-sha256": hash(body), "x-amz-date": time };
	const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
	const names = Object.keys(headers).join(";");
	const request = ["PUT", path, query, ...lines, "", names, hash(body)].join("\n");
	const scope = [time.slice(0, 8), region, "s3", "aws4_request"];
	const key = scope.reduce<Buffer>((from, part) => mac(from, part), Buffer.from(`AWS4${secret}`));
	const signature = mac(key, ["AWS4-HMAC-SHA256", time, scope.join("/"), hash(request)].join("\n")).toString("hex");
	const credential = `${access}/${scope.join("/")}`;
	return {
		...headers,
		authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
	};
}

function hash(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

function mac(key: Buffer, text: string): Buffer {
	return createHmac("sha256", key).update(text).digest();
}
