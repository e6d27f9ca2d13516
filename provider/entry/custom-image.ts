import { customImage } from "../custom-image/handler";
import { toDynamicProvider } from "../engine/dynamic-provider";

export = toDynamicProvider(customImage);
