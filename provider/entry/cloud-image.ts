import { cloudImage } from "../cloud-image/handler";
import { toDynamicProvider } from "../engine/dynamic-provider";

export = toDynamicProvider(cloudImage);
