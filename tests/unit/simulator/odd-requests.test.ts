import { makeOdd } from "../../support/make-odd";
import { createRandom } from "../../support/seeded-random";
import { Cloud, closeClouds, validInstance } from "./cloud";
import { requests } from "./ims-client";
import { validNotebook } from "./notebook-client";

afterAll(closeClouds);

const project = ({ simulator }: Cloud) => `/v1/${simulator.projectId}`;
const image = { swr_path: "swr.cn-north-4.myhuaweicloud.com/team/torch:2", arch: "X86_64", description: "ours" };
const autoStop = { description: "ours", spec: { auto_stop: { enable: true, duration: 3600 } } };
const folder = { storage_path: "obs://sets/one/", mount_path: "/data/one/", category: "OBS" };
const tags = [{ key: "team", value: "vision" }];

const operations: readonly [what: string, method: string, path: (cloud: Cloud, id: string) => string, body: object][] =
	[
		["create of an instance", "POST", (cloud) => cloud.instances, validInstance],
		["update of an instance", "PUT", (cloud, id) => `${cloud.instances}/${id}`, autoStop],
		["action on an instance", "POST", (cloud, id) => `${cloud.instances}/${id}/action`, { action: "stop" }],
		["create of a notebook", "POST", (cloud) => `${project(cloud)}/notebooks`, { ...validNotebook, tags }],
		[
			"update of a notebook",
			"PUT",
			(cloud, id) => `${project(cloud)}/notebooks/${id}`,
			{ name: "other", description: "x" },
		],
		["tags of a notebook", "POST", (cloud, id) => `${project(cloud)}/notebooks/${id}/tags/create`, { tags }],
		["mount of a notebook", "POST", (cloud, id) => `${project(cloud)}/notebooks/${id}/storage`, folder],
		["registration of an image", "POST", (cloud) => `${project(cloud)}/images`, image],
		["create of a cloud image", "POST", () => "/v2/cloudimages/action", { ...requests.server, image_tags: tags }],
		["create of images from a file", "POST", () => "/v2/cloudimages/action", requests.fileWithData],
		[
			"search by tags",
			"POST",
			({ simulator }) => `/v2/${simulator.projectId}/images/resource_instances/action`,
			{ action: "filter", tags },
		],
	];

test.each(operations)(
	"a request that is odd in one place is refused or accepted, never a server's fault: %s",
	async (_what, method, path, body) => {
		const cloud = await Cloud.start();
		const { id: instance } = (await cloud.create()).json as { id: string };
		const { id: notebook } = (await cloud.call("POST", `${project(cloud)}/notebooks`, validNotebook)).json as {
			id: string;
		};
		const faults: string[] = [];
		for (let seed = 1; seed <= 60; seed++) {
			const odd = makeOdd(JSON.stringify(body), createRandom(seed));
			if (!odd) continue;
			const id = path(cloud, "").startsWith(cloud.instances) ? instance : notebook;
			const { status, text } = await cloud.call(method, path(cloud, id), odd.text);
			if (status >= 500) faults.push(`${odd.what}: ${status} ${text}`);
		}
		expect(faults).toEqual([]);
	},
);
