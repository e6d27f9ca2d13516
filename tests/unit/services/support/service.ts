import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Received {
	readonly method: string;
	/** With query. */
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface Reply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON. */
	readonly body?: unknown;
	/** The connection is cut instead. */
	readonly cut?: boolean;
	/** The body is cut off, although its length was announced. */
	readonly truncated?: boolean;
	/** No answer at all. */
	readonly silent?: boolean;
}

export type Answering = (request: Received, index: number) => Reply | Promise<Reply>;

export interface Service {
	readonly url: string;
	readonly requests: Received[];
	/** How many connections were opened. */
	readonly connections: () => number;
	close(): Promise<void>;
}

/** A server that answers as the test says: from a list, whose last entry is repeated, or by a function. */
export async function startService(replies: Answering | readonly Reply[], port = 0): Promise<Service> {
	const requests: Received[] = [];
	const sockets = new Set<Socket>();
	let opened = 0;

	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			const { method = "", url = "", headers } = request;
			const received = { method, url, headers, body: Buffer.concat(chunks).toString() };
			const index = requests.push(received) - 1;
			void Promise.resolve(
				typeof replies === "function" ? replies(received, index) : (replies[Math.min(index, replies.length - 1)] ?? {}),
			).then((reply) => {
				if (reply.cut) return request.socket.destroy();
				if (reply.silent) return;
				const body = reply.body ?? "";
				const content = typeof body === "string" ? body : JSON.stringify(body);
				const length = Buffer.byteLength(content) + (reply.truncated ? 100 : 0);
				const headers = { "content-type": "application/json", "content-length": length, ...reply.headers };
				response.writeHead(reply.status ?? 200, headers);
				if (reply.truncated) return response.write(content, () => request.socket.destroy());
				response.end(content);
			});
		});
	});
	server.on("connection", (socket) => {
		opened++;
		sockets.add(socket);
	});
	const url = await listen(server, port);
	return {
		url,
		requests,
		connections: () => opened,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The address of a server, by default on any free port. */
export async function listen(server: Pick<Server, "listen" | "address">, port = 0): Promise<string> {
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
