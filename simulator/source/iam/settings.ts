import { amount, choice, limit, records } from "../settings/setting";
import type { AccessKey, Project, User } from "./identities";

/** Durations of synchronous operations: the delay of their responses. */
export const iamDurations = {
	keystoneCreateUserTokenByPassword: 0,
	keystoneListProjects: 0,
	keystoneListAuthProjects: 0,
	keystoneListAuthDomains: 0,
	keystoneListUsers: 0,
	keystoneShowVersion: 0,
};

/** Settings of identity: accounts, keys and tokens. */
export const iamSettings = {
	projects: records<Project>([], ["id", "name"]),
	users: records<User>([], ["name", "password"], { secret: ["password"] }),
	keys: records<AccessKey>([], ["accessKey", "secretKey"], { secret: ["secretKey", "securityToken"] }),
	projectMatches: limit(null),
	tokenLifetime: amount(24 * 3600 * 1000),
	expiredToken: choice("APIGW.0307", ["APIGW.0307", "APIGW.0301", "ModelArts.0202"]),
	signatureClockSkew: amount(15 * 60 * 1000),
	keyLockAfter: amount(5),
	keyLockTime: amount(5 * 60 * 1000),
};
