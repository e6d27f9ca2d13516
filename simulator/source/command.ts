#!/usr/bin/env node
import { Command, InvalidArgumentError } from "commander";
import { type Simulator, startSimulator } from "./simulator";
import type { SimulatorOptions } from "./options";

const program = new Command("modelarts-simulator")
	.description(
		"A simulator of IAM, ModelArts and IMS: real paths, real signatures, injected faults and a controllable clock.",
	)
	.option("--port <number>", "the port to listen on; 0: any free port", toNumber)
	.option("--host <name>", "the address to listen on")
	.option("--access-key <text>", "the access key that is accepted")
	.option("--secret-key <text>", "its secret key")
	.option("--project-id <id>", "a project; repeat for more, in the order of the regions", collect)
	.option("--region <name>", "its region; repeat for more", collect)
	.option("--user <name>", "the user that can create a token")
	.option("--password <text>", "the user's password")
	.option("--speed <times>", "the factor by which all configured durations are shortened", toNumber)
	.option("--shell", "print the endpoints as an export line for a shell instead of JSON")
	.option("--seed <number>", "the same seed gives the same ids and durations", toNumber);

async function main(): Promise<void> {
	const { shell = false, ...options } = program.parse().opts<SimulatorOptions & { shell?: boolean }>();
	const simulator = await startSimulator(options);
	const { url, endpoints, accessKey, secretKey, projectId, region } = simulator;
	const connection = { url, endpoints, accessKey, secretKey, projectId, region };
	console.log(shell ? writeExports(connection) : JSON.stringify(connection));
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close());
}

/** Writes the settings of a client as one `export` line, for `eval` or to be pasted into another terminal. */
function writeExports({
	endpoints,
	accessKey,
	secretKey,
	projectId,
	region,
}: Pick<Simulator, "endpoints" | "accessKey" | "secretKey" | "projectId" | "region">): string {
	const settings = {
		HW_ACCESS_KEY: accessKey,
		HW_SECRET_KEY: secretKey,
		HW_PROJECT_ID: projectId,
		HW_REGION_NAME: region,
		HW_ENDPOINTS: JSON.stringify(endpoints),
	};
	const quote = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
	return `export ${Object.entries(settings)
		.map(([name, value]) => `${name}=${quote(value)}`)
		.join(" ")}`;
}

function toNumber(text: string): number {
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Not a number.");
	return value;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
	return [...before, text];
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
