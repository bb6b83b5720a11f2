// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "visiblecontrols.h"

namespace tabletalk {

namespace {

constexpr char16_t kToRight = u'\u2192';
constexpr char16_t kToLeft = u'\u2190';
constexpr char16_t kBack = u'\u2194'; // ends what one of the others began
constexpr char16_t kHidden = u'\u25AF';
constexpr char16_t kControlPictures = 0x2400;

//! The sign for a character that is not seen, 0 for one that is.
char16_t signFor(QStringView code, qsizetype at)
{
    const char16_t c = code[at].unicode();
    if (c < 0x20)
        return c == u'\t' ? u'\0' : char16_t(kControlPictures + c);
    if (c < 0x7f)
        return 0;
    switch (c) {
    case 0x7f:
        return 0x2421;
    case 0x200e: // marks, embeddings, overrides, isolates
    case 0x202a:
    case 0x202d:
    case 0x2066:
        return kToRight;
    case 0x200f:
    case 0x061c:
    case 0x202b:
    case 0x202e:
    case 0x2067:
        return kToLeft;
    case 0x202c:
    case 0x2068:
    case 0x2069:
        return kBack;
    case 0x200c: // joiners belong to Indic scripts and to emoji
    case 0x200d:
        return at > 0 && code[at - 1].unicode() >= 0x0300 ? u'\0' : kHidden;
    case 0x00ad:
    case 0x034f:
    case 0x180e:
    case 0x200b:
    case 0x2028:
    case 0x2029:
    case 0xfeff:
        return kHidden;
    case 0xdb40: // tags: a pair of units each
        return kHidden;
    default:
        break;
    }
    const bool isTag = QChar::isLowSurrogate(c) && at > 0 && code[at - 1].unicode() == 0xdb40;
    const bool isHidden =
        (c >= 0x80 && c < 0xa0) || (c >= 0x2060 && c <= 0x206f) || (c >= 0xfff9 && c <= 0xfffb);
    return isTag || isHidden ? kHidden : u'\0';
}

} // namespace

VisibleText withVisibleControls(QStringView code)
{
    VisibleText visible{code.toString(), {}};
    for (qsizetype at = 0; at < code.size(); ++at) {
        if (const char16_t sign = signFor(code, at)) {
            visible.text[at] = QChar(sign);
            visible.signs.push_back(int(at));
        }
    }
    return visible;
}

} // namespace tabletalk
