/** Whether everything is to be tried (`npm run faults`, which sets FAULTS=full), or each thing once (`npm test`). */
export const isFull = process.env.FAULTS === "full";
