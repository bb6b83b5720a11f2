// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Turns what KaTeX would have a browser lay out into places: glyphs, rules and outlines around the left
// end of the baseline, in ems, y downwards. It stands in for KaTeX's style sheet, whose classes it knows
// by name; those it does not know are reported with the result.

"use strict";

const kSizes = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
const kLongestSource = 4096;

// What a class says of a symbol's font.
const kFonts = {
    textbf: {isBold: true}, textit: {isItalic: true}, textrm: {family: "Main"},
    textsf: {family: "SansSerif"}, texttt: {family: "Typewriter"},
    mathnormal: {family: "Math", isItalic: true}, mathit: {family: "Main", isItalic: true},
    mathrm: {isItalic: false}, mathbf: {family: "Main", isBold: true},
    boldsymbol: {family: "Math", isBold: true, isItalic: true}, amsrm: {family: "AMS"},
    mathbb: {family: "AMS"}, textbb: {family: "AMS"}, mathcal: {family: "Caligraphic"},
    mathfrak: {family: "Fraktur"}, textfrak: {family: "Fraktur"}, mathboldfrak: {family: "Fraktur", isBold: true},
    textboldfrak: {family: "Fraktur", isBold: true}, mathtt: {family: "Typewriter"},
    mathscr: {family: "Script"}, textscr: {family: "Script"}, mathsf: {family: "SansSerif"},
    mathboldsf: {family: "SansSerif", isBold: true}, textboldsf: {family: "SansSerif", isBold: true},
    mathitsf: {family: "SansSerif", isItalic: true}, textitsf: {family: "SansSerif", isItalic: true},
    mathsfit: {family: "SansSerif", isItalic: true}, mainrm: {family: "Main", isItalic: false},
    "small-op": {family: "Size1"}, "large-op": {family: "Size2"},
    "delim-size1": {family: "Size1"}, "delim-size4": {family: "Size4"},
};
// Letters that KaTeX has no glyphs of.
const kForeign = ["cyrillic_fallback", "brahmic_fallback", "georgian_fallback", "cjk_fallback", "hangul_fallback"];
const kStyles = {Main: ["Bold", "Italic", "BoldItalic"], Math: ["Italic", "BoldItalic"], Caligraphic: ["Bold"],
                 Fraktur: ["Bold"], SansSerif: ["Bold", "Italic"]};

// Left and right of the content, in ems.
const kPadding = {"x-arrow-pad": [0.4, 0.4], "cd-arrow-pad": [0.27778, 0.55556], boxpad: [0.3, 0.3],
                  "cancel-pad": [0.2, 0.2], "cancel-lap": [-0.2, -0.2], anglpad: [0.03889, 0.03889],
                  root: [0.27777778, -0.55555556]};
const kAlignment = {mfrac: "centre", "op-limits": "centre", accent: "centre", "x-arrow": "centre",
                    mover: "centre", munder: "centre", "col-align-c": "centre", "col-align-l": "left",
                    "col-align-r": "right", msupsub: "left", "svg-align": "left"};
const kLines = ["frac-line", "overline-line", "underline-line", "hline", "hdashline"];
// Where the parts of a wide brace or arrow lie, as shares of its width.
const kParts = {"brace-left": [0, 0.251], "brace-center": [0.25, 0.5], "brace-right": [0.749, 0.251],
                "halfarrow-left": [0, 0.502], "halfarrow-right": [0.498, 0.502]};

// Classes that change nothing here, or are read where their parents are.
const kPlain = ["", "katex-display", "katex", "katex-html", "base", "strut", "pstrut", "newline", "mspace",
    "mord", "mop", "mbin", "mrel", "mopen", "mclose", "mpunct", "minner", "mtight", "text", "sizing",
    "fontsize-ensurer", "delimsizing", "mult", "delimcenter", "op-symbol", "vlist-t", "vlist-t2", "vlist-r",
    "vlist", "vlist-s", "nulldelimiter", "sqrt", "rule", "mtable", "arraycolsep", "vertical-separator", "mtr-glue",
    "llap", "rlap", "clap", "inner", "fix", "overline", "underline", "accent-body", "accent-full", "stretchy",
    "hide-tail", "fbox", "fcolorbox", "colorbox", "sout", "angl", "cancel", "bcancel", "xcancel", "phase",
    "enclosing", "tag", "eqn-num", "mml-eqn-num", "leqno", "fleqn", "vbox", "hbox", "thinbox", "cd-vert-arrow",
    "cd-label-left", "cd-label-right", "mathrm", "textrm", "textup", "textmd", "textnormal", "allowbreak",
    "nobreak", "overlay", "mover", "munder", "reset-textstyle", "textstyle", "uncramped", "cramped",
    "delimsizinginner", "accentunder", "displaystyle", "scriptstyle", "scriptscriptstyle", "minus", "negativethinspace"];

const known = new Set([].concat(kPlain, kForeign, kLines, Object.keys(kFonts), Object.keys(kPadding),
                                Object.keys(kAlignment), Object.keys(kParts)));
let unknown = new Set();

function has(node, name)
{
    return (node.classes || []).indexOf(name) >= 0;
}

function ems(length)
{
    const value = parseFloat(length);
    return isFinite(value) ? value : 0;
}

function shift(items, dx, dy)
{
    for (const item of items) {
        item[1] += dx;
        item[2] += dy;
    }
    return items;
}

// What a node hands on to its children, with what its classes and its style change.
function inherit(context, node)
{
    const classes = node.classes || [];
    const style = node.style || {};
    const inner = Object.assign({}, context);
    if (style.color)
        inner.colour = style.color;
    let from = 0, to = 0;
    for (const name of classes) {
        if (kFonts[name])
            Object.assign(inner, kFonts[name]);
        if (kAlignment[name])
            inner.align = kAlignment[name];
        if (name.startsWith("reset-size"))
            from = parseInt(name.slice(10));
        else if (/^size\d+$/.test(name))
            to = parseInt(name.slice(4));
        else if (!known.has(name))
            unknown.add(name);
    }
    if (has(node, "delimsizing") && to > 0)
        inner.family = "Size" + to;
    else if (from > 0 && to > 0)
        inner.size *= kSizes[to - 1] / kSizes[from - 1];
    return inner;
}

function face(context)
{
    const style = (context.isBold ? "Bold" : "") + (context.isItalic ? "Italic" : "");
    const styles = kStyles[context.family] || [];
    if (styles.indexOf(style) >= 0)
        return context.family + "-" + style;
    if (context.family === "Math")
        return context.isBold ? "Math-BoldItalic" : "Math-Italic";
    return context.family + (context.isBold && styles.indexOf("Bold") >= 0 ? "-Bold" : "-Regular");
}

function placeSymbol(node, context)
{
    const inner = inherit(context, node);
    const isForeign = kForeign.some(name => has(node, name));
    const width = (node.width || 0) * inner.size;
    const isBlank = /^[\s\u200b\u00a0]*$/.test(node.text);
    const items = isBlank ? [] : [[0, 0, 0, inner.size, isForeign ? "" : face(inner), node.text,
                                   inner.colour, width]];
    return {w: width + Math.max(0, node.italic || 0) * inner.size, items: items, stretches: false};
}

function placeAll(nodes, context)
{
    const row = {w: 0, items: [], stretches: false};
    for (const node of nodes || []) {
        const box = place(node, context);
        row.items = row.items.concat(shift(box.items, row.w, 0));
        row.w += box.w;
        row.stretches = row.stretches || box.stretches;
    }
    return row;
}

// A stack: each child says how far its baseline lies from the stack's.
function placeStack(node, context)
{
    const list = node.children[0].children[0];
    const size = context.size;
    const rows = (list.children || []).map(child => {
        const style = child.style || {};
        const strut = child.children.find(part => has(part, "pstrut"));
        return {
            parts: child.children.filter(part => part !== strut),
            context: inherit(context, child),
            y: (ems(style.top) + (strut ? ems(strut.style.height) : 0)) * size,
            left: ems(style.marginLeft) * size,
            right: ems(style.marginRight) * size,
            narrower: /^calc\(100% - /.test(style.width || "") ? ems(style.width.slice(12)) * size : 0,
        };
    });
    let width = 0;
    for (const row of rows) {
        row.box = placeAll(row.parts, Object.assign({}, row.context, {available: 0}));
        width = Math.max(width, row.left + row.box.w + row.right);
    }
    const stack = {w: width, items: [], stretches: false};
    for (const row of rows) {
        if (row.box.stretches)
            row.box = placeAll(row.parts, Object.assign({}, row.context, {available: width - row.narrower}));
        const room = width - row.left - row.box.w - row.right;
        const share = {centre: 0.5, right: 1}[row.context.align] || 0;
        const x = row.left + (row.box.stretches ? 0 : share * room);
        stack.items = stack.items.concat(shift(row.box.items, x, row.y));
    }
    return stack;
}

// As absolute steps: [0, x, y] moves, [1, x, y] draws a line, [2, six numbers] a curve, [3] closes.
function outline(d, map)
{
    const tokens = d.match(/[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) || [];
    const steps = [];
    let x = 0, y = 0, startX = 0, startY = 0, controlX = 0, controlY = 0, command = "", at = 0;
    const number = () => ems(tokens[at++]);
    const curve = (ax, ay, bx, by, toX, toY) => {
        steps.push([2].concat(map(ax, ay), map(bx, by), map(toX, toY)));
        controlX = bx;
        controlY = by;
        x = toX;
        y = toY;
    };
    const line = (toX, toY) => {
        x = controlX = toX;
        y = controlY = toY;
        steps.push([1].concat(map(x, y)));
    };
    while (at < tokens.length) {
        if (/[a-zA-Z]/.test(tokens[at]))
            command = tokens[at++];
        const isRelative = command === command.toLowerCase();
        const ox = isRelative ? x : 0, oy = isRelative ? y : 0;
        switch (command.toUpperCase()) {
        case "M":
            x = startX = controlX = ox + number();
            y = startY = controlY = oy + number();
            steps.push([0].concat(map(x, y)));
            command = isRelative ? "l" : "L";
            break;
        case "L": line(ox + number(), oy + number()); break;
        case "H": line(ox + number(), y); break;
        case "V": line(x, oy + number()); break;
        case "C":
            curve(ox + number(), oy + number(), ox + number(), oy + number(), ox + number(), oy + number());
            break;
        case "S":
            curve(2 * x - controlX, 2 * y - controlY, ox + number(), oy + number(), ox + number(), oy + number());
            break;
        case "Q": {
            const qx = ox + number(), qy = oy + number(), toX = ox + number(), toY = oy + number();
            curve(x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, toX + (qx - toX) * 2 / 3, toY + (qy - toY) * 2 / 3,
                  toX, toY);
            break;
        }
        case "Z":
            x = controlX = startX;
            y = controlY = startY;
            steps.push([3]);
            break;
        default:
            unknown.add("path " + command);
            return steps;
        }
    }
    return steps;
}

// A picture of outlines that fills a box, as large as it must be to cover it.
function placePicture(svg, left, top, width, height, context)
{
    const box = (svg.attributes.viewBox || "").split(" ").map(ems);
    const fit = (svg.attributes.preserveAspectRatio || "xMidYMid").split(" ");
    const items = [];
    for (const child of svg.children) {
        if (child.attributes) { // a line across
            const a = child.attributes;
            const at = (value, whole) => /%$/.test(value) ? ems(value) / 100 * whole : ems(value) * context.size;
            const x1 = at(a.x1, width), y1 = at(a.y1, height), x2 = at(a.x2, width), y2 = at(a.y2, height);
            const length = Math.hypot(x2 - x1, y2 - y1) || 1;
            const half = ems(a["stroke-width"]) * context.size / 2;
            const nx = -(y2 - y1) / length * half, ny = (x2 - x1) / length * half;
            items.push([2, left, top, width, height,
                        [[0, x1 + nx, y1 + ny], [1, x2 + nx, y2 + ny], [1, x2 - nx, y2 - ny], [1, x1 - nx, y1 - ny], [3]],
                        context.colour]);
            continue;
        }
        let scaleX = width / (box[2] || 1), scaleY = height / (box[3] || 1), moved = 0;
        if (fit[0] !== "none") {
            scaleX = scaleY = fit[1] === "slice" ? Math.max(scaleX, scaleY) : Math.min(scaleX, scaleY);
            const share = {xMid: 0.5, xMax: 1}[fit[0].slice(0, 4)] || 0;
            moved = share * (width - box[2] * scaleX);
        }
        const d = /d=['"]([^'"]*)/.exec(child.toMarkup());
        const steps = outline(d ? d[1] : "", (x, y) => [(x - box[0]) * scaleX + moved, (y - box[1]) * scaleY]);
        items.push([2, left, top, width, height, steps, context.colour]);
    }
    return items;
}

function frame(left, top, width, height, line, colour)
{
    return [[1, left, top, width, line, colour], [1, left, top + height - line, width, line, colour],
            [1, left, top, line, height, colour], [1, left + width - line, top, line, height, colour]];
}

// What is as wide as the stack it lies in.
function placeStretched(node, context)
{
    const size = context.size;
    const style = node.style || {};
    const height = style.height ? ems(style.height) * size : (node.height + node.depth) * size;
    const width = Math.max(context.available, ems(style.minWidth) * size);
    let items = [];
    const border = style.borderColor || context.colour;
    if (style.backgroundColor)
        items.push([1, 0, -height, width, height, style.backgroundColor]);
    if (has(node, "fbox") || has(node, "fcolorbox"))
        items = items.concat(frame(0, -height, width, height, ems(style.borderWidth || "0.04em") * size, border));
    if (has(node, "sout"))
        items.push([1, 0, -ems(style.borderBottomWidth || "0.08em") * size, width, 0.08 * size, border]);
    if (has(node, "angl")) {
        items.push([1, 0, -height, width, 0.049 * size, border]);
        items.push([1, width - 0.049 * size, -height, 0.049 * size, height, border]);
    }
    for (const child of node.children || []) {
        if (child.attributes && !child.classes) {
            items = items.concat(placePicture(child, 0, -height, width, height, context));
            continue;
        }
        const part = Object.keys(kParts).find(name => has(child, name));
        for (const svg of part ? child.children : []) {
            const [from, share] = kParts[part];
            items = items.concat(placePicture(svg, from * width, -height, share * width, height, context));
        }
    }
    return {w: width, items: items, stretches: true};
}

function isStretched(node)
{
    return has(node, "stretchy") || has(node, "hide-tail")
        || (node.children || []).some(child => child.attributes && !child.classes);
}

function placeContent(node, context)
{
    const size = context.size;
    const style = node.style || {};
    if (has(node, "strut") || has(node, "pstrut") || has(node, "vlist-s"))
        return {w: 0, items: [], stretches: false};
    if (has(node, "vlist-t"))
        return placeStack(node, context);
    if (has(node, "nulldelimiter"))
        return {w: 0.12 * size, items: [], stretches: false};
    if (kLines.some(name => has(node, name))) {
        const thickness = Math.max(0.02, ems(style.borderBottomWidth)) * size;
        return {w: context.available, items: [[1, 0, -thickness, context.available, thickness, context.colour]],
                stretches: true};
    }
    if (has(node, "rule")) {
        const width = ems(style.borderRightWidth) * size, height = ems(style.borderTopWidth) * size;
        const bottom = -ems(style.bottom) * size;
        return {w: width, items: [[1, 0, bottom - height, width, height, context.colour]], stretches: false};
    }
    if (has(node, "vertical-separator")) {
        const width = ems(style.borderRightWidth) * size, height = ems(style.height) * size;
        const bottom = -ems(style.verticalAlign) * size;
        return {w: 0, items: [[1, -width / 2, bottom - height, width, height, context.colour]], stretches: false};
    }
    if (isStretched(node))
        return placeStretched(node, context);
    const row = placeAll(node.children, context);
    if (has(node, "llap"))
        return {w: 0, items: shift(row.items, -row.w, 0), stretches: false};
    if (has(node, "clap"))
        return {w: 0, items: shift(row.items, -row.w / 2, 0), stretches: false};
    if (has(node, "rlap") || has(node, "thinbox") || (has(node, "accent-body") && !has(node, "accent-full")))
        row.w = 0;
    if (has(node, "cd-label-left"))
        return {w: 0, items: shift(row.items, -0.3 * size - row.w, 0), stretches: false};
    if (has(node, "cd-label-right"))
        return {w: 0, items: shift(row.items, 0.3 * size, 0), stretches: false};
    if (style.width && /em$/.test(style.width))
        row.w = ems(style.width) * size;
    return row;
}

function place(node, context)
{
    if (node.text !== undefined && !node.children) {
        const box = placeSymbol(node, context);
        return around(node, box, inherit(context, node).size);
    }
    const inner = inherit(context, node);
    return around(node, placeContent(node, inner), inner.size);
}

// Margins, paddings, and what is moved from its place.
function around(node, box, size)
{
    const style = node.style || {};
    let left = ems(style.marginLeft) + ems(style.paddingLeft);
    let right = ems(style.marginRight) + ems(style.paddingRight);
    for (const name of node.classes || []) {
        if (kPadding[name]) {
            left += kPadding[name][0];
            right += kPadding[name][1];
        }
    }
    const isPlaced = has(node, "strut") || has(node, "vertical-separator") || has(node, "rule");
    const down = isPlaced ? 0 : ems(style.top) - ems(style.verticalAlign);
    if (left || down || style.left)
        shift(box.items, (left + ems(style.left)) * size, down * size);
    box.w += (left + right) * size;
    return box;
}

// The lines of a formula, and its number beside the last.
function placeFormula(tree, isDisplay)
{
    let root = tree;
    while (!has(root, "katex-html"))
        root = root.children[root.children.length - 1];
    const context = {size: 1, family: "Main", isBold: false, isItalic: false, colour: "", available: 0,
                     align: isDisplay ? "centre" : "left"};
    const result = {w: 0, h: 0, d: 0, items: []};
    let x = 0, y = 0, height = 0, depth = 0, isFirst = true;
    const endLine = () => {
        if (isFirst)
            result.h = height;
        result.d = y + depth;
        result.w = Math.max(result.w, x);
        isFirst = false;
        x = height = depth = 0;
    };
    let line = [];
    const placeLine = () => {
        if (!isFirst)
            y = result.d + height + 0.2;
        result.items = result.items.concat(shift(line, 0, y));
        line = [];
        endLine();
    };
    for (const child of root.children) {
        if (has(child, "newline")) {
            placeLine();
            continue;
        }
        const box = place(child, context);
        if (has(child, "tag") && box.items.length > 0)
            x += 2;
        line = line.concat(shift(box.items, x, 0));
        x += box.w;
        height = Math.max(height, child.height || 0);
        depth = Math.max(depth, child.depth || 0);
    }
    placeLine();
    return result;
}

const rounded = (key, value) => typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value;

// KaTeX joins symbols that look alike and keeps the width of the first; symbols that differ stay apart.
(function keepSymbolsApart() {
    let count = 0;
    Object.defineProperty(katex.__domTree.SymbolNode.prototype, "maxFontSize", {
        get() { return this.ownFontSize; },
        set(size) { this.ownFontSize = size + ++count % 65536 * 1e-9; },
    });
})();

// The result is JSON: the placed formula, or {"error": why not}.
function typeset(source, isDisplay)
{
    unknown = new Set();
    if (source.length > kLongestSource)
        return JSON.stringify({tooLong: true});
    try {
        const tree = katex.__renderToHTMLTree(source, {displayMode: isDisplay, throwOnError: true, strict: "ignore",
                                                       trust: false, maxExpand: 1000, maxSize: 20});
        const placed = placeFormula(tree, isDisplay);
        if (unknown.size > 0)
            placed.unknown = Array.from(unknown);
        return JSON.stringify(placed, rounded);
    } catch (error) {
        return JSON.stringify({error: String(error && error.message || error).slice(0, 300)});
    }
}
