import { once } from "node:events";
import { startProgram } from "../../support/programs";
import { canReadUsage, readUsage, UsageMeter } from "../../../bench/process-usage";

/** Keeps the processor busy and 40 MB in use, prints a line, and waits. */
const busy = `
	const kept = Buffer.alloc(40e6, 1);
	const end = process.cpuUsage().user + 150_000;
	while (process.cpuUsage().user < end);
	process.stdout.write("done");
	setTimeout(() => kept.length, 60_000);`;

// On other systems the bench omits these columns: the usage of a child process is unknown there.
const onLinux = canReadUsage ? test : test.skip;

onLinux("what a process has used is what it says of itself", () => {
	const { user, system } = process.cpuUsage();
	const usage = readUsage(process.pid);
	expect(Math.abs((usage?.cpu ?? 0) - (user + system) / 1000)).toBeLessThan(200);
	expect(usage?.peak).toBeGreaterThanOrEqual(usage?.resident ?? Infinity);
	expect(usage?.resident).toBeGreaterThan(20e6);
});

onLinux("a meter counts the processes with the text in their environment, and no others", async () => {
	const mark = `meter-${process.pid}`;
	const [own, foreign] = [{ MARKER: mark }, {}].map((env) => {
		const PATH = process.env.PATH;
		return startProgram(process.execPath, ["-e", busy], { env: { PATH, ...env } });
	});
	const meter = new UsageMeter(mark);
	try {
		await Promise.all([own, foreign].flatMap((child) => (child ? [once(child.stdout, "data")] : [])));
		const before = readUsage(own?.pid ?? 0);
		// The meter samples by itself; this waits for its last sample.
		let usage = meter.readSoFar();
		while (usage.whole.cpu < (before?.cpu ?? 0)) {
			await new Promise((resolve) => setTimeout(resolve, 5));
			usage = meter.readSoFar();
		}
		expect(usage.whole.cpu).toBeGreaterThanOrEqual(150);
		expect(usage.whole.cpu).toBeLessThan((before?.cpu ?? 0) + 100);
		expect(usage.whole.peak).toBeGreaterThan(40e6);
		expect(usage.provider).toEqual({ cpu: 0, peak: 0 });
	} finally {
		meter.stop();
		own?.kill("SIGKILL");
		foreign?.kill("SIGKILL");
	}
});
