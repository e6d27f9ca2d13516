import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWhere } from "../support/describe-where";
import type { Simulator } from "modelarts-simulator";
import { type Bucket, openBucket } from "./support/bucket";
import { findS3Server } from "./support/cli";
import { environmentOf, openCloud } from "./support/cloud";
import { copyExample, WITHOUT_TYPE_CHECK } from "./support/example";
import { newNotebooksIn } from "./support/notebooks";
import { openStack, type Stack } from "./support/stack";
import { until } from "./support/until";

const TIME = 90_000;
const server = findS3Server();

describeWhere(
	server !== undefined,
	"The example `team` with its state in a bucket",
	"there is no Go to build the S3 server versitygw with",
)("the example `team` with its state in a bucket", () => {
	let folder: string;
	let cloud: Simulator;
	let bucket: Bucket | undefined;
	let team: Stack;

	beforeAll(async () => {
		cloud = await openCloud({ settings: { durations: { createImage: 200 } } });
		bucket = await openBucket(server ?? "");
		const env = { ...environmentOf(cloud), ...WITHOUT_TYPE_CHECK, ...bucket.env };
		const images = await openStack({ folder: copyExample("images"), env });
		expect(await images.up()).toMatchObject({ code: 0 });
		folder = copyExample("team");
		team = await openStack({ folder, env });
		expect(await team.up()).toMatchObject({ code: 0 });
	}, 2 * TIME);

	afterAll(() => bucket?.close());

	test("both projects keep their stacks in the bucket, compressed, and none on this machine", () => {
		const stacks = bucket?.list().filter((key) => /stacks\/.*json(\.gz)?$/.test(key));
		expect(stacks).toEqual(["ml/.pulumi/stacks/images/dev.json.gz", "ml/.pulumi/stacks/team/dev.json.gz"]);
		expect(readdirSync(join(team.directory, "state"))).toEqual([]);
	});

	test(
		"a second concurrent run is rejected, with the holder of the lock",
		async () => {
			const roster = join(folder, "roster.yaml");
			writeFileSync(roster, readFileSync(roster, "utf8").replace("members:", "members:\n  - name: edsger"));
			cloud.admin.addFault({ match: { operation: "createNotebook" }, action: { hold: true } });
			const first = team.startUp();
			await until("the first run is at work", () => cloud.admin.held().length > 0);

			const second = await team.up();
			expect(second.code).not.toBe(0);
			expect(second.terminal).toMatch(/currently locked by 1 lock/);
			cloud.admin.release();
			expect(await first.outcome).toMatchObject({ code: 0, steps: ["create edsger", "create edsger"] });
			expect(newNotebooksIn(cloud).filter(({ name }) => name.startsWith("edsger"))).toHaveLength(1);
		},
		TIME,
	);

	test(
		"a read-only key then previews without changes, and leaves no lock",
		async () => {
			const preview = await team.preview({ args: ["--refresh", "--expect-no-changes"], env: bucket?.readerEnv });
			expect(preview).toMatchObject({ code: 0, steps: [] });
			expect(bucket?.list().filter((key) => key.includes("/locks/"))).toEqual([]);
		},
		TIME,
	);

	test(
		"a read-only key changes nothing",
		async () => {
			cloud.admin.clearRequests();
			const { code, terminal } = await team.up({ env: bucket?.readerEnv });
			expect(code).not.toBe(0);
			expect(terminal).toContain("AccessDenied");
			expect(cloud.admin.requests()).toEqual([]);
		},
		TIME,
	);

	test(
		"a wrong key has no access",
		async () => {
			const { code, terminal } = await team.preview({ env: { AWS_SECRET_ACCESS_KEY: "guessed" } });
			expect(code).not.toBe(0);
			expect(terminal).toContain("SignatureDoesNotMatch");
		},
		TIME,
	);

	test(
		"`pulumi destroy` removes the team's notebooks; the images' project keeps its own objects",
		async () => {
			expect(await team.destroy()).toMatchObject({ code: 0 });
			expect(newNotebooksIn(cloud).map(({ name }) => name.replace(/-\w+$/, ""))).toEqual(["lab"]);
		},
		TIME,
	);
});
