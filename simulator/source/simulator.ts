import type { AddressInfo } from "node:net";
import fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { registerAdminRoutes } from "./admin/register-admin-routes";
import { Controls } from "./admin/controls";
import { KeyLock } from "./auth/key-lock";
import { systemClock } from "./clock/clock";
import { Core } from "./core";
import { makeDemanagerService } from "./demanager/service";
import { Faults } from "./faults/faults";
import { HeldRequests } from "./faults/held-requests";
import { LateEffects } from "./faults/late-effects";
import { Gateway } from "./gateway/gateway";
import type { DirectRequest } from "./gateway/gateway";
import type { RenderedResponse } from "./gateway/send-response";
import { RateLimit } from "./gateway/rate-limit";
import { History } from "./history/history";
import { Accounts } from "./iam/accounts";
import { makeIamService } from "./iam/service";
import { Tokens } from "./iam/tokens";
import { CustomImages } from "./images/custom-images";
import { makeCustomImageService } from "./images/service";
import { makeImsService } from "./ims/service";
import { makeNotebookService } from "./notebooks/service";
import { ExternalObjects } from "./objects/external-objects";
import { applyDefaults, createAccountSettings } from "./options";
import type { SimulatorOptions } from "./options";
import { Random } from "./random";
import { RequestLog } from "./requests/request-log";
import { SecondActor } from "./second-actor/second-actor";
import { Settings } from "./settings/settings";
import { settingsTable } from "./settings/table";
import { makeWorkspaceService } from "./workspaces/service";
import type { SimulatorSettings } from "./settings/table";

/** A simulated cloud without a server, for clients in the same process. */
export interface SimulatedCloud {
	/** One origin for all services, which are at their real paths. */
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
	/** Handles a request as the server would; undefined if the connection breaks before the response is complete. */
	receive(request: DirectRequest): Promise<RenderedResponse | undefined>;
}

/** A running simulator. */
export interface Simulator extends SimulatedCloud {
	readonly url: string;
	/** Shuts down at once, whatever requests are in flight. */
	close(): Promise<void>;
}

/** Creates the simulated services and starts the HTTP server. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port, host } = applyDefaults(options);
	const { gateway, admin, describe } = open(options);
	const server = makeServer(gateway);
	gateway.registerRoutes(server);
	registerAdminRoutes(server, admin);
	await server.listen({ port, host });

	const address = server.server.address() as AddressInfo;
	const url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
	return { ...describe(url), url, close: () => server.close() };
}

/** Creates the simulated services without a server: requests come by `receive`. */
export function openSimulatedCloud(options: SimulatorOptions = {}): SimulatedCloud {
	return open(options).describe("http://simulated-cloud");
}

function open(options: SimulatorOptions) {
	const { accessKey, secretKey, user, password } = applyDefaults(options);
	const accounts = createAccountSettings(options);
	const settings: SimulatorSettings = new Settings(settingsTable, accounts, options.settings ?? {});
	const random = new Random(() => settings.values.seed);
	const core = new Core(options.clock ?? systemClock, settings, random, new ExternalObjects());
	const { gateway, admin } = assemble(core);
	const [project] = accounts.projects ?? [];
	const describe = (url: string): SimulatedCloud => ({
		endpoints: { iam: url, modelarts: url, ims: url },
		accessKey,
		secretKey,
		projectId: project?.id ?? "",
		region: project?.name ?? "",
		user,
		password,
		admin,
		receive: (request) => gateway.receive(request),
	});
	return { gateway, admin, describe };
}

/** Creates the services. A new service is added to the list here. */
function assemble(core: Core): { gateway: Gateway; admin: Controls } {
	const accounts = new Accounts(core);
	const tokens = new Tokens(core);
	const keyLock = new KeyLock(core);
	const images = new CustomImages(core, accounts);
	const services = [
		makeIamService(core, accounts, tokens),
		makeDemanagerService(core, accounts),
		makeCustomImageService(images),
		makeNotebookService(core, accounts, images),
		makeWorkspaceService(core),
		makeImsService(core, accounts),
	];
	const [log, faults, held, rateLimit] = [new RequestLog(), new Faults(), new HeldRequests(), new RateLimit()];
	const stores = services.flatMap((service) => service.stores ?? []);
	const history = new History(core, stores, () => faults.longestStale());
	const late = new LateEffects(core.clock);
	const identity = { core, accounts, tokens, keyLock };
	const gatewayParts = { core, history, log, faults, held, late, rateLimit, identity };
	const gateway = new Gateway(
		gatewayParts,
		services.flatMap((service) => service.operations),
	);
	const secondActor = new SecondActor({
		core,
		show: () => Object.assign({}, ...services.map((service) => service.show())) as Record<string, unknown>,
		send: (request) => gateway.receive(request, "second actor"),
	});
	gateway.onArrival = () => secondActor.actAtRandom();
	const resets = [keyLock, rateLimit, history, late, secondActor];
	const controlled = { core, history, log, faultList: faults, heldRequests: held, services, resets, secondActor };
	return { gateway, admin: new Controls(controlled) };
}

/**
 * Accepts the long headers of real tokens, keeps idle connections open as long as a real gateway does, and shuts down
 * without waiting for them.
 */
function makeServer(gateway: Gateway): FastifyInstance {
	return fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		keepAliveTimeout: 75_000,
		requestTimeout: 0,
		routerOptions: { maxParamLength: 4096 },
		http: { maxHeaderSize: 128 * 1024 },
		// Fastify runs no hook for a URL that cannot be decoded; it is answered like any other unknown route.
		frameworkErrors: (_error, request, reply) => void gateway.serve(undefined, request, reply),
	});
}
