// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

class QJsonObject;

namespace tabletalk {

//! A formula ready to be drawn: glyphs, rules and outlines around the left end of its baseline. Lengths
//! are in ems of the formula's own font size, y grows downwards. A colour is as the source names it, empty
//! for the ink of the text around it. Paint in the order backgrounds, outlines, glyphs.
struct PlacedFormula {
    //! A run of letters of one font.
    struct Glyphs {
        QPointF at; //!< of the baseline's left end
        double size = 1;
        double width = 0; //!< what the formula reserves for them
        int face = -1; //!< in kFormulaFaces; -1: letters the formula fonts do not have
        QString text;
        QString colour;
    };
    struct Rule {
        QRectF rect;
        QString colour;
    };
    struct Step {
        enum class Kind : quint8 { Move, Line, Curve, Close };
        Kind kind = Kind::Move;
        std::array<QPointF, 3> points; //!< one, or for a curve its two controls and its end
    };
    //! A filled shape.
    struct Outline {
        QRectF box; //!< nothing is seen beyond it
        std::vector<Step> steps; //!< from the box's top left
        QString colour;
    };

    double width = 0;
    double height = 0; //!< above the baseline
    double depth = 0; //!< below it
    std::vector<Glyphs> glyphs;
    std::vector<Rule> rules;
    std::vector<Outline> outlines;

    //! Roughly what it weighs.
    qsizetype bytes() const;
};

//! The fonts of KaTeX by name: KaTeX_<name>.ttf.
inline constexpr std::array<const char *, 20> kFormulaFaces{
    "AMS-Regular",   "Caligraphic-Bold", "Caligraphic-Regular", "Fraktur-Bold",      "Fraktur-Regular",
    "Main-Bold",     "Main-BoldItalic",  "Main-Italic",         "Main-Regular",      "Math-BoldItalic",
    "Math-Italic",   "SansSerif-Bold",   "SansSerif-Italic",    "SansSerif-Regular", "Script-Regular",
    "Size1-Regular", "Size2-Regular",    "Size3-Regular",       "Size4-Regular",     "Typewriter-Regular"};

//! From what the worker answers, which is as untrusted as the formula: nothing where it is malformed,
//! larger than anything to be read on a screen, or of more pieces than a formula has.
std::optional<PlacedFormula> readPlacedFormula(const QJsonObject &json);

} // namespace tabletalk
