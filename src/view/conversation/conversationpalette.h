// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codehighlighter.h"

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
    QColor found; //!< behind what a search found
    QColor currentFound; //!< behind the match that is shown
    QColor foundText; //!< readable on both
    QColor focus;
    QColor button;
    QColor buttonHovered;
    QColor warning; //!< the edge of a card that tells of a failure
    QColor warningBackground;

    //! A colour that a message asks for, moved towards the text's until it can be read on the page.
    QColor readableOnPage(const QColor &wish) const;

    //! Of a run of code. Each readable (4.5:1) on codeBackground.
    QColor code(CodeRole role) const { return m_code[size_t(role)]; }
    //! Of a sign for something that hides in code.
    QColor hiddenSign;

private:
    std::array<QColor, size_t(CodeRole::Deleted) + 1> m_code;
};

} // namespace tabletalk
