// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationstyle.h"

#include "conversation/formulafonts.h"
#include "formulabook.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, int(std::lround(font.pixelSize() * factor))));
    return font;
}

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

ConversationStyle::ConversationStyle(const QFont &base, const QPalette &palette)
    : m_colours(palette)
    , m_em(std::max(6, QFontInfo(base).pixelSize()))
{
    QFont code = scaled(base, 0.93);
    code.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    code.setFixedPitch(true);
    code.setStyleStrategy(QFont::PreferNoShaping); // halves the cost, and ligatures do not belong in code

    addRole(TextRole::Body, base, 1.55);
    addRole(TextRole::Heading1, bold(scaled(base, 1.5)), 1.3);
    addRole(TextRole::Heading2, bold(scaled(base, 1.28)), 1.3);
    addRole(TextRole::Heading3, bold(scaled(base, 1.12)), 1.4);
    addRole(TextRole::Heading4, bold(base), 1.5);
    addRole(TextRole::Strong, bold(base), 1.55);
    addRole(TextRole::Muted, base, 1.55);
    addRole(TextRole::Small, scaled(base, 0.88), 1.5);
    addRole(TextRole::Code, code, 1.45);
}

ConversationStyle::~ConversationStyle() = default;

void ConversationStyle::setFormulas(FormulaBook *formulas)
{
    m_formulas = formulas;
    if (formulas)
        m_formulaFonts = std::make_unique<FormulaFonts>(formulas->fontFolder());
}

void ConversationStyle::addRole(TextRole role, const QFont &font, double lineSpacing)
{
    const QFontMetricsF metrics(font);
    const int size = QFontInfo(font).pixelSize();
    m_fonts[size_t(role)] = font;
    m_pitches[size_t(role)] = int(std::ceil(std::max(size * lineSpacing, metrics.height())));
    constexpr double kFormulaXHeight = 0.431; // of KaTeX_Main, in ems
    m_formulaEms[size_t(role)] = std::clamp(metrics.xHeight() / kFormulaXHeight, size * 1.0, size * 1.35);
    m_ascents[size_t(role)] = int(std::ceil(metrics.ascent()));
    m_advances[size_t(role)] =
        role == TextRole::Code ? metrics.horizontalAdvance(u'0') : std::max(1.0, metrics.averageCharWidth());
}

QColor ConversationStyle::colour(TextRole role) const
{
    return role == TextRole::Small || role == TextRole::Muted ? m_colours.secondary : m_colours.text;
}

TextRole ConversationStyle::headingRole(int level)
{
    constexpr std::array kRolesByLevel{TextRole::Heading1, TextRole::Heading2, TextRole::Heading3};
    return level >= 1 && level <= int(kRolesByLevel.size()) ? kRolesByLevel[size_t(level - 1)]
                                                            : TextRole::Heading4;
}

QTextCharFormat ConversationStyle::format(SpanStyles styles, TextRole role) const
{
    QFont base = font(role);
    if (styles & (SpanStyle::Code | SpanStyle::Formula)) {
        base = font(TextRole::Code);
        if (role != TextRole::Code && role != TextRole::Body)
            base.setPixelSize(std::max(1, int(std::lround(QFontInfo(font(role)).pixelSize() * 0.93))));
    }
    if (styles & SpanStyle::Bold)
        base.setWeight(QFont::Bold);
    if (styles & (SpanStyle::Italic | SpanStyle::Image))
        base.setItalic(true);

    QTextCharFormat format;
    format.setFont(base);
    if (styles & SpanStyle::Strike)
        format.setFontStrikeOut(true);
    if (styles & SpanStyle::Code)
        format.setBackground(m_colours.inlineCode);
    if (styles & SpanStyle::Image) { // a placeholder: nothing is fetched because a message says so
        format.setForeground(m_colours.secondary);
        format.setBackground(m_colours.inlineCode);
    }
    if (styles & SpanStyle::Link) {
        format.setForeground(m_colours.link);
        format.setFontUnderline(true);
    }
    if (styles & SpanStyle::Figure) {
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        format.setUnderlineColor(m_colours.link);
    }
    if (styles & SpanStyle::Unfound) {
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_colours.warning);
    }
    return format;
}

} // namespace tabletalk
