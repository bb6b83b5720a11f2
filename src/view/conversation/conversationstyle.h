// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "conversation/conversationpalette.h"

#include <QFont>
#include <QTextCharFormat>

#include <array>
#include <memory>

namespace tabletalk {

class FormulaBook;
class FormulaFonts;
class PictureBook;

//! What a piece of text is for; decides its font, line pitch and colour.
enum class TextRole : quint8 { Body, Heading1, Heading2, Heading3, Heading4, Strong, Muted, Small, Code };

//! Fonts, colours and measures of one appearance of the conversation. Made anew when the font or the
//! palette changes; layouts refer to it and are thrown away with it.
class ConversationStyle {
public:
    ConversationStyle(const QFont &base, const QPalette &palette);
    ~ConversationStyle();

    const ConversationPalette &colours() const { return m_colours; }
    const QFont &font(TextRole role) const { return m_fonts[size_t(role)]; }
    //! From one line to the next, in pixels; a line with taller glyphs takes more.
    int pitch(TextRole role) const { return m_pitches[size_t(role)]; }
    int ascent(TextRole role) const { return m_ascents[size_t(role)]; }
    //! Of an average character, for estimating what was not laid out.
    double advance(TextRole role) const { return m_advances[size_t(role)]; }
    QColor colour(TextRole role) const;
    static TextRole headingRole(int level);

    QTextCharFormat format(SpanStyles styles, TextRole role) const;

    //! The unit of all spacing: the size of the body's font in pixels.
    int em() const { return m_em; }
    int ems(double count) const { return qRound(count * m_em); }
    int maximumColumn() const { return ems(48); }

    //! Long lines of code go on in the next line, except where a person chose otherwise.
    bool wrapsCode() const { return m_wrapsCode; }
    void setWrapsCode(bool wraps) { m_wrapsCode = wraps; }

    //! Where formulas are typeset; null: they are shown as their source. Outlives the style.
    FormulaBook *formulas() const { return m_formulas; }
    void setFormulas(FormulaBook *formulas);
    //! Where pictures that messages carry are decoded; null: their descriptions are shown. Outlives the
    //! style.
    PictureBook *pictures() const { return m_pictures; }
    void setPictures(PictureBook *pictures) { m_pictures = pictures; }
    //! Only where there are formulas.
    FormulaFonts &formulaFonts() const { return *m_formulaFonts; }
    //! The size of a formula's font in pixels, such that its small letters are as tall as the text's.
    double formulaEm(TextRole role) const { return m_formulaEms[size_t(role)]; }

private:
    void addRole(TextRole role, const QFont &font, double lineSpacing);

    static constexpr size_t kRoles = size_t(TextRole::Code) + 1;
    ConversationPalette m_colours;
    int m_em = 0;
    bool m_wrapsCode = false;
    std::array<QFont, kRoles> m_fonts;
    std::array<int, kRoles> m_pitches{};
    std::array<int, kRoles> m_ascents{};
    std::array<double, kRoles> m_advances{};
    std::array<double, kRoles> m_formulaEms{};
    FormulaBook *m_formulas = nullptr;
    PictureBook *m_pictures = nullptr;
    std::unique_ptr<FormulaFonts> m_formulaFonts;
};

} // namespace tabletalk
