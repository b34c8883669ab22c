// Renders Cucumber Messages with Cucumber's own formatter: node render.mjs MESSAGES.ndjson PAGE.html

import { readFileSync, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CucumberHtmlStream } from "@cucumber/html-formatter";
import { parseEnvelope } from "@cucumber/messages";

const [messages, page] = process.argv.slice(2);
const lines = readFileSync(messages, "utf8").split("\n").filter(Boolean);
await pipeline(Readable.from(lines.map(parseEnvelope)), new CucumberHtmlStream(), createWriteStream(page));
