import type { AddressInfo } from "node:net";
import fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { openAdmin } from "./admin/admin";
import { Controls } from "./admin/controls";
import { KeyLock } from "./auth/key-lock";
import { systemClock } from "./clock/clock";
import { Core } from "./core";
import { makeDemanagerService } from "./demanager/service";
import { Faults } from "./faults/faults";
import { HeldRequests } from "./faults/held-requests";
import { Gateway } from "./gateway/gateway";
import { RateLimit } from "./gateway/rate-limit";
import { Accounts } from "./iam/accounts";
import { makeIamService } from "./iam/service";
import { Tokens } from "./iam/tokens";
import { Objects } from "./objects/objects";
import { defaults, settingsFrom } from "./options";
import type { SimulatorOptions } from "./options";
import { Random } from "./random";
import { RequestLog } from "./requests/request-log";
import { Settings } from "./settings/settings";
import { settingsTable } from "./settings/table";
import type { SimulatorSettings } from "./settings/table";

/** A running simulator. */
export interface Simulator {
	readonly url: string;
	/** One origin for all: the services live at their real paths. */
	readonly endpoints: { readonly iam: string; readonly modelarts: string; readonly ims: string };
	readonly accessKey: string;
	readonly secretKey: string;
	/** The first project, and its region. */
	readonly projectId: string;
	readonly region: string;
	readonly user: string;
	readonly password: string;
	/** The admin API as functions. */
	readonly admin: Controls;
	/** Ends at once, whatever is under way. */
	close(): Promise<void>;
}

/** Builds the cloud and opens its door. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const accounts = settingsFrom(options);
	const settings: SimulatorSettings = new Settings(settingsTable, accounts, options.settings ?? {});
	const random = new Random(() => settings.values.seed);
	const core = new Core(options.clock ?? systemClock, settings, random, new Objects());
	const server = makeServer();
	const { admin, held } = furnish(server, core);
	await server.listen({ port: options.port ?? defaults.port, host: options.host ?? defaults.host });

	const { port } = server.server.address() as AddressInfo;
	const host = options.host ?? defaults.host;
	const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
	const [project] = accounts.projects ?? [];
	const [user] = accounts.users ?? [];
	const [key] = accounts.keys ?? [];
	return {
		url,
		endpoints: { iam: url, modelarts: url, ims: url },
		accessKey: key?.accessKey ?? "",
		secretKey: key?.secretKey ?? "",
		projectId: project?.id ?? "",
		region: project?.name ?? "",
		user: user?.name ?? "",
		password: user?.password ?? "",
		admin,
		close: async () => {
			held.drop();
			await server.close();
		},
	};
}

function furnish(server: FastifyInstance, core: Core): { admin: Controls; held: HeldRequests } {
	const accounts = new Accounts(core);
	const tokens = new Tokens(core);
	const keyLock = new KeyLock(core);
	const services = [makeIamService(core, accounts, tokens), makeDemanagerService(core, accounts)];
	const [log, faults, held, rateLimit] = [new RequestLog(), new Faults(), new HeldRequests(), new RateLimit()];
	const gateway = new Gateway({ core, log, faults, held, rateLimit, identity: { core, accounts, tokens, keyLock } });
	gateway.open(
		server,
		services.flatMap(({ operations }) => operations),
	);
	const resets = [keyLock, rateLimit];
	const admin = new Controls({ core, log, faultList: faults, heldRequests: held, services, resets });
	openAdmin(server, admin);
	return { admin, held };
}

/** Headers of a real token are long, idle connections live as long as at a real gateway, and nothing holds up the end. */
function makeServer(): FastifyInstance {
	const server = fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		keepAliveTimeout: 75_000,
		requestTimeout: 0,
		routerOptions: { maxParamLength: 4096 },
		http: { maxHeaderSize: 128 * 1024 },
	});
	// Bodies are read by the gateway itself: a signature covers the bytes, also those of a GET.
	server.removeAllContentTypeParsers();
	server.addContentTypeParser("*", (_request, _payload, done) => done(null));
	return server;
}
