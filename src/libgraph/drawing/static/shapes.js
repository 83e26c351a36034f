// WebGL programs of our own: a node in any outline, and a line that may be dashed and have an arrow.
"use strict";

(() => {
  if (typeof Vendored === "undefined") return;
  const { NodeProgram, EdgeProgram, floatColor } = Vendored;
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  const BYTES = { size: 4, type: UNSIGNED_BYTE, normalized: true };

  // ---- Nodes. One program for all outlines: row by row, a texture holds how far each outline is
  // from its middle in each direction, and how far the side that is met there is (its apothem),
  // which turns pixels into shares of the way out. v_edge is 0 in the middle, 1 on the outline.
  const DIRECTIONS = 512;
  const REACH = 1.45;
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
        const [less, more] = [-REACH, REACH];
        return {
          VERTICES: 6,
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
          ],
          CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
          CONSTANT_DATA: [[less, less], [more, less], [more, more], [less, less], [more, more], [less, more]],
        };
      }
      processVisibleItem(id, at, node) {
        const colours = [floatColor(node.color), floatColor(node.border)];
        this.array.set([node.x, node.y, node.size, node.shape, ...colours, id], at);
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

  // ---- Ties. Everything in pixels of the screen: six corners of the line, three of the arrowhead.
  const TIE_VERTEX = `
    attribute vec2 a_start;
    attribute vec2 a_end;
    attribute vec3 a_look;
    attribute vec2 a_radii;
    attribute vec4 a_color;
    attribute vec4 a_id;
    attribute vec3 a_corner;
    uniform mat3 u_matrix;
    uniform vec2 u_dimensions;
    uniform float u_sizeRatio;
    varying vec4 v_color;
    varying float v_along;
    varying float v_side;
    varying float v_half;
    varying float v_dashed;
    void main() {
      vec2 start = (u_matrix * vec3(a_start, 1)).xy * 0.5 * u_dimensions;
      vec2 end = (u_matrix * vec3(a_end, 1)).xy * 0.5 * u_dimensions;
      float far = max(length(end - start), 0.001);
      vec2 along = (end - start) / far;
      vec2 across = vec2(-along.y, along.x);
      float half_ = max(a_look.x / u_sizeRatio, 0.9) * 0.5;
      float head = a_look.z * (4.0 + 5.0 * half_);
      float reach = max(far - a_look.z * (a_radii.y / u_sizeRatio + head * 0.9), 0.0);
      vec2 place;
      if (a_corner.z < 0.5) {
        v_along = a_corner.x * reach;
        v_side = a_corner.y * (half_ + 1.0);
        place = start + along * v_along + across * v_side;
        v_dashed = a_look.y;
      } else {
        v_along = 0.0;
        v_side = 0.0;
        place = start + along * (far - a_radii.y / u_sizeRatio - head * (1.0 - a_corner.x))
          + across * a_corner.y * head * 0.45;
        v_dashed = 0.0;
      }
      v_half = half_;
      gl_Position = vec4(place * 2.0 / u_dimensions, 0, 1);
      v_color = a_color;
      v_color.a *= 255.0 / 254.0;
    }`;
  const TIE_FRAGMENT = `
    precision highp float;
    varying vec4 v_color;
    varying float v_along;
    varying float v_side;
    varying float v_half;
    varying float v_dashed;
    void main() {
      float ink = 1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_side));
      float dash = mod(v_along, 9.0);
      float gap = 1.0 - smoothstep(0.0, 0.7, dash) * (1.0 - smoothstep(5.0, 5.7, dash));
      gl_FragColor = v_color * ink * (1.0 - v_dashed * gap);
    }`;

  /** Draws ties; attributes: size, color, and whether they are dashed, have an arrow, point back. */
  class TieProgram extends EdgeProgram {
    getDefinition() {
      return {
        VERTICES: 9,
        VERTEX_SHADER_SOURCE: TIE_VERTEX,
        FRAGMENT_SHADER_SOURCE: TIE_FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_matrix", "u_dimensions", "u_sizeRatio"],
        ATTRIBUTES: [
          { name: "a_start", size: 2, type: FLOAT },
          { name: "a_end", size: 2, type: FLOAT },
          { name: "a_look", size: 3, type: FLOAT },
          { name: "a_radii", size: 2, type: FLOAT },
          { name: "a_color", ...BYTES },
          { name: "a_id", ...BYTES },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 3, type: FLOAT }],
        CONSTANT_DATA: [
          [0, 1, 0], [0, -1, 0], [1, 1, 0], [1, 1, 0], [0, -1, 0], [1, -1, 0],
          [1, 0, 1], [0, 1, 1], [0, -1, 1],
        ],
      };
    }
    processVisibleItem(id, at, source, target, tie) {
      const [from, to] = tie.backwards ? [target, source] : [source, target];
      const values = [from.x, from.y, to.x, to.y, tie.size, +tie.dashed, +tie.arrow];
      values.push(from.size, to.size, floatColor(tie.color), id);
      this.array.set(values, at);
    }
    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_dimensions, params.width, params.height);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    }
  }

  /** Sigma draws hovered things once more above all; here they stay where they are. */
  class NothingProgram {
    reallocate() {}
    process() {}
    render() {}
    kill() {}
  }

  Page.shapes = { shapesProgram, TieProgram, NothingProgram };
})();
