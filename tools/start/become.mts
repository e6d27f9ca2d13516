import { execve } from "node:process";

/**
 * Ends this process by becoming another command. Starting it as a child instead would put us between it and its
 * terminal, and signals would have to be handed on.
 */
export function become(command: string, args: string[], env: NodeJS.ProcessEnv): void {
	if (!execve) throw new Error("This works on Linux and macOS only.");
	execve(command, [command, ...args], env);
}
