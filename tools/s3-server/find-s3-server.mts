import { join } from "node:path";
import { buildCached, type CachedCommand, findCached } from "../go/cached-build.mts";

const RELEASE = "1.8.0";

const SERVER: CachedCommand = {
	name: "versitygw",
	short: "the S3 server",
	title: `the S3 server versitygw ${RELEASE}`,
	takes: "one to five minutes",
	module: join(import.meta.dirname, "go"),
	command: "github.com/versity/versitygw/cmd/versitygw",
	version: `main.Version=v${RELEASE}`,
	release: RELEASE,
	ingredients: [],
};

/**
 * An S3 server that checks signatures, for tests that keep state in a bucket: the one built before, else built from the
 * modules that go/go.mod names. Returns nothing when there is none and no Go to build it with.
 */
export async function findS3Server(
	env: NodeJS.ProcessEnv = process.env,
	say: (text: string) => void = (text) => process.stderr.write(`${text}\n`),
): Promise<string | undefined> {
	const directory = findCached(SERVER, env) ?? (await buildCached(SERVER, env, say));
	return directory === undefined ? undefined : join(directory, SERVER.name);
}
