import { catchError, openServices, project } from "./support/open-services";
import { type Reply, type Service, startService } from "./support/service";

let service: Service;

afterEach(() => service?.close());

const token = { accessKey: "", secretKey: "", authToken: "token-of-somebody" };

async function open(confirmation: Reply, more: Record<string, unknown>) {
	service = await startService(({ url }) => (url.includes(project) ? confirmation : { body: { images: [] } }));
	return openServices(service.url, more).for({});
}

test("a configured token's project is confirmed before the first request that does not name it", async () => {
	const { imsImages, imsTags } = await open({ body: { total_count: 0, resources: [] } }, token);
	await imsTags.findImagesByTag("a", undefined);
	await imsImages.findImage("i-1");
	await imsImages.findImage("i-1");
	expect(service.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
		`POST /v2/${project}/images/resource_instances/action`,
		`POST /v2/${project}/images/resource_instances/action`,
		"GET /v2/cloudimages?id=i-1",
		"GET /v2/cloudimages?id=i-1",
	]);
});

test("an object is neither concluded to be deleted nor created with the token of another project", async () => {
	const rejection = { error: { code: "IMG.0030", message: "The project does not match the token." } };
	const { imsImages } = await open({ status: 400, body: rejection }, token);
	const error = await catchError(imsImages.findImage("i-1"));
	expect(error.message).toMatch(/token is for project .*IMG.0030.*belong to another project/);
	await catchError(imsImages.createImage({ name: "a" }));
	await catchError(imsImages.deleteImage("i-1"));
	expect(service.requests.every(({ url }) => url.includes(project))).toBe(true);
});

test("a signature names the project itself: no confirmation is sent", async () => {
	const { imsImages } = await open({ status: 400 }, {});
	await imsImages.findImage("i-1");
	expect(service.requests).toHaveLength(1);
});
