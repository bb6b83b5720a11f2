// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationpalette.h"

#include "readablecolour.h"

namespace tabletalk {

namespace {

//! What WCAG's enhanced level asks of text.
constexpr double kReadableByAll = 7;

} // namespace

ConversationPalette::ConversationPalette(const QPalette &palette)
    : page(palette.color(QPalette::Base))
    , text(palette.color(QPalette::Text))
    , secondary(readable(mixed(text, page, 0.45), page, text))
    , line(mixed(page, text, 0.16))
    , userBox(mixed(page, text, 0.055))
    , codeBackground(mixed(page, text, 0.045))
    , inlineCode(mixed(page, text, 0.09))
    , quoteBar(mixed(page, text, 0.25))
    , link(readable(palette.color(QPalette::Link), page, text))
    , selection(palette.color(QPalette::Highlight))
    , selectedText(palette.color(QPalette::HighlightedText))
    , focus(palette.color(QPalette::Highlight))
    , button(mixed(page, text, 0.06))
    , buttonHovered(mixed(page, text, 0.14))
{
    const bool isDark = luminance(page) < luminance(text);
    // Who reads bright letters on black needs the edges as well; dark letters on white are everybody's.
    constexpr double kStark = 17;
    if (isDark && contrast(page, text) >= kStark) {
        secondary = readable(secondary, page, text, kReadableByAll);
        link = readable(link, page, text, kReadableByAll);
        line = readable(line, page, text, kSeen);
        quoteBar = readable(quoteBar, page, text, kReadable);
    }
    // Marker pen on paper: the text on it is dark in every palette.
    found = QColor::fromHsl(50, 255, isDark ? 140 : 180);
    currentFound = QColor::fromHsl(30, 255, 140);
    foundText = Qt::black;
    const int lightness = isDark ? 175 : 85;
    warning = QColor::fromHsl(12, 170, isDark ? 150 : 125);
    warningBackground = mixed(page, warning, 0.08);
    const auto hue = [&](int degrees, int saturation) {
        return readable(QColor::fromHsl(degrees, saturation, lightness), codeBackground, text);
    };
    m_code = {hue(280, 120),
              hue(195, 140),
              hue(115, 110),
              hue(28, 160),
              readable(mixed(text, codeBackground, 0.42), codeBackground, text),
              hue(340, 110),
              hue(115, 160),
              hue(5, 160)};
    hiddenSign = readable(warning, codeBackground, text);
}

QColor ConversationPalette::readableOnPage(const QColor &wish) const
{
    return readable(wish, page, text);
}

} // namespace tabletalk
