/** An image that every simulator has. */
export const BUILT_IN_IMAGE = "e1a07296-22a8-4f05-8bc8-e936c8e54090";
