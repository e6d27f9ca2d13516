import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram, startProgram } from "../../support/programs";
import { letRead } from "./bucket-policy";

const REGION = "cn-north-4";
const HOST = `obs.${REGION}.myhuaweicloud.com`;
const BUCKET = "team-state";

export interface Bucket {
	/** The environment of a CLI that keeps its state here. */
	readonly env: Record<string, string>;
	/** The same with a read-only key. */
	readonly readerEnv: Record<string, string>;
	/** The objects, by their keys. */
	list(): string[];
	close(): Promise<void>;
}

/**
 * A bucket in a real S3 server, under its name in OBS: the server is the CLI's proxy and knows its host, so that the
 * URL, its parameters and the addressing of a bucket are those that users write (except for `http`).
 */
export async function openBucket(server: string): Promise<Bucket> {
	const directory = mkdtempSync(join(tmpdir(), "pulumi-modelarts-bucket-"));
	const objects = join(directory, "objects");
	// Beside the objects, not as extended attributes, which a temporary folder's file system may not have.
	const metadata = join(directory, "metadata");
	mkdirSync(join(objects, BUCKET), { recursive: true });
	mkdirSync(metadata);
	const users = join(directory, "users");
	mkdirSync(users);
	const port = await findFreePort();
	const keys = { access: "state-access-key", secret: "state-secret-key" };
	const options = [
		"--port",
		`127.0.0.1:${port}`,
		"--region",
		REGION,
		"--virtual-domain",
		HOST,
		"--iam-dir",
		users,
		"--quiet",
	];
	const child = startProgram(server, [...options, "posix", "--sidecar", metadata, objects], {
		env: { ...process.env, ROOT_ACCESS_KEY: keys.access, ROOT_SECRET_KEY: keys.secret },
	});
	await waitForPort(port, () => {
		if (child.exitCode !== null) throw new Error("The S3 server has ended.");
	});
	const owner = { url: `http://127.0.0.1:${port}`, region: REGION, ...keys };
	const reader = { access: "reader-access-key", secret: "reader-secret-key" };
	const admin = ["admin", "--access", owner.access, "--secret", owner.secret, "--region", REGION];
	const create = ["create-user", "--access", reader.access, "--secret", reader.secret, "--role", "user"];
	runProgram(server, [...admin, "--endpoint-url", owner.url, ...create]);
	await letRead(owner, BUCKET, reader.access);
	const env = {
		PULUMI_BACKEND_URL: `s3://${BUCKET}/ml?endpoint=http://${HOST}&region=${REGION}`,
		AWS_EC2_METADATA_DISABLED: "true",
		PULUMI_DIY_BACKEND_GZIP: "true",
		HTTP_PROXY: owner.url,
		NO_PROXY: "127.0.0.1,localhost",
	};
	return {
		env: { ...env, AWS_ACCESS_KEY_ID: keys.access, AWS_SECRET_ACCESS_KEY: keys.secret },
		readerEnv: { ...env, AWS_ACCESS_KEY_ID: reader.access, AWS_SECRET_ACCESS_KEY: reader.secret },
		list: () => listFiles(join(objects, BUCKET)),
		close: async () => {
			const ended = new Promise((resolve) => child.once("exit", resolve));
			child.kill();
			await ended;
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

function listFiles(folder: string): string[] {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

function findFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().on("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

async function waitForPort(port: number, checkServer: () => void): Promise<void> {
	while (!(await isOpen(port))) {
		checkServer();
		await sleep(20);
	}
}

function isOpen(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1");
		const say = (open: boolean) => {
			socket.destroy();
			resolve(open);
		};
		socket.once("connect", () => say(true)).once("error", () => say(false));
	});
}
