/** Whether all variants are tested (`npm run faults`, which sets FAULTS=full), or each once (`npm test`). */
export const isFull = process.env.FAULTS === "full";
