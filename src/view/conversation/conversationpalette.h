// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace tabletalk {

//! Every colour the conversation is painted with, derived from the widget's palette, so that light, dark
//! and high-contrast themes need no table of their own. All are opaque: blending costs time per repaint.
struct ConversationPalette {
    explicit ConversationPalette(const QPalette &palette);

    QColor page;
    QColor text;
    QColor secondary; //!< readable (4.5:1), less loud than text
    QColor line; //!< thin separators and borders
    QColor userBox;
    QColor codeBackground;
    QColor inlineCode; //!< behind a run of code within a sentence
    QColor quoteBar;
    QColor link;
    QColor selection;
    QColor selectedText;
    QColor focus;
    QColor button;
    QColor buttonHovered;
    QColor warning; //!< the edge of a card that tells of a failure
    QColor warningBackground;

    //! Of code: see the order in CodeLayout. Each readable on codeBackground.
    enum class Ink { Keyword, Type, String, Number, Comment, Other };
    QColor ink(Ink kind) const { return m_inks[size_t(kind)]; }

private:
    std::array<QColor, 6> m_inks;
};

} // namespace tabletalk
