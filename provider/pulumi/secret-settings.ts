/** Settings that are always encrypted in the state, whether or not the program marks them as secret. */
export const SECRETS = ["secretKey", "securityToken", "authToken", "password"];
