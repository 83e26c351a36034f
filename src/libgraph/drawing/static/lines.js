// WebGL programs of our own: a tie that may be dashed and have an arrow, and one as cheap as can
// be for tens of thousands, with its vertices written out (see shapes.js).
"use strict";

(() => {
  if (typeof Vendored === "undefined") return;
  const { EdgeProgram, floatColor } = Vendored;
  const { FLOAT, UNSIGNED_BYTE, LINES, TRIANGLES } = WebGLRenderingContext;
  const BYTES = { size: 4, type: UNSIGNED_BYTE, normalized: true };

  // ---- Ties in a crowd: lines of one pixel, dashed or not.
  const DASH = `
    float gapAt(float along) {
      float dash = mod(along, 9.0);
      return 1.0 - smoothstep(0.0, 0.7, dash) * (1.0 - smoothstep(5.0, 5.7, dash));
    }`;
  const THIN_VERTEX = `
    attribute vec4 a_ends;
    attribute vec2 a_look;
    attribute vec4 a_color;
    uniform mat3 u_matrix;
    uniform vec2 u_dimensions;
    varying vec4 v_color;
    varying float v_along;
    varying float v_dashed;
    void main() {
      vec2 start = (u_matrix * vec3(a_ends.xy, 1)).xy;
      vec2 end = (u_matrix * vec3(a_ends.zw, 1)).xy;
      gl_Position = vec4(mix(start, end, a_look.x), 0, 1);
      v_along = a_look.x * length((end - start) * 0.5 * u_dimensions);
      v_dashed = a_look.y;
      v_color = a_color;
      v_color.a *= 255.0 / 254.0;
    }`;
  const THIN_FRAGMENT = `
    precision highp float;
    varying vec4 v_color;
    varying float v_along;
    varying float v_dashed;
    ${DASH}
    void main() {
      gl_FragColor = v_dashed > 0.5 ? v_color * (1.0 - gapAt(v_along)) : v_color;
    }`;

  /** Draws ties as thin as a pixel; attributes: color, and whether they are dashed. */
  class ThinProgram extends EdgeProgram {
    getDefinition() {
      return {
        VERTICES: 2,
        VERTEX_SHADER_SOURCE: THIN_VERTEX,
        FRAGMENT_SHADER_SOURCE: THIN_FRAGMENT,
        METHOD: LINES,
        UNIFORMS: ["u_matrix", "u_dimensions"],
        ATTRIBUTES: [
          { name: "a_ends", size: 4, type: FLOAT },
          { name: "a_look", size: 2, type: FLOAT },
          { name: "a_color", ...BYTES },
        ],
      };
    }
    processVisibleItem(id, at, from, to, tie) {
      const [array, colour, dashed] = [this.array, floatColor(tie.color), +tie.dashed];
      for (let end = 0; end < 2; end++) {
        array[at++] = from.x;
        array[at++] = from.y;
        array[at++] = to.x;
        array[at++] = to.y;
        array[at++] = end;
        array[at++] = dashed;
        array[at++] = colour;
      }
    }
    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_dimensions, params.width, params.height);
    }
  }

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
    ${DASH}
    void main() {
      float ink = 1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_side));
      gl_FragColor = v_color * ink * (1.0 - v_dashed * gapAt(v_along));
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

  Page.lines = { ThinProgram, TieProgram };
})();
