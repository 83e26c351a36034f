// Borders by ISO 3166-1 alpha-2. Countries share arcs, so that no gaps appear between them; arcs are
// simplified once; longitudes run on across the antimeridian, so that no ring is torn there.
import polylabel from "polylabel";

const SCALE = 100; // whole hundredths of a degree
const TOLERANCE = 0.035; // degrees
const SMALLEST = 0.012; // square degrees: smaller islands go, unless they are all of a country

// Overseas parts that the data draws as parts of their state: west, south, east, north.
const PARTS = {
  FR: { GF: [-55, 2, -51, 6], GP: [-62, 15.8, -60.9, 16.6], MQ: [-61.3, 14.3, -60.7, 15], RE: [55, -21.5, 56, -20.8], YT: [44.9, -13.1, 45.4, -12.6] },
  NO: { SJ: [-10, 70.8, 35, 82], BV: [3, -55, 4, -54] },
  NL: { BQ: [-69, 12, -62.8, 17.7] },
  "Indian Ocean Ter.": { CX: [105, -11, 106, -10], CC: [96, -13, 97.5, -11] },
};
// SJ is Svalbard and Jan Mayen: the mainland reaches 71.2 N, its islands lie east of 20 E there.
const isPart = (whole, part, [lon, lat], [west, south, east, north]) =>
  lon > west && lon < east && lat > south && lat < north && !(part === "SJ" && lat < 74 && lon > 0);
const NAMED = { Kosovo: "XK" }; // no code in ISO 3166-1; XK is what CLDR and the EU use
const FLOATING = "036"; // Australia's number, which Ashmore and Cartier carries too

export function borders(topology, alpha2, seat) {
  const whole = decoded(topology);
  const kept = whole.map(simplified);
  const countries = {}, others = {};
  for (const geometry of topology.objects.countries.geometries) {
    const { name } = geometry.properties;
    const code = geometry.id === FLOATING && name !== "Australia" ? null : alpha2[geometry.id] ?? NAMED[name] ?? null;
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    for (const polygon of polygons) {
      const outer = ring(polygon[0], whole);
      const [part] = Object.entries(PARTS[code ?? name] ?? {}).find(([p, box]) => isPart(code, p, middle(outer), box)) ?? [];
      const target = part ?? code;
      const list = target ? (countries[target] ??= []) : (others[name] ??= []);
      list.push({ polygon, area: Math.abs(area(outer)), outer });
    }
  }
  const out = { scale: SCALE, arcs: [], countries: {}, others: {}, points: {} };
  const number = new Map();
  const use = (arc) => {
    const forward = arc < 0 ? ~arc : arc;
    if (!number.has(forward)) { number.set(forward, out.arcs.length); out.arcs.push(deltas(kept[forward])); }
    return arc < 0 ? ~number.get(forward) : number.get(forward);
  };
  for (const [target, found] of [["countries", countries], ["others", others]])
    for (const name of Object.keys(found).sort()) {
      const list = found[name].sort((a, b) => b.area - a.area);
      const large = list.filter((one, at) => at === 0 || one.area >= SMALLEST);
      const rings = large.flatMap(({ polygon }) => polygon).filter((arcs) => ring(arcs, kept).length > 3);
      if (rings.length) out[target][name] = rings.map((arcs) => arcs.map(use));
      if (target === "countries") out.points[name] = inside(list[0]).map(rounded);
    }
  for (const code of Object.values(alpha2).sort())
    if (!out.points[code] && seat(code)) out.points[code] = seat(code).map(rounded);
  return out;
}

const rounded = (number) => Math.round(number * SCALE) / SCALE;

/** Arcs in degrees; a step over the antimeridian runs on past 180. */
function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0, y = 0, before = null;
    return arc.map(([dx, dy]) => {
      x += dx; y += dy;
      let lon = x * scale[0] + translate[0];
      if (before !== null) lon = near(lon, before);
      before = lon;
      return [lon, y * scale[1] + translate[1]];
    });
  });
}

const near = (lon, before) => lon + 360 * Math.round((before - lon) / 360);

/** The points of a ring of arcs (a negative number: backwards), longitudes running on. */
function ring(numbers, arcs) {
  const points = [];
  for (const number of numbers) {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    const shift = points.length ? near(arc[0][0], points.at(-1)[0]) - arc[0][0] : 0;
    for (const [lon, lat] of points.length ? arc.slice(1) : arc) points.push([lon + shift, lat]);
  }
  return points;
}

const area = (points) =>
  points.reduce((sum, [x, y], at) => {
    const [nx, ny] = points[(at + 1) % points.length];
    return sum + (x * ny - nx * y) / 2;
  }, 0) * Math.cos((middle(points)[1] * Math.PI) / 180);

function middle(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** A point well inside the largest polygon: the farthest from its edge. */
function inside({ outer }) {
  const shrink = Math.cos((middle(outer)[1] * Math.PI) / 180);
  const [x, y] = polylabel([outer.map(([lon, lat]) => [lon * shrink, lat])], 0.02);
  return [near(x / shrink, 0), y];
}

/** Douglas and Peucker; the ends stay, and so does the farthest point of a closed arc. */
function simplified(points) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1, true]];
  while (stack.length) {
    const [from, to, first] = stack.pop();
    let best = -1, farthest = first && closed(points) ? -1 : TOLERANCE;
    for (let at = from + 1; at < to; at++) {
      const far = distance(points[at], points[from], points[to]);
      if (far > farthest) { farthest = far; best = at; }
    }
    if (best < 0) continue;
    keep[best] = 1;
    stack.push([from, best, false], [best, to, false]);
  }
  return points.filter((_, at) => keep[at]);
}

const closed = (points) => points[0][0] === points.at(-1)[0] && points[0][1] === points.at(-1)[1];

function distance([x, y], [ax, ay], [bx, by]) {
  const shrink = Math.max(0.2, Math.cos((y * Math.PI) / 180));
  const [dx, dy, px, py] = [(bx - ax) * shrink, by - ay, (x - ax) * shrink, y - ay];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
  return Math.hypot(px - along * dx, py - along * dy);
}

/** Whole numbers, the first point as it is, then differences. */
function deltas(points) {
  let [x, y] = [0, 0];
  return points.flatMap(([lon, lat]) => {
    const [nx, ny] = [Math.round(lon * SCALE), Math.round(lat * SCALE)];
    const step = [nx - x, ny - y];
    [x, y] = [nx, ny];
    return step;
  });
}
