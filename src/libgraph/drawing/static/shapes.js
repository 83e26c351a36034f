// A WebGL program of our own: a node in any outline. Its vertices are written out, not instanced:
// without a GPU, each instance costs as much as a drawing of its own.
"use strict";

(() => {
  if (typeof Vendored === "undefined") return;
  const { NodeProgram, floatColor } = Vendored;
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  const BYTES = { size: 4, type: UNSIGNED_BYTE, normalized: true };

  // ---- Nodes. One program for all outlines: row by row, a texture holds how far each outline is
  // from its middle in each direction, and how far the side that is met there is (its apothem),
  // which turns pixels into shares of the way out. v_edge is 0 in the middle, 1 on the outline.
  const DIRECTIONS = 512;
  const REACH = 1.45;
  // A triangle around the circle of that radius: half as many vertices as a square.
  const CORNERS = [0, 1, 2].map((at) => {
    const angle = (at / 3 + 1 / 4) * 2 * Math.PI;
    return [2 * REACH * Math.cos(angle), 2 * REACH * Math.sin(angle)];
  });
  const NODE_VERTEX = `
    attribute vec2 a_position;
    attribute float a_size;
    attribute float a_shape;
    attribute vec4 a_color;
    attribute vec4 a_border;
    attribute vec4 a_id;
    attribute vec2 a_corner;
    uniform mat3 u_matrix;
    uniform float u_sizeRatio;
    uniform float u_correctionRatio;
    varying vec4 v_color;
    varying vec4 v_border;
    varying vec2 v_place;
    varying float v_pixels;
    varying float v_shape;
    const float bias = 255.0 / 254.0;
    void main() {
      v_place = a_corner;
      v_pixels = a_size / u_sizeRatio;
      v_shape = a_shape;
      vec2 away = a_corner * a_size * u_correctionRatio / u_sizeRatio * 2.0;
      gl_Position = vec4((u_matrix * vec3(a_position + away, 1)).xy, 0, 1);
      #ifdef PICKING_MODE
      v_color = a_id;
      #else
      v_color = a_color;
      #endif
      v_color.a *= bias;
      v_border = a_border;
      v_border.a *= bias;
    }`;
  const NODE_FRAGMENT = `
    precision highp float;
    varying vec4 v_color;
    varying vec4 v_border;
    varying vec2 v_place;
    varying float v_pixels;
    varying float v_shape;
    uniform sampler2D u_outlines;
    uniform float u_rows;
    uniform float u_pixelRatio;
    void main() {
      float turn = atan(v_place.y, v_place.x) / 6.28318531 + 0.5;
      vec2 way = texture2D(u_outlines, vec2(turn, (v_shape + 0.5) / u_rows)).rg;
      float edge = length(v_place) / way.r;
      #ifdef PICKING_MODE
      gl_FragColor = edge > 1.0 ? vec4(0.0) : v_color;
      #else
      float pixel = 1.0 / (way.g * v_pixels * u_pixelRatio);
      float line = 1.0 - min(1.4, v_pixels * 0.2) * u_pixelRatio * pixel;
      float inBorder = smoothstep(line - pixel * 0.5, line + pixel * 0.5, edge);
      float outside = smoothstep(1.0 - pixel * 0.5, 1.0 + pixel * 0.5, edge);
      gl_FragColor = mix(mix(v_color, v_border, inBorder), vec4(0.0), outside);
      #endif
    }`;

  /** [distance, apothem] of a star-shaped outline in the direction x, y (a unit vector). */
  function wayOut(outline, x, y) {
    let best = [0, 1];
    outline.forEach(([x1, y1], at) => {
      const [x2, y2] = outline[(at + 1) % outline.length];
      const [sx, sy] = [x2 - x1, y2 - y1];
      const across = x * sy - y * sx;
      if (Math.abs(across) < 1e-9) return;
      const distance = (x1 * sy - y1 * sx) / across;
      const share = (x1 * y - y1 * x) / across;
      if (share < -1e-6 || share > 1 + 1e-6 || distance <= best[0]) return;
      best = [distance, Math.abs(x1 * y2 - x2 * y1) / Math.hypot(sx, sy)];
    });
    return best;
  }

  function outlineRows(outlines) {
    const rows = new Float32Array(outlines.length * DIRECTIONS * 2);
    outlines.forEach((outline, row) => {
      for (let step = 0; step < DIRECTIONS; step++) {
        const angle = ((step + 0.5) / DIRECTIONS - 0.5) * 2 * Math.PI;
        rows.set(wayOut(outline, Math.cos(angle), -Math.sin(angle)), (row * DIRECTIONS + step) * 2);
      }
    });
    return rows;
  }

  /** Draws things; attributes: size, color, border, shape (the number of its outline in the list). */
  const shapesProgram = (outlines) => {
    const rows = outlineRows(outlines);
    return class extends NodeProgram {
      constructor(gl, picking, renderer) {
        super(gl, picking, renderer);
        this.texture = gl.createTexture();
        gl.bindTexture(gl.TEXTURE_2D, this.texture);
        const size = [DIRECTIONS, outlines.length, 0];
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32F, ...size, gl.RG, gl.FLOAT, rows);
        for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
          gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
        for (const edge of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
          gl.texParameteri(gl.TEXTURE_2D, edge, gl.CLAMP_TO_EDGE);
      }
      getDefinition() {
        return {
          VERTICES: CORNERS.length,
          VERTEX_SHADER_SOURCE: NODE_VERTEX,
          FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
          METHOD: TRIANGLES,
          UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_pixelRatio", "u_matrix", "u_outlines", "u_rows"],
          ATTRIBUTES: [
            { name: "a_position", size: 2, type: FLOAT },
            { name: "a_size", size: 1, type: FLOAT },
            { name: "a_shape", size: 1, type: FLOAT },
            { name: "a_color", ...BYTES },
            { name: "a_border", ...BYTES },
            { name: "a_id", ...BYTES },
            { name: "a_corner", size: 2, type: FLOAT },
          ],
        };
      }
      processVisibleItem(id, at, node) {
        const [fill, border, array] = [floatColor(node.color), floatColor(node.border), this.array];
        for (const [x, y] of CORNERS) {
          array[at++] = node.x;
          array[at++] = node.y;
          array[at++] = node.size;
          array[at++] = node.shape;
          array[at++] = fill;
          array[at++] = border;
          array[at++] = id;
          array[at++] = x;
          array[at++] = y;
        }
      }
      setUniforms(params, { gl, uniformLocations: at }) {
        gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
        gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
        gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
        gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
        gl.uniform1f(at.u_rows, outlines.length);
        gl.activeTexture(gl.TEXTURE0);
        gl.bindTexture(gl.TEXTURE_2D, this.texture);
        gl.uniform1i(at.u_outlines, 0);
      }
    };
  };

  /** Sigma draws hovered things once more above all; here they stay where they are. */
  class NothingProgram {
    reallocate() {}
    process() {}
    render() {}
    kill() {}
  }

  Page.shapes = { shapesProgram, NothingProgram };
})();
