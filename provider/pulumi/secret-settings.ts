/** Settings that are always encrypted in the state, whether or not the program marks them as secret. */
export const SECRETS = ["secretKey", "securityToken", "authToken", "password"];

/** Settings that reach the state, as inputs or outputs of resources: they are secret there if they are secret here. */
export const IN_STATE = ["region", "projectId", "enterpriseProjectId", "defaultTags"];
