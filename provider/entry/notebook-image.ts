import { toDynamicProvider } from "../engine/dynamic-provider";
import { notebookImage } from "../notebook-image/handler";

export = toDynamicProvider(notebookImage);
