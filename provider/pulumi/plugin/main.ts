#!/usr/bin/env node
import "./compile-cache";
import { watchForLostEngine } from "../dynamic/cancellation";
import { keepYoungGeneration } from "../dynamic/heap-tuning";
import { bestEffort } from "../dynamic/pulumi-internals";
import type * as Answers from "./answers";
import { serve } from "./serve";

/**
 * The plugin `pulumi-resource-modelarts`: the provider protocol over the same operations as the dynamic provider's. The
 * engine starts it with its own address, reads the port from the first line of its output, and ends it by a signal.
 */

// The engine's own end of every run, after `Cancel`; it starts plugins apart from the terminal's Ctrl-C.
process.on("SIGINT", () => process.exit(0)).on("SIGTERM", () => process.exit(0));
bestEffort(watchForLostEngine);
keepYoungGeneration();
serve(() => (require("./answers") as typeof Answers).answers);
