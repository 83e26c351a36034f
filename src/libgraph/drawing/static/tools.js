// Small things that every part of the page makes: text in an element, the glyph of a kind.
"use strict";

(() => {
  const SVG = "http://www.w3.org/2000/svg";

  Page.text = (tag, text, style = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.dir = "auto";
    if (style) element.className = style;
    return element;
  };

  Page.glyph = (kind) => {
    const svg = document.createElementNS(SVG, "svg");
    const shape = document.createElementNS(SVG, "polygon");
    svg.setAttribute("viewBox", "-1.15 -1.15 2.3 2.3");
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("points", kind.glyph.map((corner) => corner.join()).join(" "));
    shape.setAttribute("fill", kind.fill);
    shape.setAttribute("stroke", kind.line);
    svg.append(shape);
    return svg;
  };
})();
