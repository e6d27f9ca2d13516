/** Both answer at once. */
export const workspaceDurations = { listWorkspaces: 0, listQuotas: 0 };
