// WebGL programs of our own: a node in any outline, and a line that may be dashed and have an arrow.
"use strict";

(() => {
  if (typeof Vendored === "undefined") return;
  const { NodeProgram, EdgeProgram, floatColor } = Vendored;
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  const BYTES = { size: 4, type: UNSIGNED_BYTE, normalized: true };

  // ---- Nodes. The outline is a fan of triangles around the middle. v_edge is 0 in the middle and
  // 1 on the outline; a_apothem (how far the side is from the middle) turns pixels into its units.
  const NODE_VERTEX = `
    attribute vec2 a_position;
    attribute float a_size;
    attribute vec4 a_color;
    attribute vec4 a_border;
    attribute vec4 a_id;
    attribute vec2 a_corner;
    attribute float a_apothem;
    uniform mat3 u_matrix;
    uniform float u_sizeRatio;
    uniform float u_correctionRatio;
    uniform float u_pixelRatio;
    varying vec4 v_color;
    varying vec4 v_border;
    varying float v_edge;
    varying float v_pixel;
    varying float v_line;
    const float bias = 255.0 / 254.0;
    void main() {
      float pixels = a_size / u_sizeRatio;
      v_pixel = 1.0 / (a_apothem * pixels * u_pixelRatio);
      v_line = 1.0 - min(1.4, pixels * 0.2) * u_pixelRatio * v_pixel;
      v_edge = length(a_corner) > 0.0 ? 1.0 + v_pixel : 0.0;
      vec2 away = a_corner * v_edge * a_size * u_correctionRatio / u_sizeRatio * 2.0;
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
    varying float v_edge;
    varying float v_pixel;
    varying float v_line;
    void main() {
      #ifdef PICKING_MODE
      gl_FragColor = v_edge > 1.0 ? vec4(0.0) : v_color;
      #else
      float inBorder = smoothstep(v_line - v_pixel * 0.5, v_line + v_pixel * 0.5, v_edge);
      float outside = smoothstep(1.0 - v_pixel * 0.5, 1.0 + v_pixel * 0.5, v_edge);
      gl_FragColor = mix(mix(v_color, v_border, inBorder), vec4(0.0), outside);
      #endif
    }`;

  const fan = (outline) =>
    outline.flatMap(([x1, y1], at) => {
      const [x2, y2] = outline[(at + 1) % outline.length];
      const apothem = Math.abs(x1 * y2 - x2 * y1) / Math.hypot(x2 - x1, y2 - y1);
      return [[0, 0, apothem], [x1, -y1, apothem], [x2, -y2, apothem]];
    });

  /** The node program that draws this outline (corners in the square from -1 to 1, y downwards). */
  const shapeProgram = (outline) => {
    const corners = fan(outline);
    return class extends NodeProgram {
      getDefinition() {
        return {
          VERTICES: corners.length,
          VERTEX_SHADER_SOURCE: NODE_VERTEX,
          FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
          METHOD: TRIANGLES,
          UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_pixelRatio", "u_matrix"],
          ATTRIBUTES: [
            { name: "a_position", size: 2, type: FLOAT },
            { name: "a_size", size: 1, type: FLOAT },
            { name: "a_color", ...BYTES },
            { name: "a_border", ...BYTES },
            { name: "a_id", ...BYTES },
          ],
          CONSTANT_ATTRIBUTES: [
            { name: "a_corner", size: 2, type: FLOAT },
            { name: "a_apothem", size: 1, type: FLOAT },
          ],
          CONSTANT_DATA: corners,
        };
      }
      processVisibleItem(id, at, node) {
        this.array[at++] = node.x;
        this.array[at++] = node.y;
        this.array[at++] = node.size;
        this.array[at++] = floatColor(node.color);
        this.array[at++] = floatColor(node.border);
        this.array[at++] = id;
      }
      setUniforms(params, { gl, uniformLocations: at }) {
        gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
        gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
        gl.uniform1f(at.u_pixelRatio, params.pixelRatio);
        gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
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

  Page.shapes = { shapeProgram, TieProgram };
})();
